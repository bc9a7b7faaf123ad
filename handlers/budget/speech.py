"""How the money of a body, its action sheets and what happened to them are said."""

from collections.abc import Mapping

from bot.budget import Account, Ask, Balances, Deadline, Deed, Entry, Oddity, Overview, Sheet, Sort, State, Terms
from bot.budget.deadlines import Sort as Due
from bot.errors import N_
from bot.meetings import Meeting
from handlers.items.speech import meeting as said_meeting
from handlers.words import Mention, Sentence, Words
from storage.people import Member

STATES = {
    State.ASKED: N_("Gevraagd"),
    State.TO_ELABORATE: N_("Verder uit te werken"),
    State.AGREED_IN_PRINCIPLE: N_("Principieel akkoord"),
    State.APPROVED: N_("Goedgekeurd"),
    State.SETTLED: N_("Afgerekend"),
    State.REFUSED: N_("Geweigerd"),
    State.WITHDRAWN: N_("Ingetrokken"),
    State.RELEASED: N_("Vrijgegeven"),
    State.MOVED_TO_YEAR: N_("Verschoven naar een ander jaar"),
}

SORTS = {
    Sort.EXACT: N_("Exact"),
    Sort.ESTIMATE: N_("Raming"),
    Sort.CAP: N_("Maximum"),
    Sort.UNKNOWN: N_("Nog niet gekend"),
}

ACCOUNTS = {
    Account.SETTLED: N_("Afgerekend"),
    Account.COMMITTED: N_("Goedgekeurd"),
    Account.RESERVED: N_("Principieel gereserveerd"),
    Account.FREE: N_("Vrij"),
}

DEEDS = {
    Deed.ASKED: N_("gevraagd"),
    Deed.EDITED: N_("gewijzigd"),
    Deed.CONCRETE: N_("concrete vraag gesteld"),
    Deed.SURE: N_("nagekeken: klopt zo"),
    Deed.SCHEDULED: N_("op de agenda gezet"),
    Deed.WITHDRAWN: N_("ingetrokken"),
    Deed.TO_ELABORATE: N_("verder uit te werken"),
    Deed.AGREED_IN_PRINCIPLE: N_("principieel akkoord"),
    Deed.APPROVED: N_("goedgekeurd"),
    Deed.REFUSED: N_("geweigerd"),
    Deed.RELEASED: N_("geld vrijgegeven"),
    Deed.MOVED: N_("verschoven naar een ander jaar"),
    Deed.ARRIVED: N_("overgekomen uit een ander jaar"),
    Deed.SETTLED: N_("afgerekend"),
    Deed.CORRECTED: N_("vorige beslissing rechtgezet"),
    Deed.BUDGET: N_("jaarbudget ingevuld"),
}

FIELDS = {
    "title": N_("Titel"),
    "plan_year": N_("Planjaar"),
    "ask": N_("Bedrag"),
    "requester": N_("Aanvrager"),
    "requester_name": N_("Aanvrager"),
    "organisation": N_("Organisatie"),
    "event": N_("Datum activiteit"),
    "fee": N_("Bijdrage per deelnemer"),
    "heads": N_("Aantal deelnemers"),
    "cofunding": N_("Andere middelen"),
    "support": N_("Andere ondersteuning"),
    "explanation": N_("Toelichting"),
    "attachments": N_("Bijlagen"),
}
"""The labels of the form, for what an edit changed."""


def amount(words: Words, ask: Ask, heads: int | None = None) -> Sentence:
    """ "€ 1.250,00", "geraamd op € 300,00", "hoogstens € 500,00", "bedrag nog niet gekend"."""
    if ask.cents is None:
        return words.say("bedrag nog niet gekend")
    money = words.money(ask.cents)
    if ask.per_head:
        total = ask.total(heads)
        each = words.say("{money} per deelnemer", money=money)
        return each if total is None else words.say("{each}, samen {total}", each=each, total=words.money(total))
    match ask.sort:
        case Sort.ESTIMATE:
            return words.say("geraamd op {money}", money=money)
        case Sort.CAP:
            return words.say("hoogstens {money}", money=money)
    return words.say("{money}", money=money)


def stands(words: Words, sheet: Sheet, held: Balances) -> Sentence:
    """The state of a sheet with the money of it: "Principieel akkoord, € 1.500,00 gereserveerd"."""
    state = words.say(STATES[sheet.state])
    match sheet.state:
        case State.AGREED_IN_PRINCIPLE if held.reserved:
            return words.say("{state}, {money} gereserveerd", state=state, money=words.money(held.reserved))
        case State.AGREED_IN_PRINCIPLE:
            return words.say("{state}, nog geen bedrag gereserveerd", state=state)
        case State.APPROVED:
            return words.say("{state}: {money}", state=state, money=words.money(held.committed))
        case State.SETTLED:
            return words.say("{state}: {money}", state=state, money=words.money(held.settled))
        case State.ASKED | State.TO_ELABORATE:
            return words.say("{state}: {amount}", state=state, amount=amount(words, sheet.ask, sheet.heads))
    return state


def terms(words: Words, terms: Terms) -> list[Sentence]:
    """The conditions, those that are numbers in fixed words."""
    found = [words.say("{condition}", condition=terms.condition)] if terms.condition else []
    if terms.fee is not None:
        found.append(words.say("{money} per deelnemer gaat er eerst af", money=words.money(terms.fee)))
    if terms.cap is not None:
        found.append(words.say("hoogstens {money}", money=words.money(terms.cap)))
    return found


def requester(words: Words, sheet: Sheet, names: Mapping[int, Member]) -> Mention | Sentence:
    """Who asks: a mention with Slack, else the name, with the organisation behind it."""
    member = names.get(sheet.requester or 0)
    if member is not None and member.slack_user:
        return Mention(member.slack_user, member.name)
    name = member.name if member is not None else sheet.requester_name
    if not name:
        return words.say("{organisation}", organisation=sheet.organisation or words.say("onbekend"))
    return words.say("{name}", name=name)


def name_of(sheet: Sheet, names: Mapping[int, Member]) -> str:
    """Who asks, as bare text."""
    member = names.get(sheet.requester or 0)
    return member.name if member is not None else sheet.requester_name


def oddity(words: Words, odd: Oddity, sheet: Sheet, twin: Sheet | None) -> Sentence:
    """What is odd, as a question."""
    match odd:
        case Oddity.OTHER_YEAR if sheet.event is not None:
            return words.say(
                "De activiteit is op {event}, maar staat in planjaar {year}. Klopt dat?",
                event=sheet.event,
                year=str(sheet.plan_year),
            )
        case Oddity.ESTIMATE:
            return words.say("Het bedrag is een raming. Is er al een exact bedrag?")
        case Oddity.PAST_EVENT if sheet.event is not None:
            return words.say("De activiteit van {event} is al voorbij. Klopt de datum?", event=sheet.event)
        case Oddity.SAME_TITLE if twin is not None:
            return words.say(
                "In {year} stond er ook «{title}» ({state}). Is dit de verschoven fiche?",
                year=str(twin.plan_year),
                title=twin.title,
                state=words.say(STATES[twin.state]),
            )
    return words.say("Er is een bijdrage per deelnemer, maar geen aantal deelnemers. Hoeveel worden er verwacht?")


def entry(
    words: Words, entry: Entry, *, names: Mapping[int, Member], meetings: Mapping[int, Meeting]
) -> tuple[Sentence, str]:
    """One thing that happened, in one line; and the reason that was given, "" for none."""
    what = words.say(DEEDS[entry.deed])
    if entry.cents is not None:
        what = words.say("{what}, {money}", what=what, money=words.money(entry.cents))
    if entry.changed:
        fields = words.join(dict.fromkeys(words.say(FIELDS[field]).plain for field in entry.changed))
        what = words.say("{what} ({fields})", what=what, fields=fields)
    if entry.cost is not None:
        what = words.say("{what}, kost {money}", what=what, money=words.money(entry.cost))
    if entry.shortage:
        what = words.say("{what}, tekort van {money} bevestigd", what=what, money=words.money(entry.shortage))
    meeting, member = meetings.get(entry.meeting or 0), names.get(entry.by or 0)
    if meeting is not None:
        what = words.say("{what}, vergadering van {of}", what=what, of=said_meeting(words, meeting))
    who = member.name if member is not None else words.say("iemand")
    line = words.say("{day}: {what} ({who})", day=entry.at.astimezone(words.zone).date(), what=what, who=who)
    return line, entry.reason


def deadline(words: Words, due: Deadline, *, today_left: int) -> Sentence:
    """What must not be missed, in one line; `today_left` is how many days are left."""
    title, day = due.sheet.title, due.day
    late = today_left < 0
    match due.sort:
        case Due.CONCRETE if late:
            return words.say("«{title}»: de concrete vraag moest er zijn tegen {day}.", title=title, day=day)
        case Due.CONCRETE:
            return words.say("«{title}»: concrete vraag tegen {day}.", title=title, day=day)
        case Due.SHARPEN:
            return words.say(
                "«{title}»: de concrete vraag zou komen «{phrase}». Welke dag wordt het?",
                title=title,
                phrase=due.sheet.terms.due_phrase,
            )
        case Due.DECIDE:
            return _decide(words, due)
        case Due.SETTLE if late:
            return words.say("«{title}»: de afrekening moest er zijn tegen {day}.", title=title, day=day)
        case Due.SETTLE:
            return words.say("«{title}» is voorbij: reken af tegen {day}.", title=title, day=day)
        case Due.YEAR_END if late:
            return words.say(
                "«{title}» houdt nog geld vast van {year}: reken af, geef vrij of verschuif.",
                title=title,
                year=str(due.sheet.plan_year),
            )
        case Due.YEAR_END:
            return words.say(
                "«{title}»: reken af, geef vrij of verschuif vóór het einde van {year}.",
                title=title,
                year=str(due.sheet.plan_year),
            )
        case Due.NEW_YEAR:
            return words.say(
                "«{title}» is verschoven naar {year}: wanneer gaat het door?",
                title=title,
                year=str(due.sheet.plan_year),
            )
    return words.say(
        "«{title}» vervallen? Er was een principieel akkoord, er kwam geen concrete vraag, en de activiteit van {day} "
        "is voorbij.",
        title=title,
        day=day,
    )


def _decide(words: Words, due: Deadline) -> Sentence:
    title, event, useful = due.sheet.title, due.sheet.event or due.day, due.useful
    if useful is None or useful.meeting is None:
        return words.say(
            "«{title}»: er is geen vergadering meer die op tijd kan beslissen vóór de activiteit van {event}.",
            title=title,
            event=event,
        )
    of = said_meeting(words, useful.meeting)
    if useful.is_next:
        return words.say(
            "Laatste kans voor «{title}»: de vergadering van {of} is de laatste vóór de activiteit van {event}.",
            title=title,
            of=of,
            event=event,
        )
    return words.say(
        "«{title}»: de vergadering van {of} is de laatste nuttige vóór de activiteit van {event}.",
        title=title,
        of=of,
        event=event,
    )


def free(words: Words, overview: Overview) -> Sentence:
    """The budget of a year in one line."""
    year = str(overview.year)
    if not overview.balances.is_set:
        return words.say("Regiobudget {year}: het jaarbudget is nog niet ingevuld.", year=year)
    money, budget = overview.balances.free, words.money(overview.balances.budget)
    if money < 0:
        return words.say(
            "Regiobudget {year}: {short} te kort op {budget}.", year=year, short=words.money(-money), budget=budget
        )
    return words.say("Regiobudget {year}: {free} vrij van {budget}.", year=year, free=words.money(money), budget=budget)


def outlook(words: Words, overview: Overview) -> Sentence:
    """*Als alles goedgekeurd wordt*, with what cannot be counted."""
    left = overview.left_if_all
    told = (
        words.say("Als alles goedgekeurd wordt, blijft er {left} over.", left=words.money(left))
        if left >= 0
        else words.say("Als alles goedgekeurd wordt, is er {short} te weinig.", short=words.money(-left))
    )
    if not overview.unknown:
        return told
    without = words.count(
        "{n} vraag zonder bedrag is niet meegeteld.", "{n} vragen zonder bedrag zijn niet meegeteld.", overview.unknown
    )
    return words.say("{told} {without}", told=told, without=without)


def numbers(words: Words, overview: Overview) -> Sentence:
    """All the numbers of a year in one sentence: what the picture says, for who cannot see it."""
    shown = overview.balances
    parts = [
        words.say("{label}: {money}", label=words.say(label), money=words.money(cents))
        for label, cents in (
            (N_("Budget"), shown.budget),
            (N_("afgerekend"), shown.settled),
            (N_("goedgekeurd"), shown.committed),
            (N_("principieel gereserveerd"), shown.reserved),
            (N_("gevraagd"), overview.asked + overview.more),
            (N_("vrij"), shown.free),
        )
    ]
    return words.join(parts)
