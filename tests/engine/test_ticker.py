"""What the ticker does with each message, and with each answer of Slack's."""

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from slack_sdk import WebClient

from handlers.delivery import Later
from handlers.ticker import Pace, Ticker
from sandbox.team import Team
from storage import outbox
from tests.engine.stage import FAST, Stage, client_of, facts, title_of


def test_what_was_told_stands_in_the_channel(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_a_message_to_a_member_comes_as_a_direct_message(stage: Stage) -> None:
    stage.tell("Gezinshuizen", to=outbox.user(stage.member.id))
    stage.drain()
    assert title_of(stage.member.dm()[-1]) == "Gezinshuizen"


def test_a_conversation_is_opened_once(stage: Stage) -> None:
    before = stage.calls("conversations.open")
    for number in range(3):
        stage.tell(f"{number}", to=outbox.user(stage.member.id))
    stage.drain()
    assert stage.calls("conversations.open") == before + 1


def test_a_reply_lands_in_the_thread_of_its_message(stage: Stage) -> None:
    stage.tell("Stemming")
    stage.tell("Kandidaat", thread_of="Stemming")
    stage.drain()
    root = stage.officer.read(stage.committee)[-1]
    assert [title_of(message) for message in stage.officer.thread(root)][-1] == "Kandidaat"


def test_messages_keep_their_order(stage: Stage) -> None:
    for number in range(6):
        stage.tell(f"{number}")
    stage.drain()
    assert stage.said() == ["0", "1", "2", "3", "4", "5"]


def test_messages_keep_their_order_through_a_hiccup(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_=500, times=2)
    for number in range(4):
        stage.tell(f"{number}")
    stage.drain()
    assert stage.said() == ["0", "1", "2", "3"]


def test_the_facts_are_those_of_the_moment_of_saying(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.told = lambda db, letter, words: facts("Pleegzorg")
    stage.drain()
    assert stage.said() == ["Pleegzorg"]


def test_what_has_nothing_to_say_any_more_is_left_out(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.told = lambda db, letter, words: None
    stage.drain()
    assert stage.said() == []


def test_what_is_left_out_leaves_no_dead_letter(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.told = lambda db, letter, words: None
    stage.drain()
    assert stage.dead() == []


def test_a_refresh_edits_the_message_in_place(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    stage.told = lambda db, letter, words: facts("Aanvaard")
    stage.refresh("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Aanvaard"]


def test_an_edit_keeps_the_message_s_mark(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    marked = stage.officer.read(stage.committee)[-1].metadata
    stage.refresh("Gezinshuizen")
    stage.drain()
    assert stage.officer.read(stage.committee)[-1].metadata == marked


def test_a_member_reads_in_their_own_language(stage: Stage, team: Team) -> None:
    reader = team.add_person("Olivia Brook")
    stage.seat(reader, language="en")
    stage.tell("Gezinshuizen", to=outbox.user(reader.id))
    stage.drain()
    assert "is no longer on the agenda" in reader.dm()[-1].text


def test_a_late_message_says_when_it_was_due(stage: Stage) -> None:
    stage.tell("Gezinshuizen", at=stage.clock.now() - timedelta(hours=3))
    stage.drain()
    assert "komt te laat" in stage.officer.read(stage.committee)[-1].text


def test_a_message_in_time_makes_no_excuse(stage: Stage) -> None:
    stage.tell("Gezinshuizen", at=stage.clock.now() - timedelta(minutes=1))
    stage.drain()
    assert "komt te laat" not in stage.officer.read(stage.committee)[-1].text


def test_what_was_due_while_the_bot_was_away_is_said_once(stage: Stage) -> None:
    stage.tell("Gezinshuizen", at=stage.clock.now() + timedelta(hours=3))
    stage.clock.ahead += timedelta(days=5)
    stage.drain()
    stage.clock.ahead += timedelta(days=5)
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_a_planned_message_is_said_when_the_clock_moves(stage: Stage) -> None:
    stage.tell("Gezinshuizen", at=stage.clock.now() + timedelta(days=7))
    stage.drain()
    stage.clock.ahead += timedelta(days=7)
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_a_message_may_be_put_off_to_a_later_moment(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    morning = stage.clock.now() + timedelta(hours=8)
    stage.told = lambda db, letter, words: Later(until=morning)
    stage.drain()
    assert stage.said() == []


def test_a_message_that_was_put_off_makes_no_excuse(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    morning, told = stage.clock.now() + timedelta(hours=8), stage.told
    stage.told = lambda db, letter, words: Later(until=morning)
    stage.drain()
    stage.told = told
    stage.clock.ahead += timedelta(hours=8)
    stage.drain()
    assert "komt te laat" not in stage.officer.read(stage.committee)[-1].text


@pytest.mark.parametrize(
    "trouble", ["timeout_after", "timeout_before", "drop", 500, 503, "internal_error", "fatal_error", "request_timeout"]
)
def test_trouble_on_the_way_says_it_once(stage: Stage, team: Team, trouble: str | int) -> None:
    team.fail("chat.postMessage", with_=trouble)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


@pytest.mark.parametrize("trouble", ["timeout_after", "drop", 500, 429])
def test_trouble_on_the_way_of_a_reply_says_it_once(stage: Stage, team: Team, trouble: str | int) -> None:
    stage.tell("Stemming")
    stage.drain()
    team.fail("chat.postMessage", with_=trouble)
    stage.tell("Kandidaat", thread_of="Stemming")
    stage.drain()
    root = stage.officer.read(stage.committee)[-1]
    assert [title_of(message) for message in stage.officer.thread(root)].count("Kandidaat") == 1


def test_trouble_on_the_way_of_a_direct_message_says_it_once(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="timeout_after")
    stage.tell("Gezinshuizen", to=outbox.user(stage.member.id))
    stage.drain()
    assert [title_of(message) for message in stage.member.dm()] == ["Gezinshuizen"]


def test_an_edit_in_doubt_is_done_again(stage: Stage, team: Team) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    team.fail("chat.update", with_="timeout_before")
    stage.told = lambda db, letter, words: facts("Aanvaard")
    stage.refresh("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Aanvaard"]


def test_a_message_found_again_gets_the_newest_facts(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="timeout_after")
    stage.tell("Gezinshuizen")
    stage.ticker.tick()
    stage.told = lambda db, letter, words: facts("Aanvaard")
    stage.refresh("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Aanvaard"]


def test_a_message_is_looked_for_on_every_page(stage: Stage, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.delivery.PAGE", 2)
    team.fail("chat.postMessage", with_="timeout_after")
    stage.tell("Gezinshuizen")
    stage.ticker.tick()
    for number in range(7):
        stage.member.say(stage.committee, f"praat {number}")
    stage.drain()
    assert [title for title in stage.said() if title] == ["Gezinshuizen"]


def test_nobody_is_looked_for_without_a_doubt(stage: Stage) -> None:
    before = stage.calls("conversations.history")
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.calls("conversations.history") == before


def test_without_the_right_to_look_it_is_said_all_the_same(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="timeout_before")
    team.fail("conversations.history", with_="missing_scope")
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_trouble_while_looking_says_nothing_twice(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="timeout_after")
    team.fail("conversations.history", with_=500, times=2)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_a_channel_that_slack_holds_waits(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_=429, retry_after=1, channel=stage.committee)
    stage.tell("Gezinshuizen")
    stage.ticker.tick()
    asked = time.monotonic()
    stage.drain()
    assert time.monotonic() - asked > 0.9


def test_other_channels_go_on_while_slack_holds_one(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_=429, retry_after=30, channel=stage.committee)
    stage.tell("Gezinshuizen")
    stage.tell("Pleegzorg", to=outbox.channel(stage.plenary.id))
    while stage.ticker.tick():
        pass
    assert (stage.said(), stage.said(stage.plenary)) == ([], ["Pleegzorg"])


def test_posts_go_on_while_slack_wants_no_edits(stage: Stage, team: Team) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    team.fail("chat.update", with_=429, retry_after=30)
    stage.refresh("Gezinshuizen")
    stage.ticker.tick()
    stage.tell("Pleegzorg")
    time.sleep(0.02)
    while stage.ticker.tick():
        pass
    assert stage.said() == ["Gezinshuizen", "Pleegzorg"]


def test_an_archived_channel_makes_a_dead_letter(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.dead() == ["is_archived"]


def test_a_channel_without_the_bot_makes_a_dead_letter(stage: Stage, team: Team) -> None:
    team.kick_bot(stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.dead() == ["not_in_channel"]


def test_a_member_whose_account_is_closed_makes_a_dead_letter(stage: Stage, team: Team) -> None:
    team.deactivate(stage.member)
    stage.tell("Gezinshuizen", to=outbox.user(stage.member.id))
    stage.drain()
    assert len(stage.dead()) == 1


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_blocks", "restricted_action", "user_not_found"])
def test_what_slack_will_never_take_is_asked_once(stage: Stage, team: Team, error: str) -> None:
    team.fail("chat.postMessage", with_=error, channel=stage.committee)
    stage.tell("Gezinshuizen")
    stage.ticker.tick()
    assert stage.dead() == [error]


def test_the_support_officer_hears_of_a_dead_letter(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert "Het kanaal is gearchiveerd." in stage.officer.dm()[-1].all_text


def test_the_support_officer_hears_once_of_one_place_and_cause(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    for number in range(3):
        stage.tell(f"{number}")
    stage.drain()
    assert len(stage.officer.dm()) == 1


def test_another_place_is_told_too(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    team.archive(stage.plenary)
    stage.tell("Gezinshuizen")
    stage.tell("Pleegzorg", to=outbox.channel(stage.plenary.id))
    stage.drain()
    assert len(stage.officer.dm()) == 2


def test_a_dead_letter_about_a_dead_letter_tells_nobody(stage: Stage, team: Team) -> None:
    team.deactivate(stage.officer)
    team.archive(stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert len(stage.dead()) == 2


def test_a_reply_to_a_dead_letter_dies_with_it(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    stage.tell("Stemming")
    stage.tell("Kandidaat", thread_of="Stemming")
    stage.drain()
    assert sorted(stage.dead()) == ["is_archived", "parent_dead"]


def test_a_reply_to_what_was_left_out_is_left_out(stage: Stage) -> None:
    told = stage.told
    stage.tell("Stemming")
    stage.tell("Kandidaat", thread_of="Stemming")
    stage.told = lambda db, letter, words: None if letter.parent is None else told(db, letter, words)
    stage.drain()
    assert (stage.said(), stage.dead()) == ([], [])


def test_a_dead_letter_goes_out_when_it_is_tried_again(stage: Stage, team: Team) -> None:
    team.archive(stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    team.unarchive(stage.committee)
    with stage.database.begin() as db:
        outbox.retry(db, outbox.dead(db, stage.body)[0].id, body=stage.body)
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
def test_while_the_bot_is_locked_out_everything_waits(stage: Stage, team: Team, error: str) -> None:
    team.fail("chat.postMessage", with_=error, times=12)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert (stage.said(), stage.dead()) == (["Gezinshuizen"], [])


def test_an_error_that_nobody_knows_is_tried_a_few_times(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="something_new", times=3)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.said() == ["Gezinshuizen"]


def test_an_error_that_nobody_knows_is_not_tried_for_ever(stage: Stage, team: Team) -> None:
    team.fail("chat.postMessage", with_="something_new", times=50, channel=stage.committee)
    stage.tell("Gezinshuizen")
    stage.drain()
    assert stage.dead() == ["something_new"]


def test_a_message_that_cannot_be_made_does_not_keep_others(stage: Stage) -> None:
    told = stage.told
    stage.told = lambda db, letter, words: 1 / 0 if letter.about["title"] == "stuk" else told(db, letter, words)
    stage.tell("stuk")
    stage.tell("Pleegzorg", to=outbox.channel(stage.plenary.id))
    stage.drain()
    assert stage.said(stage.plenary) == ["Pleegzorg"]


def test_a_message_that_cannot_be_made_becomes_a_dead_letter(stage: Stage) -> None:
    stage.told = lambda db, letter, words: 1 / 0
    stage.tell("stuk")
    stage.drain()
    assert "ZeroDivisionError" in stage.dead()


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_message_that_was_taken_away_is_not_posted_again(stage: Stage, team: Team, error: str) -> None:
    stage.tell("Gezinshuizen")
    stage.drain()
    team.fail("chat.update", with_=error)
    stage.refresh("Gezinshuizen")
    stage.drain()
    assert (stage.said(), stage.dead()) == (["Gezinshuizen"], [])


def test_a_message_cancelled_in_hand_is_not_said(stage: Stage, team: Team) -> None:
    def cancelled_meanwhile(_: int) -> WebClient:
        stage.cancel("Gezinshuizen")
        return client_of(team)

    stage.tell("Gezinshuizen")
    Ticker(stage.desk, stage.table, cancelled_meanwhile, pace=FAST).tick()
    assert stage.said() == []


def test_a_message_cancelled_in_hand_leaves_its_lane_free(stage: Stage, team: Team) -> None:
    def cancelled_meanwhile(_: int) -> WebClient:
        stage.cancel("Gezinshuizen")
        return client_of(team)

    stage.tell("Gezinshuizen")
    stage.tell("Pleegzorg")
    Ticker(stage.desk, stage.table, cancelled_meanwhile, pace=FAST).tick()
    stage.ticker.tick()
    assert stage.said() == ["Pleegzorg"]


def test_a_worker_whose_lease_is_nearly_over_does_not_speak(stage: Stage) -> None:
    stage.tell("Gezinshuizen")
    stage.another_bot(Pace(lease=0.5, call=10.0)).tick()
    assert stage.said() == []


def test_errands_are_done_once(stage: Stage) -> None:
    done: list[int] = []
    stage.table.errand("people/read", lambda desk, client, letter: done.append(letter.about["person"]))
    with stage.database.begin() as db:
        outbox.tell(
            db,
            "people/read",
            workspace=stage.workspace,
            to=outbox.errand("people/read"),
            key="people/read:1",
            about={"person": 1},
        )
    stage.drain()
    assert done == [1]


def test_an_errand_that_slack_puts_off_is_done_later(stage: Stage, team: Team) -> None:
    team.fail("users.info", with_=429, retry_after=0)
    names: list[str] = []
    stage.table.errand(
        "people/read",
        lambda desk, client, letter: names.append(client.users_info(user=letter.about["user"])["user"]["id"]),
    )
    with stage.database.begin() as db:
        outbox.tell(
            db,
            "people/read",
            workspace=stage.workspace,
            to=outbox.errand("people/read"),
            key="people/read:1",
            about={"user": stage.member.id},
        )
    stage.drain()
    assert names == [stage.member.id]


def test_a_commit_wakes_the_ticker_at_once(stage: Stage) -> None:
    bot = stage.another_bot(Pace(tick=60.0))
    stage.database.when_told(bot.wake)
    bot.start()
    try:
        time.sleep(0.05)
        stage.tell("Gezinshuizen")
        _until(lambda: stage.said() == ["Gezinshuizen"])
    finally:
        bot.stop()


def test_a_planned_message_is_said_without_anybody_waking(stage: Stage) -> None:
    bot = stage.another_bot()
    bot.start()
    try:
        stage.tell("Gezinshuizen", at=stage.clock.now() + timedelta(seconds=0.2))
        _until(lambda: stage.said() == ["Gezinshuizen"])
    finally:
        bot.stop()


def test_a_ticker_that_stops_finishes_what_is_in_hand(stage: Stage, team: Team) -> None:
    stage.tell("Gezinshuizen")
    bot = stage.another_bot()
    slow = stage.told

    def take_time(*given: object) -> object:
        time.sleep(0.3)
        return slow(*given)

    stage.told = take_time
    bot.start()
    time.sleep(0.1)
    bot.stop()
    assert (stage.said(), stage.ticker.idle()) == (["Gezinshuizen"], True)


def test_a_stopped_ticker_does_not_live(stage: Stage) -> None:
    bot = stage.another_bot()
    bot.start()
    assert bot.alive()
    bot.stop()
    assert not bot.alive()


def test_a_lane_gets_a_message_at_its_pace(stage: Stage) -> None:
    bot = stage.another_bot(Pace(tick=0.02, post=0.2))
    bot.start()
    try:
        for number in range(4):
            stage.tell(f"{number}")
        _until(lambda: len(stage.said()) == 4)
    finally:
        bot.stop()
    stamps = [float(message.ts) for message in stage.officer.read(stage.committee)]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(stamps))


def _until(seen: Callable[[], bool], *, within: float = 5.0) -> None:
    ends = time.monotonic() + within
    while not seen():
        assert time.monotonic() < ends, "it does not happen"
        time.sleep(0.01)
