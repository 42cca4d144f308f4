"""What all tests have: the project's folder, the command line, and a few scenarios."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(os.environ.get("COMMONWEAL", ROOT / "target/release/commonweal"))
NOTIFY = "scenarios/canada-notify.toml"


@pytest.fixture(autouse=True)
def in_the_projects_folder(monkeypatch):
    """Results name a scenario as it was given: the command line and Python give the same."""
    monkeypatch.chdir(ROOT)


@pytest.fixture
def command(tmp_path):
    """Carries out a command; returns what it wrote, but the manifest, by name."""

    def carry_out(*arguments, folder):
        out = tmp_path / "command"
        language = [] if "--lang" in arguments else ["--lang", "en"]
        words = [str(PROGRAM), *map(str, arguments), *language, "--out", str(out), "--quiet"]
        subprocess.run(words, cwd=ROOT, check=True, timeout=300)
        files = {path.name: path.read_bytes() for path in (out / folder).iterdir()}
        return {name: content for name, content in files.items() if name != "manifest.json"}

    return carry_out


def differing(one, other):
    """Names of files that only one has, or whose bytes differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
