"""What the bot saw of a Slack channel, and what a body should know about it before relying on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel as it was last seen; `id` is Slack's. A channel the bot cannot see has `visible` False."""

    id: str
    name: str = ""
    visible: bool = True
    has_bot: bool = False
    private: bool = False
    shared: bool = False
    archived: bool = False
    guests: bool = False


class Purpose(StrEnum):
    """What a body uses a channel for."""

    PLENARY = "plenary"
    COMMITTEE = "committee"


class Worry(StrEnum):
    """What is wrong with a channel for its purpose."""

    UNSEEN = "unseen"
    ARCHIVED = "archived"
    WITHOUT_BOT = "without_bot"
    PUBLIC = "public"
    SHARED = "shared"
    GUESTS = "guests"


def worries(channel: Channel, purpose: Purpose) -> tuple[Worry, ...]:
    """What to tell the support officer about a channel, the worst first.

    Candidates and votes never stand in a comité channel that is public or has guests or outsiders (domain.md 9).
    """
    if not channel.visible:
        return (Worry.UNSEEN,)
    if channel.archived:
        return (Worry.ARCHIVED,)
    found = [] if channel.has_bot else [Worry.WITHOUT_BOT]
    if purpose is Purpose.COMMITTEE:
        found += [
            worry
            for worry, holds in (
                (Worry.PUBLIC, not channel.private),
                (Worry.SHARED, channel.shared),
                (Worry.GUESTS, channel.guests),
            )
            if holds
        ]
    return tuple(found)


ROLE_OF: Mapping[Purpose, Role] = {Purpose.PLENARY: Role.EFFECTIVE_MEMBER, Purpose.COMMITTEE: Role.COMMITTEE_MEMBER}
"""What somebody becomes who is taken over from a channel (decisions.md: a seat and a place in a group are two)."""


def taken_over_as(purpose: Purpose, has: frozenset[Role]) -> Role | None:
    """The role for somebody found in a channel; None for chair and support officers, whose mandate gives no vote."""
    return None if has & {Role.CHAIR, Role.SUPPORT_OFFICER} else ROLE_OF[purpose]
