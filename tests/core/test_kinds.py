"""The rows of the kinds agree with themselves, and nobody beside them knows a kind by its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import traybridge
from traybridge.core.kinds import DEFAULT_KIND, KINDS

SOURCE = Path(traybridge.__file__).parent
NAMES = frozenset(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_row_does_not_contradict_itself(kind):
    assert kind.title
    assert kind.needs_base_url == bool(kind.example_url), "an empty field for an address shows an example"
    assert kind.example_url.rstrip("/").endswith(kind.url_suffix)
    assert not (kind.is_cluster and kind.is_starter)
    assert kind.is_local or not (kind.is_cluster or kind.is_starter), "what runs on one's own machines costs nothing"
    assert kind.paces.looking <= kind.paces.nobody <= kind.paces.saving
    for timers in (kind.local_timers, kind.cloud_timers):
        assert 0 < timers.connect <= timers.headers <= timers.first_content


def test_one_kind_is_the_starter_model_and_the_usual_one_can_be_added():
    assert len([kind for kind in KINDS.values() if kind.is_starter]) == 1
    assert KINDS[DEFAULT_KIND].needs_base_url


def comparisons(tree: ast.Module, names: frozenset[str]) -> Iterator[int]:
    """The lines where something is compared with one of these names, in whichever way Python has for it."""
    known = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and mentions(node.value, names, frozenset())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                if any(mentions(one, names, frozenset(known)) for one in (left, *others)):
                    yield node.lineno
            case ast.MatchValue(value=ast.Constant(value=value)) if value in names:
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr="startswith" | "endswith" | "index" | "count"), args=[*given]):
                if any(mentions(one, names, frozenset(known)) for one in given):
                    yield node.lineno


def mentions(node: ast.expr, names: frozenset[str], known: frozenset[str]) -> bool:
    """True for one of these names, for a collection that has it, and for a constant of the module that is either."""
    match node:
        case ast.Constant(value=value):
            return value in names
        case ast.Name(id=name):
            return name in known
        case ast.Tuple() | ast.List() | ast.Set():
            return any(mentions(one, names, known) for one in node.elts)
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple" | "list"), args=[only]):
            return mentions(only, names, known)
    return False


def test_nobody_else_compares_a_kinds_name():
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path != SOURCE / "core" / "kinds.py"
        for line in comparisons(ast.parse(path.read_text("utf-8")), NAMES)
    ]
    assert found == [], "ask the kind's row instead: provider.traits, core/kinds.py"


@pytest.mark.parametrize(
    "code",
    [
        'row.kind == "exo"',
        '"exo" != row.kind',
        'row.kind in {"exo", "other"}',
        'row.kind not in ("other", "embedded")',
        'row.kind in frozenset({"exo"})',
        'match row.kind:\n    case "exo":\n        pass',
        'match row.kind:\n    case "other" | "anthropic":\n        pass',
        'OURS = {"exo"}\nrow.kind in OURS',
        'row.kind.startswith("exo")',
    ],
)
def test_the_check_sees_every_way_to_compare(code: str):
    assert list(comparisons(ast.parse(code), NAMES))


@pytest.mark.parametrize("code", ['preset("exo")', 'x = "exo"', '{"exo": 1}', 'row.kind == "other"', 'f(kind="exo")'])
def test_the_check_leaves_other_uses_alone(code: str):
    assert not list(comparisons(ast.parse(code), NAMES))
