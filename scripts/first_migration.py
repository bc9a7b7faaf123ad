"""Writes the first migration anew from the declared tables. Only until the first release: then it is history."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import create_engine

from storage import migrations


def main() -> None:
    versions = migrations.FOLDER / "versions"
    later = [file.name for file in versions.glob("[0-9]*.py") if not file.name.startswith("0001_")]
    if later:
        sys.exit(f"the first migration is history: {', '.join(later)} build on it")
    first = versions / "0001_first.py"
    first.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db")
        with engine.connect() as connection:
            command.revision(migrations.config(connection), "First", autogenerate=True, rev_id="0001")
        engine.dispose()
    first.write_text("".join(line for line in first.read_text().splitlines(keepends=True) if "# ###" not in line))
    ruff = Path(sys.executable).with_name("ruff")
    for arguments in (["format", "--quiet"], ["check", "--fix", "--quiet"]):
        subprocess.run([ruff, *arguments, first], check=True)  # noqa: S603 - our own formatter on our own file.


if __name__ == "__main__":
    main()
