"""Small checks that can be put together: each looks at one JSON value and yields what is wrong with it, and where."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Surface(StrEnum):
    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`pointer` is a JSON pointer into what was checked, `sentence` says what is wrong there."""

    pointer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sentence} [json-pointer:{self.pointer}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a check stands: a JSON pointer, the surface, and whether it is inside an input block."""

    pointer: str
    surface: Surface
    in_input: bool = False

    def at(self, key: str | int) -> "Place":
        return replace(self, pointer=f"{self.pointer}/{key}")

    def problem(self, sentence: str) -> Problem:
        return Problem(pointer=self.pointer, sentence=sentence)


Check = Callable[[Any, Place], Iterator[Problem]]


def string(*, most: int | None = None, least: int = 0, pattern: str | None = None, like: str = "") -> Check:
    """A string of `least` to `most` characters; with a `pattern`, one that looks `like` something."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield place.problem("must be a string")
        elif most is not None and len(value) > most:
            yield place.problem(f"must be no more than {most} characters, and has {len(value)}")
        elif len(value) < least:
            yield place.problem(f"must be at least {least} character{'s' if least > 1 else ''} long")
        elif pattern is not None and not re.fullmatch(pattern, value):
            yield place.problem(f"must look like {like}")

    return check


def boolean(value: Any, place: Place) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield place.problem("must be true or false")


def integer(*, least: int, most: int) -> Check:
    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield place.problem("must be a whole number")
        elif not least <= value <= most:
            yield place.problem(f"must be from {least} to {most}, and is {value}")

    return check


def number(value: Any, place: Place) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield place.problem("must be a number")


def one_of(*allowed: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Problem]:
        if value not in allowed:
            yield place.problem(f"must be one of {', '.join(allowed)}, and is {value!r}")

    return check


def list_of(item: Check, *, most: int, least: int = 1) -> Check:
    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield place.problem("must be a list")
            return
        if not least <= len(value) <= most:
            yield place.problem(f"must have {least} to {most} items, and has {len(value)}")
        for index, inner in enumerate(value):
            yield from item(inner, place.at(index))

    return check


def thing(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *, also: Collection[Check] = ()
) -> Check:
    """An object with these keys and no others. `also` are checks over the whole, tried when its parts are right."""
    known = {**required, **(optional or {})}

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield place.problem("must be an object")
            return
        found = list(_keys(value, place))
        for key, inner in value.items():
            if key in known:
                found += known[key](inner, place.at(key))
        yield from found
        if not found:
            for whole in also:
                yield from whole(value, place)

    def _keys(value: dict[str, Any], place: Place) -> Iterator[Problem]:
        for key in required:
            if key not in value:
                yield place.problem(f"missing required field: {key}")
        for key in value:
            if key not in known:
                yield place.at(key).problem(f"unknown field: {key}")

    return check


def by_type(table: Mapping[str, Check], *, called: str) -> Check:
    """An object whose `type` says which check of the table it must pass."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield place.problem("must be an object")
        elif value.get("type") not in table:
            yield place.at("type").problem(f"unsupported {called}: {value.get('type')!r}")
        else:
            yield from table[value["type"]](value, place)

    return check


def only_on(check: Check, *surfaces: Surface) -> Check:
    """A check for something that only these surfaces can show."""

    def guarded(value: Any, place: Place) -> Iterator[Problem]:
        if place.surface not in surfaces:
            yield place.problem(f"{value['type']} cannot be used in a {place.surface}")
        else:
            yield from check(value, place)

    return guarded


def either(first: str, second: str, *, both: bool = False) -> Check:
    """One of two keys must be there; not both, unless `both`."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        present = (first in value) + (second in value)
        if present == 0:
            yield place.problem(f"must have {first} or {second}")
        elif present == 2 and not both:
            yield place.problem(f"must not have both {first} and {second}")

    return check


def anything(value: Any, place: Place) -> Iterator[Problem]:
    """Nothing to check here: the `type` was looked at already."""
    yield from ()
