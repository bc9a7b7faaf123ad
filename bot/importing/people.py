"""A list of members held against what is known: who is new, what changes, and what cannot be read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import mandates, names, texts
from bot.bodies import RuleSheet
from bot.cards import Card, Known, Register
from bot.errors import N_, Refusal
from bot.importing import cells
from bot.importing.sheet import Column, Row, Sheet
from bot.importing.verdicts import Outcome, Value, Verdict
from bot.mandates import Mandate, Wanted
from bot.names import fold
from bot.people import May, Person, Role

LABEL_LENGTH = 100
_SLACK_ID = "UW"
_FACTS = ("role", "organisation", "sector", "has_vote", "valid_from", "valid_until", "substitute")
_SEATS = frozenset({Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a list would change. Whoever or whatever is new has a negative id here, until it is stored.

    `people` and `mandates` are new, or known with other facts.
    """

    verdicts: tuple[Verdict, ...]
    people: tuple[Known, ...]
    organisations: Mapping[int, str]
    sectors: Mapping[int, str]
    mandates: tuple[Mandate, ...]

    def count(self, outcome: Outcome) -> int:
        """How many lines have this outcome."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.people or self.mandates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What is known of a body before a list is held against it."""

    body: int
    rules: RuleSheet
    people: Sequence[Known]
    mandates: Sequence[Mandate]
    organisations: Mapping[int, str]
    sectors: Mapping[int, str]


def plan(sheet: Sheet, roll: Roll, *, by: Person, now: datetime, zone: ZoneInfo) -> Plan:
    """What the list would change. A line that cannot be read changes nothing and is reported.

    Once it was stored, the same list changes nothing: a cell left empty takes nothing away. Raises `Refusal` for
    somebody who does not manage the members.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=roll.body)
    draft = _Draft(roll, by=by, now=now, zone=zone)
    verdicts = tuple(draft.take(row) for row in sheet.rows)
    return draft.finished(verdicts)


class _Labels:
    """Organisations or sectors by name, however they are written; new ones count down from -1."""

    def __init__(self, known: Mapping[int, str]) -> None:
        self._ids = {fold(name): id_ for id_, name in known.items()}
        self._known = known
        self.new: dict[int, str] = {}

    def name(self, id_: int | None) -> str | None:
        """What the organisation or sector is called."""
        return self._known.get(id_) or self.new.get(id_) if id_ is not None else None

    def id(self, name: str, *, about: str) -> int | None:
        """The id for a name, a new one if it must be; None for an empty cell. Raises `Refusal` when it is too long."""
        if not name:
            return None
        texts.short_enough(name, most=LABEL_LENGTH, about=about)
        key = fold(name)
        if key not in self._ids:
            id_ = -1 - len(self.new)
            self._ids[key], self.new[id_] = id_, name
        return self._ids[key]


class _Draft:
    """A plan in the making. A line is taken whole or not at all."""

    def __init__(self, roll: Roll, *, by: Person, now: datetime, zone: ZoneInfo) -> None:
        self._roll, self._by, self._now, self._zone = roll, by, now, zone
        self._today = now.astimezone(zone).date()
        self._people = {person.id: person for person in roll.people}
        self._register = Register(roll.people)
        self._held: dict[int, list[Mandate]] = defaultdict(list)
        for mandate in roll.mandates:
            self._held[mandate.member].append(mandate)
        self._organisations, self._sectors = _Labels(roll.organisations), _Labels(roll.sectors)
        self._touched: dict[int, Known] = {}
        self._changed: dict[int, Mandate] = {}
        self._taken: set[int] = set()
        self._made = 0

    def take(self, row: Row) -> Verdict:
        """Take one line into the plan."""
        name = _name(row)
        try:
            outcome, news = self._take(row, name)
        except Refusal as why:
            return Verdict(line=row.line, what=name or "–", outcome=Outcome.UNREADABLE, why=why)
        return Verdict(line=row.line, what=name, outcome=outcome, news=news)

    def finished(self, verdicts: tuple[Verdict, ...]) -> Plan:
        """The plan, with nothing in it that no line needs."""
        changed = tuple(self._changed.values())
        used = {each.organisation for each in changed} | {each.sector for each in changed}
        return Plan(
            verdicts=verdicts,
            people=tuple(self._touched.values()),
            organisations={id_: name for id_, name in self._organisations.new.items() if id_ in used},
            sectors={id_: name for id_, name in self._sectors.new.items() if id_ in used},
            mandates=changed,
        )

    def _take(self, row: Row, name: str) -> tuple[Outcome, tuple[tuple[str, Value], ...]]:
        card = Card(
            name=names.full_name(name),
            slack_user=_slack(row[Column.SLACK]),
            email=names.email(row[Column.EMAIL]),
            organisation=row[Column.ORGANISATION],
        )
        found = self._register.find(card)
        person = found or Known(id=self._new_id(), name=card.name)
        person = replace(
            person,
            name=card.name if not names.same(card.name, person.name) else person.name,
            slack_user=card.slack_user or person.slack_user,
            email=card.email or person.email,
        )
        made = self._mandates(row, person)
        substitute = self._substitute(row[Column.SUBSTITUTE], person)
        if substitute is not None:
            made = [replace(each, substitute=substitute.id) for each in made]
        before = {each.id: each for each in self._held[person.id]}
        news = [each for each in made if each.id == 0 or before.get(each.id) != each]
        self._keep(person, organisation=card.organisation)
        if substitute is not None:
            self._keep(substitute)
        for each in news:
            self._note(each)
        self._taken.update(each.id for each in made)
        told = tuple(self._told(found, person, before.get(made[0].id), made[-1]))
        if found is None or any(each.id == 0 for each in news):
            return Outcome.ADDED, told
        return (Outcome.CHANGED if news or found != person else Outcome.UNCHANGED), told

    def _told(
        self, found: Known | None, person: Known, was: Mandate | None, mandate: Mandate
    ) -> Iterator[tuple[str, Value]]:
        """What is new about somebody and their mandate."""
        for about in _FACTS:
            value = self._value(about, mandate)
            if value is not None and (was is None or value != self._value(about, was)):
                yield about, value
        if person.email and (found is None or found.email != person.email):
            yield "email", person.email

    def _value(self, about: str, mandate: Mandate) -> Value | None:
        match about:
            case "organisation":
                return self._organisations.name(mandate.organisation)
            case "sector":
                return self._sectors.name(mandate.sector)
            case "substitute":
                return self._people[mandate.substitute].name if mandate.substitute is not None else None
        value: Value | None = getattr(mandate, about)
        return value

    def _mandates(self, row: Row, person: Known) -> list[Mandate]:
        """The mandate of a line: new, changed, or as it was."""
        known, rules = self._held[person.id], self._roll.rules
        role = cells.role(row[Column.ROLE])
        vote = cells.yes(row[Column.VOTE], about="has_vote")
        organisation = self._organisations.id(row[Column.ORGANISATION], about="organisation")
        sector = self._sectors.id(row[Column.SECTOR], about="sector")
        first = cells.day(row[Column.FROM], now=self._now, zone=self._zone, about="valid_from")
        last = cells.day(row[Column.UNTIL], now=self._now, zone=self._zone, about="valid_until")
        wanted = Wanted(
            member=person.id,
            role=role or Role.EFFECTIVE_MEMBER,
            has_vote=vote,
            organisation=organisation,
            sector=sector,
            valid_from=first,
            valid_until=last,
        )
        was = self._matching(known, role, organisation, first)
        if was is None:
            return [mandates.appoint(wanted, body=self._roll.body, by=self._by, rules=rules, known=known)]
        wanted = replace(
            wanted,
            role=role or was.role,
            has_vote=was.has_vote if vote is None and role in (None, was.role) else vote,
            organisation=was.organisation if organisation is None else organisation,
            sector=was.sector if sector is None else sector,
            valid_from=first or was.valid_from,
            valid_until=last or was.valid_until,
            substitute=was.substitute,
            tandem=was.tandem,
        )
        return mandates.amend(was, wanted, by=self._by, rules=rules, today=self._today, known=known)

    def _matching(
        self, known: Sequence[Mandate], role: Role | None, organisation: int | None, first: date | None
    ) -> Mandate | None:
        """The mandate that a line is about, None for a new one.

        Of that role and for that organisation; or else the only one that it may be, which changes then.
        """
        living = [
            each
            for each in known
            if each.group is None and (each.valid_until is None or each.valid_until >= self._today)
        ]
        fitting = [each for each in living if _may_be(each, role)] or ([] if role else living)
        exact = [each for each in fitting if each.organisation == organisation and role in (None, each.role)]
        if exact:
            return max(exact, key=lambda each: (each.valid_from == first, each.valid_from or date.min))
        free = [each for each in fitting if each.id not in self._taken]
        same_role = [each for each in free if each.role is role]
        free = same_role or free
        return free[0] if len(free) == 1 else None

    def _substitute(self, text: str, person: Known) -> Known | None:
        """Who is named as fixed substitute, by name or address; somebody new when nobody is called so."""
        if not text:
            return None
        found = [each for each in self._register.named(text) if each.id != person.id]
        if len(found) > 1:
            raise Refusal(
                N_("Plaatsvervanger «{text}» kan meer dan één persoon zijn. Vul het e-mailadres in."),
                about="substitute",
                text=text[:80],
            )
        if found:
            return self._people[found[0].id]
        if names.same(text, person.name) or names.is_email(text):
            raise Refusal(N_("Plaatsvervanger «{text}» ken ik niet."), about="substitute", text=text[:80])
        return Known(id=self._new_id(), name=names.full_name(text, about="substitute"))

    def _new_id(self) -> int:
        self._made += 1
        return -self._made

    def _keep(self, person: Known, *, organisation: str = "") -> None:
        """Know somebody from here on; take them into the plan when something about them is new."""
        if self._people.get(person.id) != person:
            self._touched[person.id] = person
        sits_for = person.organisations | ({fold(organisation)} if organisation else set())
        person = replace(person, organisations=frozenset(sits_for))
        self._people[person.id] = person
        self._register.add(person)

    def _note(self, mandate: Mandate) -> None:
        held = self._held[mandate.member]
        noted = replace(mandate, id=mandate.id or self._new_id())
        self._changed[noted.id] = noted
        self._taken.add(noted.id)
        held[:] = [each for each in held if each.id != noted.id] + [noted]


def _may_be(mandate: Mandate, role: Role | None) -> bool:
    """Whether a line about this role may be about the mandate; a seat may turn from one kind into the other."""
    return mandate.role in _SEATS if role is None or role in _SEATS else mandate.role is role


def _name(row: Row) -> str:
    whole = row[Column.NAME] or f"{row[Column.FIRST_NAME]} {row[Column.LAST_NAME]}"
    last, comma, first = whole.partition(",")
    return texts.line(f"{first} {last}" if comma else whole)


def _slack(text: str) -> str | None:
    """A Slack id, also as a mention. Raises `Refusal` for a name, which Slack cannot be asked for."""
    bare = text.strip("<@> ").partition("|")[0]
    if not bare:
        return None
    if bare[0] not in _SLACK_ID or not bare.isalnum() or not bare.isupper() or not 6 <= len(bare) <= 32:
        raise Refusal(
            N_("«{text}» is geen Slack-ID. Je vindt het op iemands profiel: het begint met U."),
            about="slack",
            text=text[:50],
        )
    return bare
