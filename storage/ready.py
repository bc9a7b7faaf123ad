"""Statements of every day: written with SQLAlchemy, compiled once, and from then on said by the driver itself.

What every command asks costs SQLAlchemy several times what it costs the database. A `Ready` statement keeps its text
and the conversions of its columns; only values go in, and rows come out.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect, Executable, Insert
from sqlalchemy.sql.compiler import SQLCompiler


class Asked(Protocol):
    """A unit of work or view, as far as a statement goes (`storage.database.Session`)."""

    @property
    def language(self) -> Dialect:
        """What the database speaks."""

    def ask(self, text: str, values: Any) -> Any:
        """The driver's cursor with the answer."""

    def ask_later(self, text: str, values: Any) -> None:
        """Say it before the next question, or else before the commit."""


class Ready:
    """One statement without lists of values (`IN` with as many as there are). Values go by the names of its binds.

    A statement that differs from one kind of database to the other is given as a function of the dialect's name.
    Raises `TypeError` for values other than those of its first use.
    """

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._known: dict[str, _Spoken] = {}

    def all(self, db: Asked, /, **values: Any) -> list[Any]:
        """Every row, its columns by name."""
        spoken = self._spoken(db, values)
        return spoken.rows(db.ask(spoken.text, spoken.bound(values)).fetchall())

    def one(self, db: Asked, /, **values: Any) -> Any:
        """The row of a question that has at most one; None without."""
        found = self.all(db, **values)
        if len(found) > 1:
            raise LookupError(f"{len(found)} rows where one was meant")
        return found[0] if found else None

    def run(self, db: Asked, /, **values: Any) -> int:
        """Do it; how many rows it touched."""
        spoken = self._spoken(db, values)
        touched: int = db.ask(spoken.text, spoken.bound(values)).rowcount
        return touched

    def later(self, db: Asked, /, **values: Any) -> None:
        """Do it in this unit of work, without waiting for it: on a server it travels with what comes next."""
        spoken = self._spoken(db, values)
        db.ask_later(spoken.text, spoken.bound(values))

    def _spoken(self, db: Asked, values: Mapping[str, Any]) -> "_Spoken":
        dialect = db.language
        known = self._known.get(dialect.name)
        if known is None:
            statement = self._statement(dialect.name) if callable(self._statement) else self._statement
            known = self._known[dialect.name] = _Spoken(statement, dialect, values.keys())
        return known


class _Spoken:
    """A statement as one driver wants it."""

    def __init__(self, statement: Executable, dialect: Dialect, names: Iterable[str]) -> None:
        compiled = statement.compile(  # type: ignore[attr-defined] # Every Executable of Core is compiled.
            dialect=dialect, column_keys=sorted(names) if isinstance(statement, Insert) else None
        )
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - as any statement of Core.
        if compiled.post_compile_params or compiled.prefetch:
            raise TypeError(f"a list of values, or a default made in Python, is never ready: {compiled}")
        self.text = str(compiled)
        self._in_order = compiled.positiontup is not None
        order = compiled.positiontup or list(compiled.bind_names.values())
        to = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        given = set(names)
        self._fixed = {
            name: (to[name] or _as_it_is)(value) for name, value in compiled.params.items() if name not in given
        }
        self._binds = [(name, to[name] if name in given else None) for name in order]
        self._given = given
        columns = [(column.key, column.type) for column in getattr(statement, "exported_columns", ())]
        make: Any = namedtuple
        self._make = make("Row", [key for key, _ in columns], rename=True)._make
        from_ = [type_.dialect_impl(dialect).result_processor(dialect, None) for _, type_ in columns]
        self._read = [(place, process) for place, process in enumerate(from_) if process is not None]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        if values.keys() != self._given:
            raise TypeError(f"{sorted(values)} where {sorted(self._given)} is asked: {self.text}")
        known = {**self._fixed, **values}
        if self._in_order:
            return [known[name] if process is None else process(known[name]) for name, process in self._binds]
        return {name: known[name] if process is None else process(known[name]) for name, process in self._binds}

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """What the driver found, as values of ours by name."""
        make, read = self._make, self._read
        if not read:
            return [make(row) for row in found]
        rows = []
        for row in found:
            cells = list(row)
            for place, process in read:
                cells[place] = process(cells[place])
            rows.append(make(cells))
        return rows


def _as_it_is(value: Any) -> Any:
    return value
