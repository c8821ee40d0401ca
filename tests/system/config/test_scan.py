import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from traybridge.system.config.scan import Path, find_positions
from traybridge.system.config.splice import render

ODD = '''\
# a comment = "no key" [[nor]] a table
title = "with # and [[brackets]] and \\" quotes" # = trailing
"quoted key" = 'literal \\'
'single' = """
multi = 1
[not.a.table]
two quotes "" and two at the end"""""
lit = \'\'\'
# no comment
x = ''y''\'\'\'
when = 1979-05-27 07:32:00Z
later = 07:32:00
dotted . inside."and quoted".x = [ 1, # one
   [ "a]", { b = 2, c.d = [3] } ], # two
   { } ,
]
point = { x = 1, "y.z" = { q = "}" } }
empty = []
\t[table."with.dot"]
  x = -1.5e3
[[list]]
a = 1
  [list.sub]
  b = 2
[[list.inner]]
c = 3
[[list.inner]]
c = 4
[[list]]
[[list.inner]]
c = 5
[after]
z = true'''


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value)] * bool(path) + [found for name, part in parts for found in leaves(part, (*path, name))]


def check(text: str) -> None:
    """Each place is there, and what stands at it is the value that tomllib gives the path."""
    data = dict(leaves(tomllib.loads(text)))
    positions = find_positions(text)
    for path, place in positions.pairs.items():
        assert tomllib.loads(f"x = {text[place.value : place.end]}")["x"] == data[path], path
    for path, value in data.items():
        if not isinstance(value, dict | list):
            assert path in positions.pairs


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_value_is_found_where_it_stands(newline: str) -> None:
    check(ODD.replace("\n", newline))


def test_lines_count_from_one_and_fall_back_to_what_is_around() -> None:
    positions = find_positions(ODD)
    lines = ODD.split("\n")
    assert lines[positions.line(("list", 1, "inner", 0, "c")) - 1] == "c = 5"
    assert lines[positions.line(("list", 0, "sub", "missing")) - 1] == "  [list.sub]"
    assert lines[positions.line(("list", 0, "missing")) - 1] == "[[list]]"
    assert lines[positions.line(("table",)) - 1].strip() == '[table."with.dot"]'
    assert positions.line(("nowhere",)) == 0
    assert positions.line(("point", "x")) == positions.line(("point",))


KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_whatever_we_write_reads_back_and_is_found(data: dict[str, Any]) -> None:
    text = "".join(f"{render(name)} = {render(value)} # {'[['}\n" for name, value in data.items())
    assert tomllib.loads(text) == data
    check(text)


@settings(deadline=None)
@given(st.text(alphabet="[]{}=\"'#,.ab1\n \\", max_size=60))
def test_a_scan_of_anything_ends(text: str) -> None:
    """The scanner may be wrong about broken text, but it neither hangs nor crashes; valid text it gets right."""
    try:
        tomllib.loads(text)
    except ValueError:
        return
    check(text)
