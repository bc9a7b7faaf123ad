"""Every command is described, every link leads somewhere, and the changelog keeps up."""

from pathlib import Path

import pytest
import yaml

from tests.house import documents
from tests.house.tree import ROOT, files

MARKDOWN = sorted(file for file in files() if file.suffix == ".md")
GUIDES = sorted((ROOT / "docs" / "gids").glob("*.md"))


def _text(*places: Path) -> str:
    return "\n".join(place.read_text(encoding="utf-8") for place in places)


def test_every_slash_command_is_described_in_the_guides() -> None:
    manifest = yaml.safe_load(_text(ROOT / "manifest.yml"))
    commands = [command["command"] for command in manifest["features"]["slash_commands"]]
    guides = _text(*GUIDES)
    assert [command for command in commands if not documents.mentions(guides, command)] == []


def test_the_command_line_is_found_in_the_roof() -> None:
    assert "run" in documents.typer_commands(_text(ROOT / "bot" / "__main__.py"))


def test_every_command_of_the_command_line_is_described() -> None:
    commands = documents.typer_commands(_text(ROOT / "bot" / "__main__.py"))
    described = _text(*MARKDOWN)
    assert [name for name in sorted(commands) if not documents.mentions(described, f"irojbot {name}")] == []


def test_every_setting_is_explained_in_the_example() -> None:
    read = documents.settings_read(_text(ROOT / "bot" / "__main__.py"))
    explained = documents.settings_explained(_text(ROOT / ".env.example"))
    assert ("DATABASE_URL" in read, sorted(read - explained)) == (True, [])


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    broken = {str(file.relative_to(ROOT)): documents.broken_links(file, root=ROOT) for file in MARKDOWN}
    assert {file: links for file, links in broken.items() if links} == {}


def test_the_changelog_has_a_section_for_what_is_coming_or_released() -> None:
    assert documents.RELEASE.search(_text(ROOT / "CHANGELOG.md"))


def test_the_readme_names_the_two_commands_of_a_clean_clone() -> None:
    readme = _text(ROOT / "README.md")
    assert [name for name in ("make sandbox", "make test") if not documents.mentions(readme, name)] == []


@pytest.mark.parametrize("text", ["/agendapunt", "zie /agenda-oud", "docs/agenda", "de agenda"])
def test_another_command_is_no_mention(text: str) -> None:
    assert not documents.mentions(text, "/agenda")


@pytest.mark.parametrize("text", ["`/agenda`", "Typ /agenda 24 april.", "/agenda", "(/agenda)", "/agenda."])
def test_a_mention_is_recognised(text: str) -> None:
    assert documents.mentions(text, "/agenda")


@pytest.mark.parametrize(
    "link",
    ["gone.md", "#nowhere", "there.md#nowhere", "../outside.md", "gone.png", "sub/", "there.md#Kop"],
)
def test_a_link_to_nowhere_is_found(tmp_path: Path, link: str) -> None:
    (tmp_path / "outside.md").touch()
    root = tmp_path / "project"
    root.mkdir()
    (root / "there.md").write_text("# Kop\n", encoding="utf-8")
    document = root / "page.md"
    document.write_text(f"# Titel\n\nZie [daar]({link}).\n", encoding="utf-8")
    assert documents.broken_links(document, root=root) == [link]


def test_an_image_that_is_not_there_is_found(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("![scherm](scherm.png)\n", encoding="utf-8")
    assert documents.broken_links(document, root=tmp_path) == ["scherm.png"]


@pytest.mark.parametrize(
    "text",
    [
        "[daar](there.md)",
        "[daar](there.md#de-kop-zelf)",
        "[hier](#titel)",
        "[web](https://example.org/x)",
        "[post](mailto:iroj@example.org)",
        "```\n[code](gone.md)\n```",
    ],
)
def test_a_good_link_passes(tmp_path: Path, text: str) -> None:
    (tmp_path / "there.md").write_text("## De `kop` zelf!\n", encoding="utf-8")
    document = tmp_path / "page.md"
    document.write_text(f"# Titel\n\n{text}\n", encoding="utf-8")
    assert documents.broken_links(document, root=tmp_path) == []


def test_a_heading_that_comes_again_is_numbered() -> None:
    assert documents.anchors("# Kop\n## Kop\n## Andere\n### Kop\n") == {"kop", "kop-1", "kop-2", "andere"}


def test_commands_are_named_by_their_decorator_or_their_function() -> None:
    source = "@app.command()\ndef import_members(): ...\n@app.command('run')\ndef start(): ...\ndef other(): ..."
    assert documents.typer_commands(source) == {"import-members", "run"}


def test_settings_are_read_from_the_fields_of_their_class() -> None:
    source = "class Settings(BaseSettings):\n    model_config = {}\n    port: int = 3000\nclass Other:\n    host: str"
    assert documents.settings_read(source) == {"PORT"}


def test_a_setting_without_a_comment_is_not_explained() -> None:
    assert documents.settings_explained("# Where.\nA=1\nB=2\n\nC=3\n\n# A title only.\n") == {"A", "B"}


@pytest.mark.parametrize("text", ["## Unreleased\n", "# Changelog\n\n## [Unreleased]\n", "## 0.1.0 (2026-11-01)\n"])
def test_a_section_of_the_changelog_is_recognised(text: str) -> None:
    assert documents.RELEASE.search(text)


@pytest.mark.parametrize("text", ["# Changelog\n", "Unreleased\n", "## Later\n", "### 0.1.0\n"])
def test_a_changelog_without_a_section_is_found(text: str) -> None:
    assert not documents.RELEASE.search(text)
