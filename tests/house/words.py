"""Words that the house does without, and the ones that it asks for, read from Python source."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.house.tree import Module

UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME)\b")
SILENCER = re.compile(r"#\s*(?:type:\s*ignore|noqa)\b(?::?\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\])?", re.IGNORECASE)
EMPTY_NAMES = {"helper", "helpers", "manager", "managers", "service", "services", "util", "utils"}


def unfinished(text: str) -> list[str]:
    """Marks of work that was put off."""
    return UNFINISHED.findall(text)


def silenced_without_reason(source: str) -> list[str]:
    """Comments that silence a tool and do not say why in words beside it."""
    comments = [comment for comment in _comments(source) if SILENCER.search(comment)]
    return [comment for comment in comments if len(re.findall(r"[^\W\d_]+", SILENCER.sub("", comment))) < 2]


def empty_names(module: Module) -> list[str]:
    """Names that tell nothing, of modules, classes and functions (a base class may force one upon a method)."""
    tree = ast.parse(module.source)
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        *(part for part in module.name.split(".") if part in EMPTY_NAMES),
        *(name for name in classes if name.lower().endswith(tuple(EMPTY_NAMES))),
        *(name for name in functions if name.startswith("process_")),
    ]


def catches_everything(source: str) -> int:
    """How many handlers catch every exception there is."""
    return sum(_is_everything(node.type) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler))


def _is_everything(caught: ast.expr | None) -> bool:
    match caught:
        case None | ast.Name(id="Exception" | "BaseException"):
            return True
        case ast.Tuple(elts=several):
            return any(map(_is_everything, several))
    return False


def opens_with_a_sentence(module: Module) -> bool:
    """Whether the module says what it is for; an empty one has nothing to say."""
    tree = ast.parse(module.source)
    sentence = (ast.get_docstring(tree) or "").partition("\n\n")[0]
    return not tree.body or sentence.endswith((".", "!", "?"))


def terse_tests(source: str) -> list[str]:
    """Tests whose name is no sentence: fewer than four words after `test`."""
    names = [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [name for name in names if name.startswith("test_") and len(name.split("_")) < 5]


def _comments(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
