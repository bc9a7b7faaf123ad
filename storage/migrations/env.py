"""What Alembic runs for each of its commands: one transaction for all steps, one migrating process at a time."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, text
from sqlalchemy.types import Enum, TypeEngine

from storage import tables
from storage.database import Id, Json, Moment

_ALONE = text("SELECT pg_advisory_xact_lock(hashtext('irojbot migrations'))")


def spell(kind: str, value: Any, _: AutogenContext) -> str | Literal[False]:
    """How a migration writes our column types: in words of its own, so that it means the same for ever."""
    if kind != "type" or not isinstance(value, TypeEngine):
        return False
    if isinstance(value, Moment):
        return "MOMENT"
    if isinstance(value, Enum):
        return f"sa.String(length={value.length})"
    if value is Id:
        return "WHOLE_NUMBER"
    return "JSON" if value is Json else False


def migrate(connection: Connection) -> None:
    """Run the steps that the command asks for, each on the schema that it expects."""
    context.configure(
        connection=connection,
        target_metadata=tables.Base.metadata,
        transactional_ddl=True,
        render_as_batch=False,
        render_item=spell,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(_ALONE)
        context.run_migrations()
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("a migration left rows that point at nothing")


migrate(context.config.attributes["connection"])
