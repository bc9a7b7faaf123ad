"""What the outbox promises: told once, in order, one in hand per lane, and never lost by an outcome."""

from contextlib import suppress
from datetime import timedelta

import pytest

from storage import bodies, outbox
from storage.database import Database
from storage.outbox import Letter
from storage.outbox.claims import EDIT_BURST
from storage.outbox.outcomes import PATIENCE
from tests.storage.conftest import Clocks

LEASE = 60.0
HERE = outbox.channel("C1")
THERE = outbox.channel("C2")


class Desk:
    """The outbox as its users see it, each deed in a unit of work of its own."""

    def __init__(self, database: Database, clocks: Clocks, workspace: int) -> None:
        self.database, self.clocks, self.workspace = database, clocks, workspace

    def tell(self, key: str, **rest: object) -> None:
        asked = {"to": HERE, "about": {"item": 1}, **rest}
        with self.database.begin() as db:
            outbox.tell(db, "items/card", workspace=self.workspace, key=key, **asked)  # type: ignore[arg-type] # a test's shorthand

    def refresh(self, key: str) -> None:
        with self.database.begin() as db:
            outbox.refresh(db, key, workspace=self.workspace)

    def cancel(self, key: str) -> None:
        with self.database.begin() as db:
            outbox.cancel(db, key, workspace=self.workspace)

    def claim(self) -> Letter | None:
        with self.database.begin() as db:
            return outbox.claim(db, machine=self.clocks.machine, lease=LEASE)

    def must_claim(self) -> Letter:
        letter = self.claim()
        assert letter is not None
        return letter

    def sent(self, letter: Letter, ts: str = "1.0", pause: float = 0.0) -> bool:
        with self.database.begin() as db:
            return outbox.sent(db, letter, channel="C1", ts=ts, free_at=self.clocks.machine + pause)

    def say(self, ts: str = "1.0") -> Letter:
        letter = self.must_claim()
        assert self.sent(letter, ts)
        return letter

    def hold(self, letter: Letter, *, seconds: float = 2.0, perhaps_said: bool = True) -> bool:
        with self.database.begin() as db:
            return outbox.hold(
                db,
                letter,
                seconds=seconds,
                machine=self.clocks.machine,
                error="TimeoutError",
                perhaps_said=perhaps_said,
            )

    def bury(self, letter: Letter, error: str = "is_archived") -> bool:
        with self.database.begin() as db:
            return outbox.bury(db, letter, error=error, machine=self.clocks.machine)

    def idle(self) -> bool:
        with self.database.read() as db:
            return outbox.idle(db)


@pytest.fixture
def desk(database: Database, clocks: Clocks, workspace: int) -> Desk:
    return Desk(database, clocks, workspace)


def test_what_was_told_can_be_claimed(desk: Desk) -> None:
    desk.tell("a", about={"item": 7})
    letter = desk.must_claim()
    assert (letter.name, letter.about, letter.lane) == ("items/card", {"item": 7}, HERE)


def test_telling_twice_says_it_once(desk: Desk) -> None:
    desk.tell("a", about={"item": 7})
    desk.tell("a", about={"item": 8})
    desk.say()
    assert desk.claim() is None


def test_the_first_telling_of_a_key_stands(desk: Desk) -> None:
    desk.tell("a", about={"item": 7})
    desk.tell("a", about={"item": 8})
    assert desk.must_claim().about == {"item": 7}


def test_the_same_key_in_two_workspaces_is_two_messages(desk: Desk, database: Database) -> None:
    with database.begin() as db:
        elsewhere = bodies.open_workspace(db, "T2", now=desk.clocks.now())
        outbox.tell(db, "items/card", workspace=elsewhere, to=HERE, key="a", about={})
    desk.tell("a")
    assert {desk.must_claim().workspace, desk.must_claim().workspace} == {desk.workspace, elsewhere}


def test_what_is_rolled_back_is_not_told(desk: Desk, database: Database) -> None:
    with suppress(ZeroDivisionError), database.begin() as db:
        outbox.tell(db, "items/card", workspace=desk.workspace, to=HERE, key="a", about={})
        raise ZeroDivisionError
    assert desk.claim() is None


def test_a_planned_message_waits_for_its_moment(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(days=7))
    assert desk.claim() is None


def test_a_planned_message_is_due_when_the_work_s_clock_gets_there(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(days=7))
    desk.clocks.move(timedelta(days=7))
    assert desk.must_claim().planned_at == desk.clocks.now()


def test_a_claimed_message_is_not_given_to_a_second_worker(desk: Desk) -> None:
    desk.tell("a")
    desk.must_claim()
    assert desk.claim() is None


def test_a_lease_does_not_end_because_the_work_s_clock_moves(desk: Desk) -> None:
    desk.tell("a")
    desk.must_claim()
    desk.clocks.move(timedelta(days=7))
    assert desk.claim() is None


def test_a_message_whose_worker_died_is_claimed_again_after_the_lease(desk: Desk) -> None:
    desk.tell("a")
    first = desk.must_claim()
    desk.clocks.machine += LEASE
    assert desk.must_claim().id == first.id


def test_a_message_whose_worker_died_is_in_doubt(desk: Desk) -> None:
    desk.tell("a")
    desk.must_claim()
    died_at = desk.clocks.machine
    desk.clocks.machine += LEASE
    assert desk.must_claim().doubt_since == died_at


def test_a_first_claim_is_in_no_doubt(desk: Desk) -> None:
    desk.tell("a")
    assert desk.must_claim().doubt_since is None


def test_a_worker_that_comes_back_after_its_lease_writes_nothing(desk: Desk) -> None:
    desk.tell("a")
    frozen = desk.must_claim()
    desk.clocks.machine += LEASE
    desk.must_claim()
    assert not desk.sent(frozen)


def test_a_worker_that_comes_back_after_its_lease_does_not_free_the_lane(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    frozen = desk.must_claim()
    desk.clocks.machine += LEASE
    desk.must_claim()
    desk.sent(frozen)
    assert desk.claim() is None


def test_a_lane_has_one_message_in_hand(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    desk.must_claim()
    assert desk.claim() is None


def test_another_lane_goes_on_meanwhile(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b", to=THERE)
    desk.must_claim()
    assert desk.must_claim().lane == THERE


def test_a_lane_rests_after_a_message(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    desk.sent(desk.must_claim(), pause=1.1)
    desk.clocks.machine += 1.0
    assert desk.claim() is None


def test_a_lane_goes_on_after_its_rest(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    desk.sent(desk.must_claim(), pause=1.1)
    desk.clocks.machine += 1.1
    assert desk.claim() is not None


def test_messages_go_in_the_order_they_became_due(desk: Desk) -> None:
    now = desk.clocks.now()
    for key, minutes in (("last", 0), ("first", -2), ("middle", -1)):
        desk.tell(key, at=now + timedelta(minutes=minutes), about={"key": key})
    assert [desk.say().about["key"] for _ in range(3)] == ["first", "middle", "last"]


def test_messages_of_one_moment_go_in_the_order_they_were_told(desk: Desk) -> None:
    for number in range(5):
        desk.tell(f"{number}", about={"number": number})
    assert [desk.say().about["number"] for _ in range(5)] == [0, 1, 2, 3, 4]


def test_a_message_that_is_tried_again_keeps_its_place(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    first = desk.must_claim()
    desk.hold(first)
    desk.clocks.machine += 2.0
    assert desk.must_claim().id == first.id


def test_a_lane_waits_with_a_message_that_is_tried_again(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b")
    desk.hold(desk.must_claim())
    assert desk.claim() is None


def test_after_many_tries_a_message_waits_aside(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b", about={"item": 2})
    for _ in range(PATIENCE + 1):
        desk.hold(desk.must_claim())
        desk.clocks.machine += 2.0
    desk.clocks.machine -= 2.0
    assert desk.must_claim().about == {"item": 2}


def test_a_message_that_waits_aside_comes_back(desk: Desk) -> None:
    desk.tell("a")
    for _ in range(PATIENCE + 1):
        desk.hold(desk.must_claim())
        desk.clocks.machine += 2.0
    assert desk.must_claim().tries == PATIENCE + 2


def test_a_try_that_surely_failed_leaves_no_doubt(desk: Desk) -> None:
    desk.tell("a")
    desk.hold(desk.must_claim(), perhaps_said=False)
    desk.clocks.machine += 2.0
    assert desk.must_claim().doubt_since is None


def test_an_earlier_doubt_outlives_a_try_that_surely_failed(desk: Desk) -> None:
    desk.tell("a")
    doubtful_since = desk.clocks.machine
    for perhaps_said in (True, False):
        desk.hold(desk.must_claim(), perhaps_said=perhaps_said)
        desk.clocks.machine += 2.0
    assert desk.must_claim().doubt_since == doubtful_since


def test_what_was_said_is_over(desk: Desk) -> None:
    desk.tell("a")
    desk.say()
    assert desk.idle()


def test_what_is_in_hand_is_not_over(desk: Desk) -> None:
    desk.tell("a")
    desk.must_claim()
    assert not desk.idle()


def test_what_is_planned_for_later_does_not_count_as_work(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(seconds=1))
    assert desk.idle()


def test_a_refresh_edits_the_message_where_it_stands(desk: Desk) -> None:
    desk.tell("a")
    desk.say("12.5")
    desk.refresh("a")
    letter = desk.must_claim()
    assert (letter.channel, letter.ts) == ("C1", "12.5")


def test_many_refreshes_make_one_edit(desk: Desk) -> None:
    desk.tell("a")
    desk.say()
    for _ in range(10):
        desk.refresh("a")
    desk.say()
    assert desk.idle()


def test_a_refresh_before_the_first_post_makes_no_edit(desk: Desk) -> None:
    desk.tell("a")
    desk.refresh("a")
    desk.say()
    assert desk.idle()


def test_a_refresh_while_the_post_is_in_hand_is_not_lost(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    desk.refresh("a")
    desk.sent(letter, "12.5")
    assert desk.must_claim().ts == "12.5"


def test_a_refresh_while_an_edit_is_in_hand_is_not_lost(desk: Desk) -> None:
    desk.tell("a")
    desk.say("12.5")
    desk.refresh("a")
    letter = desk.must_claim()
    desk.refresh("a")
    desk.sent(letter, "12.5")
    assert not desk.idle()


def test_a_refresh_does_not_bring_a_planned_message_forward(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(days=1))
    desk.refresh("a")
    assert desk.claim() is None


def test_a_refresh_of_nothing_is_harmless(desk: Desk) -> None:
    desk.refresh("nobody told this")
    assert desk.idle()


def test_refreshes_do_not_starve_the_lane(desk: Desk) -> None:
    desk.tell("root")
    desk.say()
    desk.clocks.move(timedelta(seconds=1))
    desk.tell("news", about={"item": 2})
    desk.clocks.move(timedelta(seconds=1))
    desk.refresh("root")
    assert desk.must_claim().about == {"item": 2}


def test_edits_of_one_workspace_share_a_budget(desk: Desk) -> None:
    lanes = [outbox.channel(f"C{number}") for number in range(EDIT_BURST + 3)]
    for lane in lanes:
        desk.tell(lane, to=lane)
        desk.say()
    for lane in lanes:
        desk.refresh(lane)
    claimed = [desk.claim() for _ in lanes]
    assert sum(letter is not None for letter in claimed) == EDIT_BURST + 1


def test_the_budget_for_edits_fills_up_with_time(desk: Desk) -> None:
    lanes = [outbox.channel(f"C{number}") for number in range(EDIT_BURST + 3)]
    for lane in lanes:
        desk.tell(lane, to=lane)
        desk.say()
    for lane in lanes:
        desk.refresh(lane)
    while desk.claim():
        pass
    desk.clocks.machine += 1.6
    assert desk.claim() is not None


def test_posts_go_on_when_the_budget_for_edits_is_spent(desk: Desk) -> None:
    desk.tell("root")
    desk.say()
    desk.refresh("root")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.hold_edits(db, letter, seconds=30, machine=desk.clocks.machine, error="ratelimited")
    desk.tell("news", about={"item": 2})
    assert desk.must_claim().about == {"item": 2}


def test_a_message_that_was_cancelled_is_not_said(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(days=1))
    desk.cancel("a")
    desk.clocks.move(timedelta(days=2))
    assert desk.claim() is None


def test_what_was_said_cannot_be_cancelled(desk: Desk) -> None:
    desk.tell("a")
    desk.say()
    desk.refresh("a")
    desk.cancel("a")
    assert desk.claim() is not None


def test_a_message_that_is_cancelled_in_hand_is_not_held_any_more(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    desk.cancel("a")
    with desk.database.read() as db:
        assert not outbox.is_held(db, letter)


def test_a_message_that_was_said_while_it_was_cancelled_stays_said(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    desk.cancel("a")
    desk.sent(letter)
    assert desk.idle()


def test_nothing_to_say_ends_a_message(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.nothing_to_say(db, letter, machine=desk.clocks.machine)
    assert desk.idle()


def test_a_message_with_nothing_to_say_may_have_something_to_say_later(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.nothing_to_say(db, letter, machine=desk.clocks.machine)
    desk.refresh("a")
    assert desk.must_claim().ts is None


def test_a_postponed_message_waits_for_its_new_moment(desk: Desk) -> None:
    desk.tell("a")
    later = desk.clocks.now() + timedelta(hours=8)
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.postpone(db, letter, until=later, machine=desk.clocks.machine)
    assert desk.claim() is None


def test_a_postponed_message_is_planned_for_its_new_moment(desk: Desk) -> None:
    desk.tell("a")
    later = desk.clocks.now() + timedelta(hours=8)
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.postpone(db, letter, until=later, machine=desk.clocks.machine)
    desk.clocks.move(timedelta(hours=8))
    assert desk.must_claim().planned_at == later


def test_a_held_lane_does_not_count_as_a_try(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.hold_lane(db, letter, seconds=30, machine=desk.clocks.machine, error="ratelimited")
    desk.clocks.machine += 30
    assert desk.must_claim().tries == 1


def test_a_held_lane_keeps_no_other_lane(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.hold_lane(db, letter, seconds=30, machine=desk.clocks.machine, error="ratelimited")
    desk.tell("b")
    desk.tell("c", to=THERE)
    assert desk.must_claim().lane == THERE


def test_what_was_let_go_is_free_at_once(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.let_go(db, letter, machine=desk.clocks.machine)
    assert desk.must_claim().tries == 1


def test_a_reply_waits_for_the_message_it_answers(desk: Desk) -> None:
    desk.tell("root", at=desk.clocks.now() + timedelta(minutes=1))
    desk.tell("reply", thread_of="root")
    assert desk.claim() is None


def test_a_reply_that_waits_for_a_later_message_is_no_work_yet(desk: Desk) -> None:
    desk.tell("root", at=desk.clocks.now() + timedelta(minutes=1))
    desk.tell("reply", thread_of="root")
    assert desk.idle()


def test_a_reply_knows_where_its_thread_is(desk: Desk) -> None:
    desk.tell("root")
    desk.tell("reply", thread_of="root")
    desk.say("12.5")
    parent = desk.must_claim().parent
    assert parent is not None
    assert (parent.channel, parent.ts) == ("C1", "12.5")


def test_a_reply_to_a_dead_letter_is_given_out_as_such(desk: Desk) -> None:
    desk.tell("root")
    desk.tell("reply", thread_of="root")
    desk.bury(desk.must_claim())
    parent = desk.must_claim().parent
    assert parent is not None
    assert parent.is_dead


def test_a_reply_to_a_message_that_nobody_told_is_a_mistake(desk: Desk) -> None:
    with pytest.raises(LookupError, match="nobody"):
        desk.tell("reply", thread_of="nobody told this")


def test_a_dead_letter_is_not_claimed_again(desk: Desk) -> None:
    desk.tell("a")
    desk.bury(desk.must_claim())
    assert desk.claim() is None


def test_the_body_sees_its_dead_letters(desk: Desk, body: int) -> None:
    desk.tell("a", body=body)
    letter = desk.must_claim()
    desk.bury(letter, error="not_in_channel")
    with desk.database.read() as db:
        assert [(dead.id, dead.error) for dead in outbox.dead(db, body)] == [(letter.id, "not_in_channel")]


def test_another_body_does_not_see_them(desk: Desk, body: int) -> None:
    desk.tell("a", body=body)
    desk.bury(desk.must_claim())
    with desk.database.read() as db:
        assert outbox.dead(db, body + 1) == []


def test_another_workspace_does_not_see_a_dead_letter(desk: Desk, body: int) -> None:
    desk.tell("a", body=body)
    letter = desk.must_claim()
    desk.bury(letter)
    with desk.database.read() as db:
        assert outbox.dead_letter(db, letter.id, workspace=desk.workspace + 1) is None


def test_a_dead_letter_is_tried_again_on_request(desk: Desk, body: int) -> None:
    desk.tell("a", body=body)
    letter = desk.must_claim()
    desk.bury(letter)
    with desk.database.begin() as db:
        outbox.retry(db, letter.id, body=body)
    assert desk.must_claim().tries == 1


def test_a_dead_letter_of_another_body_is_left_alone(desk: Desk, body: int) -> None:
    desk.tell("a", body=body)
    letter = desk.must_claim()
    desk.bury(letter)
    with desk.database.begin() as db:
        assert not outbox.retry(db, letter.id, body=body + 1)


def test_new_facts_give_a_dead_letter_another_chance(desk: Desk) -> None:
    desk.tell("a")
    desk.bury(desk.must_claim())
    desk.refresh("a")
    assert desk.claim() is not None


def test_a_letter_whose_facts_changed_in_hand_is_not_buried(desk: Desk) -> None:
    desk.tell("a")
    letter = desk.must_claim()
    desk.refresh("a")
    assert not desk.bury(letter)


def test_a_conversation_that_was_opened_is_known_to_the_next_message(desk: Desk) -> None:
    for key in "ab":
        desk.tell(key, to=outbox.user("U1"))
    letter = desk.must_claim()
    with desk.database.begin() as db:
        outbox.sent(db, letter, channel="D1", ts="1.0", free_at=desk.clocks.machine)
    assert desk.must_claim().channel == "D1"


def test_the_mark_of_a_message_stays_the_same(desk: Desk) -> None:
    desk.tell("a")
    first = desk.must_claim()
    desk.clocks.machine += LEASE
    assert desk.must_claim().mark == first.mark


def test_two_messages_have_two_marks(desk: Desk) -> None:
    desk.tell("a")
    desk.tell("b", to=THERE)
    assert desk.must_claim().mark != desk.must_claim().mark


def test_telling_wakes_whoever_listens_after_the_commit(desk: Desk, database: Database) -> None:
    seen: list[bool] = []
    database.when_told(lambda: seen.append(not desk.idle()))
    desk.tell("a")
    assert seen == [True]


def test_a_decision_that_tells_nothing_wakes_nobody(database: Database, workspace: int) -> None:
    seen: list[bool] = []
    database.when_told(lambda: seen.append(True))
    with database.begin():
        pass
    assert seen == []


def test_a_planned_message_can_be_hastened(desk: Desk) -> None:
    desk.tell("a", at=desk.clocks.now() + timedelta(days=1))
    with desk.database.begin() as db:
        outbox.hasten(db, "a", workspace=desk.workspace)
    assert desk.must_claim().planned_at == desk.clocks.now()


def test_hastening_what_was_said_says_nothing(desk: Desk) -> None:
    desk.tell("a")
    desk.say()
    with desk.database.begin() as db:
        outbox.hasten(db, "a", workspace=desk.workspace)
    assert desk.idle()
