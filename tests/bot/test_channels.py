"""Channels of a body: what the support officer must know about them."""

import pytest

from bot.channels import Channel, Purpose, Worry, taken_over_as, worries
from bot.people import Role

SOUND = Channel(id="C1", name="comite", has_bot=True, private=True)


def test_a_private_channel_of_colleagues_with_the_bot_in_it_worries_nobody() -> None:
    assert worries(SOUND, Purpose.COMMITTEE) == ()


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel(id="C1", visible=False), (Worry.UNSEEN,)),
        (Channel(id="C1", archived=True), (Worry.ARCHIVED,)),
        (Channel(id="C1", private=True), (Worry.WITHOUT_BOT,)),
        (Channel(id="C1", has_bot=True), (Worry.PUBLIC,)),
        (
            Channel(id="C1", has_bot=True, private=True, shared=True, guests=True),
            (Worry.SHARED, Worry.GUESTS),
        ),
    ],
)
def test_each_trouble_of_a_committee_channel_is_named(channel: Channel, expected: tuple[Worry, ...]) -> None:
    assert worries(channel, Purpose.COMMITTEE) == expected


def test_a_plenary_channel_may_be_public_and_have_guests() -> None:
    assert worries(Channel(id="C1", has_bot=True, guests=True, shared=True), Purpose.PLENARY) == ()


@pytest.mark.parametrize(
    ("purpose", "has", "role"),
    [
        (Purpose.PLENARY, set(), Role.EFFECTIVE_MEMBER),
        (Purpose.COMMITTEE, {Role.EFFECTIVE_MEMBER}, Role.COMMITTEE_MEMBER),
        (Purpose.COMMITTEE, {Role.CHAIR}, None),
        (Purpose.PLENARY, {Role.SUPPORT_OFFICER}, None),
    ],
)
def test_people_of_a_channel_get_its_role_but_the_officers_of_the_body_do_not(
    purpose: Purpose, has: set[Role], role: Role | None
) -> None:
    assert taken_over_as(purpose, frozenset(has)) is role
