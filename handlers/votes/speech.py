"""How votes are said: methods, choices, how one stands, and its result in numbers that anybody can check."""

from collections.abc import Iterator

from bot.bodies import Electorate, MajorityBase, Method, Tie
from bot.channels import Worry
from bot.errors import N_
from bot.votes import MASKED_UNDER, Choice, Invalid, Line, Majority, Notice, Outcome, Poll, Result, State, Verdict
from handlers import kit
from handlers.votes.around import Around
from handlers.words import Sentence, Words

MOST_CONFLICTS = 10
"""Shared organisations that a result names one by one."""

METHODS = {Method.CONSENT: N_("Consent"), Method.NAMED: N_("Openbaar"), Method.SECRET: N_("Geheim")}
HOW = {
    Method.CONSENT: N_("consent: aanvaard, tenzij iemand bezwaar maakt"),
    Method.NAMED: N_("openbaar: op naam; de ondersteuner krijgt achteraf de lijst"),
    Method.SECRET: N_("geheim: niemand van de leden leest wie wat stemde"),
}
TIES = {
    Tie.TO_MEETING: N_("Naar vergadering"),
    Tie.REJECTED: N_("Verworpen"),
    Tie.SECOND_ROUND: N_("Tweede ronde"),
    Tie.CHAIR_DECIDES: N_("Voorzitter beslist"),
}
CHOICES = {Choice.FOR: N_("Voor"), Choice.AGAINST: N_("Tegen"), Choice.ABSTAIN: N_("Onthouding")}
ELECTORATES = {Electorate.COMMITTEE: N_("het comité"), Electorate.PLENARY: N_("de plenaire vergadering")}
BASES = {
    MajorityBase.CAST_WITHOUT_ABSTENTIONS: N_("meer dan de helft van de stemmen voor en tegen"),
    MajorityBase.CAST: N_("meer dan de helft van de uitgebrachte stemmen, onthoudingen meegeteld"),
    MajorityBase.ENTITLED: N_("meer dan de helft van alle stemgerechtigden"),
}
STATES = {
    State.DRAFT: N_("wordt nagekeken"),
    State.OPEN: N_("open"),
    State.CLOSED: N_("gesloten"),
    State.RATIFIED: N_("bekrachtigd"),
    State.NOT_RATIFIED: N_("niet bekrachtigd"),
    State.CANCELLED: N_("geannuleerd"),
}
INVALID = {
    Invalid.NO_BALLOTS: N_("Niet geldig: niemand stemde."),
    Invalid.NO_QUORUM: N_("Niet geldig: het quorum is niet bereikt."),
    Invalid.NO_BASE: N_("Niet geldig: er waren alleen onthoudingen."),
}
NOTICES = {
    Notice.NEAR_WEEKEND: N_("De stemming sluit binnen 24 uur van een weekend of feestdag."),
    Notice.NO_WORKING_DAY: N_("De stemming sluit op een dag waarop niet gewerkt wordt."),
    Notice.SHORT: N_("De stemming duurt minder dan een dag."),
    Notice.LIKELY_MASKED: N_("Met minder dan 5 stemmen blijven de aantallen verborgen."),
    Notice.NO_SLACK: N_("Niet iedereen die mag stemmen heeft Slack."),
    Notice.CONFLICTS: N_("Iemand die mag stemmen zit voor dezelfde organisatie als een kandidaat."),
}
WORRIES = {
    Worry.UNSEEN: N_("Ik zie het kanaal {channel} niet. Nodig mij daar uit met */invite @irojbot*."),
    Worry.ARCHIVED: N_("Het kanaal {channel} is gearchiveerd. Kies een ander met /iroj instellen."),
    Worry.WITHOUT_BOT: N_("Ik zit niet in het kanaal {channel}. Nodig mij uit met */invite @irojbot*."),
    Worry.PUBLIC: N_("Het kanaal {channel} is openbaar: iedereen leest mee. Maak het privé; dan open ik de stemming."),
    Worry.SHARED: N_("Het kanaal {channel} is gedeeld met een andere organisatie. Daar open ik geen stemming."),
    Worry.GUESTS: N_("In het kanaal {channel} zitten gasten. Daar open ik geen stemming."),
}
_TIED = {
    Tie.TO_MEETING: N_("De stemmen staken. De vergadering beslist."),
    Tie.REJECTED: N_("De stemmen staakten: volgens de spelregels is dat verworpen."),
    Tie.SECOND_ROUND: N_("De stemmen staken. Er komt een tweede ronde tussen wie gelijk staat."),
    Tie.CHAIR_DECIDES: N_("De stemmen staken. De voorzitter beslist."),
}
_MASKED = N_(
    "De aantallen blijven verborgen: er zijn minder dan {few} stemmen, of iedereen stemde hetzelfde. "
    "Dat blijft ook later zo."
)


def verdict(words: Words, poll: Poll, outcome: Verdict) -> Sentence:
    """What a vote means for one line: a person is put forward or chosen, a proposal accepted."""
    people = poll.is_about_people
    match outcome:
        case Verdict.ACCEPTED if people and poll.needs_ratification:
            return words.say("voorgedragen")
        case Verdict.ACCEPTED if people:
            return words.say("gekozen")
        case Verdict.ACCEPTED:
            return words.say("aanvaard")
        case Verdict.REJECTED if people:
            return words.say("niet gekozen")
        case Verdict.REJECTED:
            return words.say("verworpen")
        case Verdict.RESERVE:
            return words.say("reserve")
        case Verdict.TIED:
            return words.say("gelijke stand")
        case Verdict.OBJECTED:
            return words.say("geen consent")
        case Verdict.INVALID:
            return words.say("niet geldig")


def heading(words: Words, here: Around, result: Result | None) -> Sentence:
    """How a vote stands, in one sentence for the top of its message."""
    poll = here.poll
    match poll.state:
        case State.DRAFT:
            return words.say("Wordt nagekeken voor ze opent.")
        case State.OPEN:
            return words.say("Open tot {closes}.", closes=poll.closes_at)
        case State.CANCELLED:
            return words.say("Geannuleerd: {reason}", reason=poll.note)
        case State.RATIFIED:
            return words.say("Bekrachtigd door de vergadering.")
        case State.NOT_RATIFIED:
            return words.say("Niet bekrachtigd door de vergadering.")
        case State.CLOSED if result is not None:
            return words.say("Gesloten. {outcome}", outcome=summary(words, here, result))
    return words.say("Gesloten.")


def summary(words: Words, here: Around, result: Result) -> Sentence:
    """The outcome in one sentence."""
    poll = here.poll
    if result.invalid is not None:
        return words.say(INVALID[result.invalid])
    if result.objections:
        return words.say("Geen consent: er is bezwaar gemaakt.")
    if not poll.is_shared:
        return words.say("Uitslag: {verdict}.", verdict=verdict(words, poll, result.outcomes[0].verdict))
    told = [
        words.say("{name}: {verdict}", name=poll.line(each.line).text, verdict=verdict(words, poll, each.verdict))
        for each in result.outcomes
    ]
    return words.say("Uitslag: {told}.", told=words.join(told))


def outcome_rows(words: Words, here: Around, result: Result) -> Iterator[list[Sentence | kit.Piece]]:
    """One row for each line: what came out, and by which numbers."""
    for each in result.outcomes:
        line, numbers = here.poll.line(each.line), _numbers(words, each)
        told = words.say(": {verdict}", verdict=verdict(words, here.poll, each.verdict))
        yield [kit.bold(line.text), told, *([words.say(" ({numbers})", numbers=numbers)] if numbers else [])]


def explained(words: Words, here: Around, result: Result) -> Iterator[Sentence]:
    """Everything that lets anybody check the result: electorate, turnout, rule, quorum, what was hidden and why."""
    yield _turnout(words, here, result)
    yield _rule(words, here, result)
    if result.quorum is not None:
        met = words.say("bereikt") if result.voted >= result.quorum else words.say("niet bereikt")
        yield words.count("Quorum: {n} stem, {met}.", "Quorum: {n} stemmen, {met}.", result.quorum, met=met)
    if result.invalid is not None:
        yield words.say(INVALID[result.invalid])
    if result.masked:
        yield words.say(_MASKED, few=MASKED_UNDER)
    if result.tie is not None:
        yield words.say(_TIED[result.tie])
    if result.outside:
        yield words.say("Wie kandidaat is, stemde niet mee: {names}.", names=words.join(map(here.name, result.outside)))
    if result.conflicts:
        yield words.say("Zelfde organisatie: {pairs}.", pairs=_conflicts(words, here, result))
    if here.poll.note:
        yield words.say("Vroeger gesloten: {reason}", reason=here.poll.note)
    if here.poll.extended:
        yield words.say("Eén keer verlengd.")


def _turnout(words: Words, here: Around, result: Result) -> Sentence:
    electorate = words.say(ELECTORATES[here.poll.electorate])
    if result.majority is Majority.NO_OBJECTION:
        return words.count(
            "Stemgerechtigd: {entitled} ({electorate}). {n} bezwaar.",
            "Stemgerechtigd: {entitled} ({electorate}). {n} bezwaren.",
            result.objections,
            entitled=result.entitled,
            electorate=electorate,
        )
    return words.say(
        "Stemgerechtigd: {entitled} ({electorate}). Gestemd: {voted}. Niet gestemd: {silent}.",
        entitled=result.entitled,
        electorate=electorate,
        voted=result.voted,
        silent=result.not_voted,
    )


def _rule(words: Words, here: Around, result: Result) -> Sentence:
    match result.majority:
        case Majority.NO_OBJECTION:
            return words.say("Regel: aanvaard als niemand bezwaar maakt.")
        case Majority.FOR_OVER_AGAINST:
            return words.count(
                "Regel: meer stemmen voor dan tegen; wie de meeste stemmen heeft, krijgt de plaats.",
                "Regel: meer stemmen voor dan tegen; wie de meeste stemmen heeft, krijgt een van de {n} plaatsen.",
                here.poll.places,
            )
        case Majority.OF_BASE:
            base = result.base or here.poll.base
            return words.say("Regel: {rule}.", rule=words.say(BASES[base]))


def _numbers(words: Words, outcome: Outcome) -> Sentence | None:
    """ "4 voor, 1 tegen, 1 onthouding; nodig: 3 van 5 stemmen"; None when they are not to be known."""
    if outcome.tally is None:
        return None
    tally = words.count(
        "{for_} voor, {against} tegen, {n} onthouding",
        "{for_} voor, {against} tegen, {n} onthoudingen",
        outcome.tally.abstain,
        for_=outcome.tally.for_,
        against=outcome.tally.against,
    )
    if outcome.needed is None or outcome.base is None:
        return tally
    return words.say("{tally}; nodig: {needed} voor op {base}", tally=tally, needed=outcome.needed, base=outcome.base)


def _conflicts(words: Words, here: Around, result: Result) -> Sentence:
    pairs = list(dict.fromkeys((each.member, each.candidate) for each in result.conflicts))
    told = [
        words.say("{voter} en kandidaat {candidate}", voter=here.name(voter), candidate=here.name(candidate))
        for voter, candidate in pairs[:MOST_CONFLICTS]
    ]
    more = len(pairs) - len(told)
    return words.join([*told, words.say("nog {n} andere", n=more)] if more else told)


def choices(words: Words, poll: Poll, given: dict[int, Choice]) -> Sentence:
    """What somebody says, in the order of the ballot: "voor", or "Jo Claes: voor en An Maes: tegen"."""
    if not poll.is_shared:
        return words.join(words.say(CHOICES[choice]) for choice in given.values())
    return words.join(
        words.say("{name}: {choice}", name=line.text, choice=words.say(CHOICES[given[line.id]]))
        for line in poll.lines
        if line.id in given
    )


def lines(poll: Poll) -> list[str]:
    """The names on the ballot."""
    return [line.text for line in poll.lines]


def label(words: Words, poll: Poll, line: Line) -> Sentence:
    """The label of the field for one line."""
    return words.say("Keuze voor {name}", name=line.text) if poll.is_shared else words.say("Keuze")
