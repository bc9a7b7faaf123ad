"""Attendance in Slack: excuses, substitutes, who is expected and who was there, the rounds before a meeting."""

from handlers.attendance import (
    answers,
    dayroles,
    digest,
    excuse,
    lines,
    names,
    overview,
    presence,
    rounds,
    said,
    seeking,
)
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/verontschuldigd", lines.command, lijst=overview.command)
    on.action("attendance.open", excuse.open_form)
    on.action("attendance.adjust", excuse.adjust)
    on.action("attendance.preview", excuse.preview_again)
    on.view("attendance.excuse", excuse.submit)
    on.view("attendance.preview", excuse.confirm_form)
    on.action("attendance.confirm", excuse.confirm)
    on.options("attendance.people", dayroles.people)
    on.action("attendance.come", answers.come)
    on.action("attendance.stay_away", answers.stay_away)
    on.action("attendance.give_up", answers.give_up)
    on.action("attendance.accept", answers.accept)
    on.action("attendance.decline", answers.decline)
    on.action("attendance.vouch", answers.vouch)
    on.action("attendance.consent", answers.consent)
    on.action("attendance.dissent", answers.dissent)
    on.action("attendance.suggest", seeking.ask)
    on.view("attendance.suggest", seeking.submit)
    on.action("attendance.list", overview.show)
    on.action("attendance.note", presence.ask)
    on.view("attendance.presence", presence.submit)
    on.action("attendance.roles", dayroles.ask)
    on.view("attendance.roles", dayroles.submit)
    on.message("attendance/noted", said.noted)
    on.message("attendance/request", said.request)
    on.message("attendance/released", said.released)
    on.message("attendance/accepted", said.accepted)
    on.message("attendance/declined", said.declined)
    on.message("attendance/consent", said.consent)
    on.message("attendance/heads_up", said.heads_up)
    on.message("attendance/seeking", seeking.question)
    on.message("attendance/suggested", seeking.suggested)
    on.message("attendance/role", said.role)
    on.reminder(rounds.PART, rounds.reminder)
    on.digest("attendance", digest.digest)
    on.message("attendance/moved", rounds.asked_anew)
    on.errand(rounds.ROUND, rounds.go)
    on.errand("attendance.settle", rounds.settle)
    on.errand(names.NAME, names.learn)
