"""docs/adding-a-provider.md is right: its files and its row make a kind of provider, and nothing else is touched."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "adding-a-provider.md").read_text("utf-8")
BLOCK = re.compile(r"^```python (file|row)=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STARTER = '    ProviderKind(\n        name="embedded",'
SETTINGS = """
[[providers]]
id = "poll"
kind = "parrot"
base_url = "http://127.0.0.1:{port}/v2"
model = "polly"
"""


def with_row(rows: str, row: str) -> str:
    assert rows.count(STARTER) == 1
    return rows.replace(STARTER, f"{indent(row.rstrip(), ' ' * 4)},\n{STARTER}")


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Path:
    """A folder with a copy of the program, changed as the page says."""
    root: Path = tmp_path_factory.mktemp("program")
    shutil.copytree(PROJECT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "resources", root / "resources")
    before = {path.relative_to(root) for path in root.rglob("*.py")}
    changed = set()
    for what, name, code in BLOCK.findall(PAGE):
        path = root / name
        changed.add(path.relative_to(root))
        path.parent.mkdir(exist_ok=True)
        path.write_text(code if what == "file" else with_row(path.read_text("utf-8"), code), "utf-8")
    new = {path for path in changed if path not in before}
    assert {path.parent.name for path in new} == {"parrot"}, "one package"
    assert [path.name for path in changed - new] == ["kinds.py"], "one row"
    return root / "src"


def run(program: Path, *arguments: str | Path, home: Path) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(program),
        "TRAYBRIDGE_HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *map(str, arguments)], env=environment, cwd=home, capture_output=True, text=True, check=False
    )


def test_the_made_up_kind_answers_through_the_bridge(program: Path, tmp_path: Path):
    told = run(program, PROJECT / "tests" / "parrot.py", SETTINGS, home=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    found = json.loads(told.stdout)
    assert found["answer"] == {
        "text": "Hello \u2028there", "by": "poll", "model": "polly", "end": "stop", "tokens": [3, 2],
    }  # fmt: skip
    assert found["fault"] == {"failed": "No provider could answer. poll: The parrot says: I am asleep"}
    assert found["listed"] == ["polly", "mute"]
    assert found["idle"] == 20.0
    assert ["POST", "/v2/talk", {"bird": "polly", "turns": [{"who": "user", "say": "Who is there?"}]}] in found["asked"]


def test_the_command_line_and_the_settings_file_know_it(program: Path, tmp_path: Path):
    add = ("-m", "traybridge", "providers", "add", "poll", "--kind", "parrot", "--url", "http://127.0.0.1:9/v2")
    told = run(program, *add, home=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    listed = json.loads(run(program, "-m", "traybridge", "providers", "list", "--json", home=tmp_path).stdout)
    assert {one["id"]: one["kind"] for one in listed["providers"]}["poll"] == "parrot"
    wrong = run(program, *add[:-3], "crow", *add[-2:], home=tmp_path)
    assert wrong.returncode != 0
    assert "openai, exo, anthropic, parrot" in wrong.stderr


def test_the_pages_code_is_in_the_form_of_all_code(program: Path):
    """Formatted and without a complaint, as `make lint` would want it."""
    package = program / "traybridge" / "providers" / "parrot"
    for command in (["check"], ["format", "--check"]):
        told = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", PROJECT / "pyproject.toml", package],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout
