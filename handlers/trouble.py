"""What Slack would not take is told to the support officers, who may have it tried again."""

from typing import Any

from bot.errors import N_, Refusal
from bot.people import BRUSSELS, May, Person, Role
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reply import Reply
from handlers.table import Table
from handlers.words import ChannelLink, Mention, Words
from storage import outbox, people
from storage.database import Session, now_in
from storage.outbox import DeadLetter, Letter

MESSAGE = "trouble/dead_letter"

_NO_SUCH_CHANNEL = N_("Ik zie dat kanaal niet (meer). Is het verwijderd, of privé geworden zonder mij?")
_NOT_REACHED = N_("Die persoon heeft hier geen actief account, of kan geen berichten van mij krijgen.")
_NOT_ALLOWED = N_("De instellingen van het kanaal laten mij daar niet schrijven.")
_TOO_LARGE = N_("Slack vindt het bericht te lang of niet goed gevormd. Meld dit aan wie de bot beheert.")
_WHY = {
    "channel_not_found": _NO_SUCH_CHANNEL,
    "is_archived": N_("Het kanaal is gearchiveerd."),
    "not_in_channel": N_("Ik zit niet in dat kanaal. Nodig me er uit met /invite."),
    "user_not_found": _NOT_REACHED,
    "user_disabled": _NOT_REACHED,
    "user_not_visible": _NOT_REACHED,
    "cannot_dm_bot": _NOT_REACHED,
    "cannot_dm_user": _NOT_REACHED,
    "messages_tab_disabled": N_("Berichten van deze app staan uit in Slack. Een beheerder kan ze aanzetten."),
    "restricted_action": _NOT_ALLOWED,
    "restricted_action_read_only_channel": _NOT_ALLOWED,
    "cannot_reply_to_message": N_("Op het bericht waar het bij hoort, kan niet meer geantwoord worden."),
    "parent_dead": N_("Het bericht waar het bij hoort, is zelf niet aangekomen."),
    "msg_too_long": _TOO_LARGE,
    "invalid_blocks": _TOO_LARGE,
    "gave_up": N_("Ik probeerde het een dag lang; Slack was niet te bereiken."),
}
_OTHERWISE = N_("Slack weigert het ({error}).")


def listen(on: Table) -> None:
    """The message about a dead letter, and its button."""
    on.message(MESSAGE, dead_letter)
    on.action("trouble.retry", retry)


def bury(db: Session, letter: Letter, *, error: str, machine: float) -> None:
    """Give a letter up, and tell the support officers of its body: once a day for one place and cause.

    A letter about a dead letter is given up in silence, and so is one of no body: there is nobody to tell.
    """
    is_dead = outbox.bury(db, letter, error=error, machine=machine)
    if not is_dead or letter.body is None or letter.name == MESSAGE:
        return
    today = now_in(db).astimezone(BRUSSELS).date()
    for officer in people.with_roles(db, letter.body, Role.SUPPORT_OFFICER, today=today):
        if officer.slack_user is not None:
            outbox.tell(
                db,
                MESSAGE,
                workspace=letter.workspace,
                to=outbox.user(officer.slack_user),
                key=f"{MESSAGE}:{today}:{letter.body}:{letter.lane}:{error}:{officer.slack_user}",
                about={"letter": letter.id},
                body=letter.body,
            )


def dead_letter(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What could not be said, where and why; nothing when it was tried again meanwhile."""
    dead = outbox.dead_letter(db, letter.about["letter"], workspace=letter.workspace)
    return None if dead is None else facts(words, dead)


def facts(words: Words, dead: DeadLetter) -> dict[str, Any]:
    """What is said of a dead letter, here and on the home tab."""
    return {
        "id": dead.id,
        "where": _where(dead),
        "why": words.say(_WHY.get(dead.error, _OTHERWISE), error=dead.error),
        "planned": dead.planned_at,
    }


def retry(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Probeer opnieuw**."""
    with desk.sessions.begin() as db:
        dead = outbox.dead_letter(db, action.id, workspace=me.workspace)
        if dead is None or dead.body is None:
            raise Refusal(N_("Dit bericht is intussen al opnieuw geprobeerd."))
        me.must_be_allowed(May.SEE_TROUBLE, in_=dead.body)
        outbox.retry(db, dead.id, body=dead.body)
    reply.say(N_("Ik probeer het opnieuw."))


def _where(dead: DeadLetter) -> Mention | ChannelLink | None:
    user, channel = outbox.user_of(dead.lane), outbox.channel_of(dead.lane)
    if user is not None:
        return Mention(user)
    return ChannelLink(channel) if channel is not None else None
