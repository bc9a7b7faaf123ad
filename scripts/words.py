"""The sentences of the bot: collect them from the code and the templates, and keep the catalogues complete.

`scripts/words.py` adds new sentences to every catalogue (without a translation: fill those in) and drops the ones
nobody says any more. `scripts/words.py --check` changes nothing and says what is wrong.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "handlers" / "locale"

Id: TypeAlias = str | tuple[str, ...]

_ROOMS = ("bot", "storage", "handlers")
_METHODS = [("**.py", "python"), ("**.json.j2", "jinja2")]
_KEYWORDS = {"N_": None, "say": None, "done": None, "count": (1, 2)}
_ALONE = re.compile(r"[&<>]")
_NOT_WORDS = re.compile(r"\{\w+\}|:\w+:")
_WORDS = re.compile(r"[^\W\d_]")


def said(root: Path = ROOT) -> dict[Id, list[str]]:
    """Every Dutch sentence of the three rooms, with the files that say it."""
    found: dict[Id, set[str]] = {}
    for room in _ROOMS:
        for file, _, sentence, _, _ in extract_from_dir(root / room, _METHODS, keywords=_KEYWORDS):
            found.setdefault(sentence, set()).add(f"{room}/{Path(file).as_posix()}")
    return {sentence: sorted(files) for sentence, files in found.items()}


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Every catalogue with its file."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/irojbot.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=path.parts[-3])


def problems(sentences: Iterable[Id], catalogue: Catalog) -> list[str]:
    """What keeps the catalogue from being complete and right, one line each."""
    sentences = set(sentences)
    kept = {message.id: message for message in catalogue if message.id}
    return [
        *(f"says nothing for: {id_}" for id_ in sentences if not all(_strings(kept.get(id_)))),
        *(f"nobody says any more: {id_}" for id_ in kept.keys() - sentences),
        *(f"is not sure about: {id_}" for id_, message in kept.items() if message.fuzzy),
        *(f"has other blanks for: {id_}" for id_, message in kept.items() if not _same_blanks(message)),
    ]


def faults(sentence: Id) -> list[str]:
    """What is wrong with a Dutch sentence itself."""
    forms = (sentence,) if isinstance(sentence, str) else sentence
    found = []
    for form in forms:
        blanks = list(Formatter().parse(form))
        if any((name is not None and not name.isidentifier()) or spec or as_ for _, name, spec, as_ in blanks):
            found.append(f"a blank is a bare name: {form}")
        if _ALONE.search("".join(literal for literal, _, _, _ in blanks)):
            found.append(f"& < > mean something to Slack: {form}")
    return found


def updated(sentences: dict[Id, list[str]], old: Catalog) -> Catalog:
    """The catalogue with exactly these sentences, and the translations it had."""
    new = Catalog(
        locale=old.locale,
        domain="irojbot",
        project="irojbot",
        version="",
        msgid_bugs_address="",
        header_comment=old.header_comment,
        fuzzy=False,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        last_translator=old.last_translator,
        language_team=old.language_team,
        charset="utf-8",
    )
    for id_, files in sentences.items():
        kept = old.get(id_)
        wordless = isinstance(id_, str) and not _WORDS.search(_NOT_WORDS.sub("", id_))
        string = id_ if wordless else kept and kept.string
        new.add(id_, string, locations=[(file, 0) for file in files])
    return new


def main(arguments: list[str]) -> int:
    """Update, or with `--check` only look. Gives the exit code."""
    sentences = said()
    wrong = [fault for sentence in sentences for fault in faults(sentence)]
    for path, catalogue in catalogues():
        if "--check" not in arguments:
            catalogue = updated(sentences, catalogue)
            with path.open("wb") as file:
                write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
        wrong += [f"{path.relative_to(ROOT)} {problem}" for problem in problems(sentences, catalogue)]
    sys.stderr.writelines(f"{line}\n" for line in sorted(wrong))
    return 1 if wrong else 0


def _strings(message: Message | None) -> tuple[str, ...]:
    if message is None:
        return ("",)
    strings = message.string
    return tuple(strings) if isinstance(strings, list | tuple) else (strings,)


def _same_blanks(message: Message) -> bool:
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    asked = _blanks(ids)
    given = [string for string in _strings(message) if string]
    return not given or (_blanks(given) == asked and all(_blanks([string]) <= asked for string in given))


def _blanks(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
