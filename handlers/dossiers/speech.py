"""How dossiers, their steps, points and applications are said."""

from collections.abc import Sequence
from typing import Any

from bot.dossiers import Application, Dossier, State, Step, balance, current
from bot.errors import N_
from bot.meetings import Meeting
from handlers import kit
from handlers.words import Sentence, Words

STATES = {
    State.DRAFT: N_("Nog niet bevestigd"),
    State.OPEN: N_("Loopt"),
    State.DECIDED: N_("Beslist, nog te versturen"),
    State.SENT: N_("Verstuurd"),
    State.DROPPED: N_("Stopgezet"),
}


def when(words: Words, step: Step) -> Sentence:
    """ "donderdag 20 juli 2017", or "van vrijdag 13 oktober 2017 tot en met woensdag 25 oktober 2017"."""
    if step.first == step.last:
        return words.say("{day}", day=step.first)
    return words.say("van {first} tot en met {last}", first=step.first, last=step.last)


def line(words: Words, step: Step, meetings: Sequence[Meeting] = ()) -> list[Any]:
    """One step as a line of a list: its days in bold, what happens, and how it stands."""
    now = current(step, meetings)
    parts: list[Any] = [kit.bold(when(words, now)), words.say(": {text}", text=step.text)]
    if step.meeting is not None:
        parts.append(words.say(" (op de vergadering: schuift mee)"))
    if step.is_done:
        parts.append(words.say(" (klaar)"))
    return parts


def told(words: Words, step: Step, meetings: Sequence[Meeting] = ()) -> Sentence:
    """The same in one sentence, for the text beside a picture."""
    now = current(step, meetings)
    source = N_("• {when}: {text} (klaar)") if step.is_done else N_("• {when}: {text}")
    return words.say(source, when=when(words, now), text=step.text)


def points(hundredths: int) -> str:
    """ "2.228" or "12,5": a dot for thousands, a comma only when it is needed."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}".replace(",", ".") + (f",{rest:02}".rstrip("0") if rest else "")


def application(words: Words, each: Application) -> Sentence:
    """ "CAR De Vlier: 53 punten gevraagd, 40 voorgesteld"."""
    if each.asked is None:
        return words.say("{name}: nog geen punten gevraagd", name=each.name)
    if each.proposed is None:
        return words.say("{name}: {asked} punten gevraagd", name=each.name, asked=points(each.asked))
    return words.say(
        "{name}: {asked} punten gevraagd, {proposed} voorgesteld",
        name=each.name,
        asked=points(each.asked),
        proposed=points(each.proposed),
    )


def sums(words: Words, dossier: Dossier) -> list[Sentence]:
    """What is asked against what there is, and what to watch out for."""
    found = balance(dossier.applications, dossier.available)
    if not dossier.applications:
        return []
    if found.available is None:
        return [words.say("Samen {asked} punten gevraagd.", asked=points(found.asked))]
    said = [
        words.say(
            "Samen {asked} punten gevraagd, {available} beschikbaar.",
            asked=points(found.asked),
            available=points(found.available),
        )
    ]
    if found.short:
        said.append(words.say("Dat is {short} punten te veel voor wat er is.", short=points(found.short)))
    if found.over:
        said.append(words.say("⚠ Er zijn {over} punten meer voorgesteld dan er zijn.", over=points(found.over)))
    return said


def written(dossier: Dossier) -> str:
    """The applications as they are typed in the form, one a line."""
    return "\n".join(
        " | ".join(
            [each.name, *(points(given) if given is not None else "" for given in (each.asked, each.proposed))]
        ).rstrip(" |")
        for each in dossier.applications
    )
