"""What the documentation promises, read from Markdown: the commands it describes and the places it links to."""

import ast
import re
from pathlib import Path

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
RELEASE = re.compile(r"^## \[?(Unreleased|\d+\.\d+\.\d+)\b", re.MULTILINE)


def mentions(text: str, command: str) -> bool:
    """Whether a text names this very command: `/agenda` is not named by `/agendapunt`."""
    return re.search(rf"(?<![\w/.-]){re.escape(command)}(?![\w-])", text) is not None


def broken_links(document: Path, *, root: Path) -> list[str]:
    """Links of a document to a file or heading that does not exist, or to a file outside the project."""
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    links = [first or second for first, second in LINK.findall(text)]
    return [link for link in links if not re.match(r"[a-z]+:", link) and not _leads_somewhere(link, document, root)]


def _leads_somewhere(link: str, document: Path, root: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists() or not target.is_relative_to(root):
        return False
    return not anchor or (target.suffix == ".md" and anchor in anchors(target.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a document, numbered when a heading comes again."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        again = sum(name == anchor or re.fullmatch(rf"{re.escape(anchor)}-\d+", name) is not None for name in found)
        found.add(f"{anchor}-{again}" if again else anchor)
    return found


def typer_commands(source: str) -> set[str]:
    """Names of the commands that a module gives to Typer with `@….command()` or `@….command("name")`."""
    return {
        _command_name(node, decorator)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == "command"
    }


def _command_name(function: ast.FunctionDef, decorator: ast.Call) -> str:
    match decorator.args:
        case [ast.Constant(value=str(name)), *_]:
            return name
    return function.name.replace("_", "-")


def settings_read(source: str) -> set[str]:
    """Names of the environment variables that a module reads through a class of pydantic's `BaseSettings`."""
    return {
        field.target.id.upper()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and "BaseSettings" in {ast.unparse(base) for base in node.bases}
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def settings_explained(example: str) -> set[str]:
    """Names of the settings in an example of `.env` that stand under a comment, alone or together."""
    explained = set()
    for paragraph in re.split(r"\n\s*\n", example):
        first, *rest = paragraph.strip().splitlines() or [""]
        if first.startswith("#"):
            explained |= {line.partition("=")[0] for line in rest}
    return explained
