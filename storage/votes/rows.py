"""The tables of votes. Of a secret vote two of them know something, and nothing joins them: seats and ballots."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.bodies import Electorate, MajorityBase, Method, Tie
from bot.texts import REASON_LENGTH, TITLE_LENGTH
from bot.votes import Authority, Choice, Invalid, State
from storage.database import Base, Json, Moment, choice


class PollRow(Base):
    """One vote. `result` is what may be shown of it, frozen when it closed; `item_id` the point that ratifies it."""

    __tablename__ = "polls"
    __table_args__ = (
        Index("ix_polls_state", "body_id", "state", "closes_at"),
        Index("ix_polls_item", "item_id"),
        Index("ix_polls_follows", "follows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    method: Mapped[Method] = mapped_column(choice(Method))
    places: Mapped[int]
    state: Mapped[State] = mapped_column(choice(State))
    closes_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    electorate: Mapped[Electorate] = mapped_column(choice(Electorate))
    base: Mapped[MajorityBase] = mapped_column(choice(MajorityBase))
    tie: Mapped[Tie] = mapped_column(choice(Tie))
    quorum: Mapped[int | None]
    candidate_votes: Mapped[bool]
    decides: Mapped[bool]
    entitled: Mapped[int]
    outside: Mapped[list[Any]] = mapped_column(Json)
    conflicts: Mapped[list[Any]] = mapped_column(Json)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    extended: Mapped[bool]
    invalid: Mapped[Invalid | None] = mapped_column(choice(Invalid))
    note: Mapped[str] = mapped_column(Text)
    follows: Mapped[int | None] = mapped_column(ForeignKey("polls.id"))
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    channel: Mapped[str] = mapped_column(String(32))


class LineRow(Base):
    """One thing to be for or against in a vote."""

    __tablename__ = "poll_lines"
    __table_args__ = (
        Index("ix_poll_lines_poll", "poll_id", "position"),
        Index("ix_poll_lines_candidacy", "candidacy_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    candidacy_id: Mapped[int | None] = mapped_column(ForeignKey("candidacies.id"))


class SeatRow(Base):
    """One voice in a vote: the mandate, who was in charge of it at opening, and whether its ballot is complete."""

    __tablename__ = "poll_seats"
    __table_args__ = (
        Index("ix_poll_seats_voted", "poll_id", "has_voted"),
        Index("ix_poll_seats_member", "member_id", "has_voted"),
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    has_voted: Mapped[bool]


class BallotRow(Base):
    """What a seat says of one line in a named vote; the last one counts."""

    __tablename__ = "ballots"
    __table_args__ = (Index("ix_ballots_poll", "poll_id", "mandate_id"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("poll_lines.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    choice: Mapped[Choice] = mapped_column(choice(Choice))
    cast_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class FormerBallotRow(Base):
    """A named ballot that was changed afterwards."""

    __tablename__ = "former_ballots"
    __table_args__ = (Index("ix_former_ballots_poll", "poll_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("poll_lines.id"))
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"))
    choice: Mapped[Choice] = mapped_column(choice(Choice))
    cast_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class SecretBallotRow(Base):
    """A secret ballot for one line: no user, no time, no order. `paper` is random and new with every ballot cast."""

    __tablename__ = "secret_ballots"
    __table_args__ = (Index("ix_secret_ballots_poll", "poll_id"), {"sqlite_with_rowid": False})

    paper: Mapped[str] = mapped_column(String(32), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("poll_lines.id"))
    choice: Mapped[Choice] = mapped_column(choice(Choice))


class EntryRow(Base):
    """A ballot written down for a member without Slack; it counts once somebody else confirmed it."""

    __tablename__ = "ballot_entries"
    __table_args__ = (Index("ix_ballot_entries_poll", "poll_id", "mandate_id"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("poll_lines.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    choice: Mapped[Choice] = mapped_column(choice(Choice))
    entered_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)


class ObjectionRow(Base):
    """A reasoned objection to a consent."""

    __tablename__ = "objections"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    made_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class TieBreakRow(Base):
    """Who broke a tie, and how: an act beside the vote, once."""

    __tablename__ = "tie_breaks"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    accepted: Mapped[list[Any]] = mapped_column(Json)
    authority: Mapped[Authority] = mapped_column(choice(Authority))
    noted_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[datetime] = mapped_column(Moment)
