"""**Eigen sjabloon**: a body's own Word template for its agendas, fetched and checked by the ticker."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.errors import N_, Refusal
from bot.people import BRUSSELS, May, Person
from handlers.agenda import paper
from handlers.desk import Desk
from handlers.documents import download
from handlers.documents.parts import LARGEST_FILE
from handlers.documents.template import Schema
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words, words_of
from storage import audit, bodies, documents, outbox, people
from storage.database import Session
from storage.documents import State, Template
from storage.outbox import Letter


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Eigen sjabloon** of a body: which fields there are, and where to put the file."""
    me.must_be_allowed(May.SET_UP_BODY, in_=action.id)
    with desk.sessions.read() as db:
        body = bodies.get(db, action.id, within=me)
        has_own = documents.in_use(db, body.id) is not None
    reply.open("agenda/template", body=body.id, body_name=body.name, has_own=has_own, fields=listed(paper.FIELDS))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The file was uploaded, or the shipped template is wanted back."""
    body = submission.id("body")
    me.must_be_allowed(May.SET_UP_BODY, in_=body)
    files = submission.files("template")
    back = bool(submission.choices("back"))
    if back == bool(files):
        raise Refusal(N_("Kies een Word-bestand, of vink aan dat je het gewone sjabloon terug wilt."), about="template")
    with desk.sessions.begin() as db:
        bodies.get(db, body, within=me)
        if back:
            documents.retire(db, body)
            audit.note(db, "agenda.retire_template", by=me, body=body, noun="body", id_=body, now=desk.now())
        else:
            _check_later(db, body, files[0].id, me=me, desk=desk)
    if back:
        return reply.done("Vanaf nu maak ik agenda’s weer met het gewone sjabloon.")
    return reply.done("Ik kijk het sjabloon na. Je krijgt zo een bericht of ik het kan gebruiken.")


def _check_later(db: Session, body: int, file: str, *, me: Person, desk: Desk) -> None:
    upload = documents.add_template(db, body=body, file=file, by=me.member_in(body), now=desk.now())
    audit.note(db, "agenda.upload_template", by=me, body=body, noun="template", id_=upload, now=desk.now())
    outbox.tell(
        db,
        "agenda/check_template",
        workspace=me.workspace,
        to=outbox.errand("agenda/check_template"),
        key=f"agenda/check_template:{upload}",
        about={"template": upload, "body": body},
        body=body,
    )


def check(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Fetch an upload and look whether it can serve; whoever uploaded it hears the outcome."""
    body, id_ = letter.about["body"], letter.about["template"]
    with desk.sessions.read() as db:
        upload = documents.template(db, id_, body=body)
    if upload is None or upload.state is not State.CHECKING:
        return
    name, content = upload.file, b""
    found: dict[str, Any] | None = None
    try:
        name, content = download.fetch(client, upload.file, most=LARGEST_FILE)
        paper.must_be_fillable(content, words=words_of("nl", BRUSSELS))
    except Refusal as refusal:
        found = {"sentence": refusal.sentence, "facts": refusal.facts}
    with desk.sessions.begin() as db:
        if found is None:
            documents.take_into_use(db, id_, body=body, name=name[:255], content=content)
        else:
            documents.refuse(db, id_, body=body, name=name[:255], found=found)
        _tell_uploader(db, upload, workspace=letter.workspace)


def _tell_uploader(db: Session, upload: Template, *, workspace: int) -> None:
    uploader = people.get(db, upload.uploaded_by, body=upload.body)
    if uploader.slack_user:
        outbox.tell(
            db,
            "agenda/template_checked",
            workspace=workspace,
            to=outbox.user(uploader.slack_user),
            key=f"agenda/template_checked:{upload.id}",
            about={"template": upload.id, "body": upload.body},
            body=upload.body,
        )


def checked(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Whether the template is used from now on, and if not why, with the fields there are."""
    upload = documents.template(db, letter.about["template"], body=letter.about["body"])
    if upload is None:
        return None
    found = upload.found
    sentence = found.get("sentence", "")
    return {
        "body": upload.body,
        "file": upload.name,
        "accepted": upload.state is not State.REFUSED,
        "why": words.say(sentence, **found["facts"]) if found else None,
        "fields": listed(paper.FIELDS) if found else [],
    }


def listed(schema: Schema, of: str = "") -> list[str]:
    """The fields as a template writes them, "punten: nr, uur, titel"."""
    simple = [name for name, what in schema.items() if isinstance(what, str)]
    lists = [(name, what) for name, what in schema.items() if isinstance(what, Mapping)]
    row = ", ".join(simple)
    return [f"{of}: {row}" if of else row, *(line for name, inner in lists for line in listed(inner, of=name))]
