"""The import law of the rooms and the law of the one clock, read from source with `ast`."""

import ast
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.house.tree import ROOF, ROOMS, Module

MAY_IMPORT = {
    "bot": {"bot", "babel", "dateutil", "structlog"},
    "storage": {"storage", "bot", "alembic", "cryptography", "sqlalchemy", "structlog"},
    "handlers": {
        *{"handlers", "storage", "bot"},
        *{"apscheduler", "babel", "dateutil", "docxtpl", "icalendar", "jinja2", "markupsafe", "matplotlib"},
        *{"openpyxl", "prometheus_client", "slack_bolt", "slack_sdk", "structlog"},
    },
    "sandbox": {"sandbox", "jinja2", "starlette", "structlog", "uvicorn", "websockets", "yaml"},
}

SURROUNDINGS = {"os.environ", "os.environb", "os.getenv"}
CLOCKS = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "sqlalchemy.func.current_timestamp",
    "sqlalchemy.func.now",
    "time.time",
    "time.time_ns",
}
MACHINE_TIME = ("storage.database", "storage.outbox", "handlers.ticker")
"""Leases, back-off and look-ups use machine time, as does a database without a desk; all others ask the desk."""


def imports(module: Module) -> Iterator[str]:
    """Full names of what a module imports, anywhere in it; relative ones keep their leading dots."""
    for node in ast.walk(ast.parse(module.source)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                origin = "." * node.level + (node.module or "")
                yield from (f"{origin}.{alias.name}" for alias in node.names)
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module")):
                yield "an import by a computed name"


def broken_imports(module: Module) -> list[str]:
    """What a module of a room imports against the law."""
    if module.name == ROOF:
        return []
    allowed = MAY_IMPORT[module.room] | sys.stdlib_module_names
    return [
        f"{module.name} imports {name}"
        for name in imports(module)
        if name.partition(".")[0] not in allowed or f"{name}.".startswith(f"{ROOF}.")
    ]


def foreign_imports(module: Module) -> set[str]:
    """The libraries that a module uses, as it imports them."""
    first_names = {name.partition(".")[0] for name in imports(module)}
    return first_names - sys.stdlib_module_names - set(ROOMS)


def import_circle(modules: Iterable[Module]) -> list[str]:
    """The modules of one circle of imports, if there is one."""
    by_name = {module.name: module for module in modules}
    graph = {name: _neighbours(module, by_name) for name, module in by_name.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


def _neighbours(module: Module, by_name: dict[str, Module]) -> set[str]:
    found = set()
    for name in imports(module):
        # `from bot.votes import count` names the module bot.votes; `from bot import votes` as well.
        target = name if name in by_name else name.rpartition(".")[0]
        if target in by_name and target not in ROOMS:
            found.add(target)
    return found - {module.name}


def broken_clocks(module: Module) -> list[str]:
    """Where a module reads a clock or the environment of its process by itself."""
    if module.name == ROOF or module.room == "sandbox":
        return []
    on_machine_time = any(f"{module.name}.".startswith(f"{name}.") for name in MACHINE_TIME)
    forbidden = SURROUNDINGS if on_machine_time else SURROUNDINGS | CLOCKS
    return [f"{module.name} reads {name}" for name in _used_names(module) if name in forbidden]


def _used_names(module: Module) -> Iterator[str]:
    """Dotted names as used in a module, with every local name led back to where it was imported from."""
    tree = ast.parse(module.source)
    origin: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                origin |= {alias.asname: alias.name for alias in node.names if alias.asname}
            case ast.ImportFrom(module=str(source)):
                origin |= {alias.asname or alias.name: f"{source}.{alias.name}" for alias in node.names}
                yield from (f"{source}.{alias.name}" for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, dot, rest = ast.unparse(node).partition(".")
            yield origin.get(first, first) + dot + rest
