"""How roles, rules and worries about channels are said."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.bodies import Electorate, MajorityBase, Method, PersonMethod, RuleSheet, Tie
from bot.channels import Purpose, Worry
from bot.errors import N_
from bot.people import Role
from handlers.words import Sentence, Words

ROLES = {
    Role.CHAIR: N_("Voorzitter"),
    Role.SUPPORT_OFFICER: N_("Ondersteuner"),
    Role.COMMITTEE_MEMBER: N_("Comitélid"),
    Role.EFFECTIVE_MEMBER: N_("Effectief lid"),
    Role.CLIENT_REPRESENTATIVE: N_("Cliëntvertegenwoordiger"),
    Role.CLIENT_SUPPORTER: N_("Ondersteuner cliëntvertegenwoordiger"),
    Role.OBSERVER: N_("Waarnemer"),
    Role.GROUP_MEMBER: N_("Lid van een werkgroep"),
}

WORRIES = {
    (Purpose.PLENARY, Worry.UNSEEN): N_(
        "Ik zie het plenaire kanaal {channel} niet. Nodig mij daar uit met */invite @irojbot*; dan kijk ik opnieuw."
    ),
    (Purpose.COMMITTEE, Worry.UNSEEN): N_(
        "Ik zie het comitékanaal {channel} niet. Nodig mij daar uit met */invite @irojbot*; dan kijk ik opnieuw."
    ),
    (Purpose.PLENARY, Worry.ARCHIVED): N_("Het plenaire kanaal {channel} is gearchiveerd. Kies een ander."),
    (Purpose.COMMITTEE, Worry.ARCHIVED): N_("Het comitékanaal {channel} is gearchiveerd. Kies een ander."),
    (Purpose.PLENARY, Worry.WITHOUT_BOT): N_(
        "Ik zit niet in het plenaire kanaal {channel} en kan er niet zelf bij. Nodig mij uit met */invite @irojbot*."
    ),
    (Purpose.COMMITTEE, Worry.WITHOUT_BOT): N_(
        "Ik zit niet in het comitékanaal {channel} en kan er niet zelf bij. Nodig mij uit met */invite @irojbot*."
    ),
    (Purpose.COMMITTEE, Worry.PUBLIC): N_(
        "Het comitékanaal {channel} is openbaar: iedereen leest mee. Stemmen over personen weiger ik daar."
    ),
    (Purpose.COMMITTEE, Worry.SHARED): N_(
        "Het comitékanaal {channel} is gedeeld met een andere organisatie. Stemmen weiger ik daar."
    ),
    (Purpose.COMMITTEE, Worry.GUESTS): N_("In het comitékanaal {channel} zitten gasten. Stemmen weiger ik daar."),
}

METHODS = {
    Method.CONSENT: N_("Consent"),
    Method.NAMED: N_("Openbare stemming"),
    Method.SECRET: N_("Geheime stemming"),
}
PERSON_METHODS = {
    PersonMethod.CONSENT_ELSE_SECRET: N_("Consent als er genoeg plaatsen zijn, anders geheim"),
    PersonMethod.CONSENT: N_("Consent"),
    PersonMethod.NAMED: N_("Openbare stemming"),
    PersonMethod.SECRET: N_("Geheime stemming"),
}
ELECTORATES = {Electorate.COMMITTEE: N_("Het comité"), Electorate.PLENARY: N_("De plenaire vergadering")}
BASES = {
    MajorityBase.CAST_WITHOUT_ABSTENTIONS: N_("Uitgebrachte stemmen zonder onthoudingen"),
    MajorityBase.CAST: N_("Uitgebrachte stemmen met onthoudingen"),
    MajorityBase.ENTITLED: N_("Alle stemgerechtigden"),
}
TIES = {
    Tie.TO_MEETING: N_("Naar vergadering"),
    Tie.REJECTED: N_("Verworpen"),
    Tie.SECOND_ROUND: N_("Tweede ronde"),
    Tie.CHAIR_DECIDES: N_("Voorzitter beslist"),
}
WEEKDAYS = (
    *(N_("maandag"), N_("dinsdag"), N_("woensdag"), N_("donderdag"), N_("vrijdag"), N_("zaterdag"), N_("zondag")),
)
YES_NO = {True: N_("Ja"), False: N_("Nee")}
LANGUAGES = {"nl": N_("Nederlands"), "en": N_("Engels")}

RULES = {
    "send_days": N_("Agenda versturen: dagen vóór de vergadering"),
    "submit_days": N_("Punten indienen: dagen vóór het versturen"),
    "decision_method": N_("Beslissen"),
    "person_vote_method": N_("Beslissen over personen"),
    "electorate": N_("Wie stemt"),
    "vote_decides": N_("Beslist de stemming zelf, zonder bekrachtiging"),
    "quorum": N_("Quorum"),
    "majority_base": N_("Meerderheid van"),
    "tie": N_("Gelijke stand"),
    "candidate_votes": N_("Stemt een kandidaat mee over zichzelf"),
    "non_voting_roles": N_("Rollen zonder stem"),
    "substitute_for_two": N_("Mag één plaatsvervanger op een vergadering twee leden vervangen"),
    "chair_term_years": N_("Termijn van de voorzitter, in jaren"),
    "report_correction_days": N_("Verslag verbeteren: dagen na verzending"),
    "reminder_days": N_("Herinneringen: dagen vooraf"),
    "quiet_from": N_("Stil vanaf"),
    "quiet_until": N_("Stil tot"),
    "digest_weekday": N_("Weekoverzicht: dag"),
    "digest_at": N_("Weekoverzicht: uur"),
    "zone": N_("Tijdzone"),
    "language": N_("Taal van de berichten"),
    "log_days": N_("Bewaartijd van het logboek, in dagen"),
}
"""Every rule in the order it is shown, by its name on the sheet."""

_NAMES: Mapping[str, Mapping[Any, str]] = {
    "decision_method": METHODS,
    "person_vote_method": PERSON_METHODS,
    "electorate": ELECTORATES,
    "vote_decides": YES_NO,
    "majority_base": BASES,
    "tie": TIES,
    "candidate_votes": YES_NO,
    "substitute_for_two": YES_NO,
    "digest_weekday": dict(enumerate(WEEKDAYS)),
    "language": LANGUAGES,
}


def roles(words: Words, held: frozenset[Role]) -> Sentence:
    """ "Voorzitter en Effectief lid", the weightiest first."""
    return words.join(words.say(name) for role, name in ROLES.items() if role in held)


def rule(words: Words, rules: RuleSheet, name: str) -> Sentence:
    """The value of one rule, in words."""
    value = getattr(rules, name)
    if name in _NAMES:
        return words.say(_NAMES[name][value])
    match value:
        case None | ():
            return words.say("geen")
        case time():
            return words.say("{at}", at=value)
        case tuple():
            return words.join(words.say(ROLES[each]) if isinstance(each, Role) else each for each in value)
    return words.say("{value}", value=value)
