"""Having the external deadlines of a body looked at again, whenever one of them or a meeting changed."""

from storage import outbox
from storage.database import Session

CHECK = "alarms.check"


def changed(db: Session, body: int, *, workspace: int) -> None:
    """Have the ticker look which alarms are due now; many of these before it does make one look."""
    key = f"{CHECK}:{body}"
    outbox.tell(db, CHECK, workspace=workspace, to=outbox.errand(CHECK), key=key, about={"body": body}, body=body)
    outbox.refresh(db, key, workspace=workspace)
