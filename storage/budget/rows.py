"""The tables of the regional budget: years, sheets, what is asked beside money, the history and its ledger lines."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.budget import Account, Deed, Sort, State
from storage.database import Base, Json, Moment, choice


class BudgetYearRow(Base):
    """One year of a body's budget; held while somebody decides on its money. Its amount is in the ledger."""

    __tablename__ = "budget_years"
    __table_args__ = (UniqueConstraint("body_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    year: Mapped[int]
    turn: Mapped[int]


class BudgetSheetRow(Base):
    """One action sheet as it stands now; everything about its money is in the ledger.

    A sheet is moved to another year once: `origin` is unique.
    """

    __tablename__ = "budget_sheets"
    __table_args__ = (
        Index("ix_budget_sheets_year", "body_id", "plan_year", "state"),
        Index("ix_budget_sheets_state", "body_id", "state"),
        Index("ix_budget_sheets_key", "body_id", "key"),
        Index("ix_budget_sheets_item", "item_id"),
        UniqueConstraint("origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    state: Mapped[State] = mapped_column(choice(State))
    turn: Mapped[int]
    title: Mapped[str] = mapped_column(String(150))
    key: Mapped[str] = mapped_column(String(150))
    plan_year: Mapped[int]
    sort: Mapped[Sort] = mapped_column(choice(Sort))
    cents: Mapped[int | None]
    per_head: Mapped[bool]
    requester: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    requester_name: Mapped[str] = mapped_column(String(100))
    organisation: Mapped[str] = mapped_column(String(100))
    event: Mapped[date | None]
    fee: Mapped[int | None]
    heads: Mapped[int | None]
    cofunding: Mapped[dict[str, Any]] = mapped_column(Json)
    explanation: Mapped[str] = mapped_column(Text)
    attachments: Mapped[dict[str, Any]] = mapped_column(Json)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    origin: Mapped[int | None] = mapped_column(ForeignKey("budget_sheets.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    concrete_at: Mapped[datetime | None] = mapped_column(Moment)
    sure: Mapped[list[str]]


class BudgetSupportRow(Base):
    """One thing asked beside money, in the order it was written; `follow_up` is what it became."""

    __tablename__ = "budget_support"
    __table_args__ = (UniqueConstraint("sheet_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("budget_sheets.id"))
    place: Mapped[int]
    text: Mapped[str] = mapped_column(String(150))
    follow_up: Mapped[int | None]


class BudgetEntryRow(Base):
    """One thing that happened, never changed afterwards. Two people who do the second thing make one row."""

    __tablename__ = "budget_entries"
    __table_args__ = (
        UniqueConstraint("sheet_id", "turn"),
        Index("ix_budget_entries_year", "body_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    year: Mapped[int]
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("budget_sheets.id"))
    turn: Mapped[int]
    deed: Mapped[Deed] = mapped_column(choice(Deed))
    was: Mapped[State | None] = mapped_column(choice(State))
    became: Mapped[State | None] = mapped_column(choice(State))
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    cents: Mapped[int | None]
    cost: Mapped[int | None]
    heads: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(Text)
    shortage: Mapped[int]
    undoes: Mapped[int | None]
    changed: Mapped[list[str]]


class BudgetLineRow(Base):
    """One line of the ledger: so many cents from one account to another. Lines are only ever added."""

    __tablename__ = "budget_lines"
    __table_args__ = (
        Index("ix_budget_lines_year", "body_id", "year"),
        Index("ix_budget_lines_sheet", "sheet_id"),
        UniqueConstraint("entry_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("budget_entries.id"))
    place: Mapped[int]
    year: Mapped[int]
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("budget_sheets.id"))
    source: Mapped[Account] = mapped_column(choice(Account))
    target: Mapped[Account] = mapped_column(choice(Account))
    cents: Mapped[int]
