"""Each complaint of docs/complaints.md names tests, and each of them is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES = [
    line
    for line in (ROOT / "docs" / "complaints.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| complaint")
]


@pytest.mark.parametrize("line", LINES, ids=[line.split("|")[1].strip() for line in LINES])
def test_a_complaint_has_tests(line: str):
    named = re.findall(r"`(tests/[^`:]+)::([^`]+)`", line)
    assert named
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text())
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_there_are_complaints():
    assert len(LINES) >= 7
