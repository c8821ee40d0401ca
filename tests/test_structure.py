"""The program is built as docs/architecture.md says; import-linter holds the layers, these hold the rest."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
ROOT = PROJECT / "src" / "traybridge"
LONGEST_FUNCTION = 40

TESTED_ELSEWHERE = {
    # By the real program, in processes of its own.
    "__main__.py": "live/test_start.py",
    "app/commands.py": "cli/test_ask.py",
    "app/demo.py": "live/test_demo_story.py",
    "app/doctor.py": "live/test_doctor_exo.py",
    "app/service.py": "live/test_contract_instance.py",
    "cli/chat.py": "live/test_contract_rough.py",
    "cli/command.py": "cli/test_root.py",
    "cli/config.py": "live/test_contract_settings.py",
    "cli/demo.py": "live/test_demo_story.py",
    "cli/doctor.py": "live/test_doctor_exo.py",
    "cli/export.py": "live/test_command_line_keyring.py",
    "cli/import_.py": "live/test_moving_in.py",
    "cli/keycheck.py": "live/test_command_line_keyring.py",
    "cli/keys.py": "live/test_contract_keys.py",
    "cli/login.py": "live/test_contract_instance.py",
    "cli/models.py": "cli/test_ask.py",
    "cli/open_.py": "live/test_command_line_instance.py",
    "cli/providers.py": "live/test_command_line_settings.py",
    "cli/quit_.py": "live/test_command_line_instance.py",
    "cli/route.py": "live/test_contract_routes.py",
    "cli/services.py": "cli/test_ask.py",
    "cli/status.py": "cli/test_ask.py",
    "cli/status_view.py": "cli/test_ask.py",
    "cli/version.py": "live/test_contract_instance.py",
    # By what is built on them.
    # Names and ports without code of their own.
    "core/bridge_signals.py": "core/test_bridge.py",
    "core/outcome.py": "core/test_failover.py",
    "core/ports.py": "core/test_bridge.py",
    "core/saved_chat.py": "storage/test_conversations.py",
}
"""Modules that have no test file of their own, with the one that tests them. A new module has its own."""

PARTS_OF_WINDOWS = {
    "add_provider.py", "application.py", "chat_menu.py", "composer.py", "key_field.py",
    "link_target.py", "origin.py", "outline.py", "page.py", "page_context.py",
    "pairs_field.py", "provider_list.py", "services.py", "setting_rows.py", "sidebar.py",
    "starting_menu.py", "switch.py", "system_palette.py", "turn_view.py",
}  # fmt: skip
"""Modules of ``desktop`` that are used as a person uses the window they belong to, in that window's tests."""


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the program by its dotted name; a package has the name of its folder."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def imported_at_run_time(node: ast.AST) -> Iterator[str]:
    """What is imported anywhere below, in functions too, but not for type checkers; ``a.b`` for ``from a import b``."""
    match node:
        case ast.If(test=ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            for statement in node.orelse:
                yield from imported_at_run_time(statement)
            return
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom(module=str(module)):
            yield from (f"{module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from imported_at_run_time(child)


def own_imports(name: str) -> set[str]:
    """The modules of the program that this one imports."""
    found = set()
    for target in imported_at_run_time(tree(name)):
        if target in modules():
            found.add(target)
        elif target.rpartition(".")[0] in modules():
            found.add(target.rpartition(".")[0])
    return found


def test_each_module_has_its_tests_at_the_same_place():
    wanted = {}
    for path in modules().values():
        place = path.relative_to(ROOT)
        if path.name != "__init__.py":
            wanted[place.as_posix()] = place.with_name(f"test_{place.name}").as_posix()
    tests = PROJECT / "tests"
    missing = {
        name
        for name, test in wanted.items()
        if not (tests / test).exists() and not (name.startswith("desktop/") and Path(name).name in PARTS_OF_WINDOWS)
    }
    assert missing - TESTED_ELSEWHERE.keys() == set(), "write them, or name who tests these and why"
    assert TESTED_ELSEWHERE.keys() - missing == set(), "these have their own by now, or are gone"
    assert {test for test in TESTED_ELSEWHERE.values() if not (tests / test).exists()} == set()


def test_no_module_imports_itself_in_a_circle():
    try:
        TopologicalSorter({name: own_imports(name) for name in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_no_public_class_has_the_name_of_another():
    places = defaultdict(list)
    for name in modules():
        for node in tree(name).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_every_function_can_be_seen_at_once():
    long = {
        f"{name}.{node.name}": lines
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_qt_is_imported_in_desktop_only():
    """import-linter says the same of the other rooms; it knows nothing of what hangs below ``app``."""
    qt = {"PySide6", "qasync", "shiboken6"}
    outside = {
        name
        for name in modules()
        if not name.startswith("traybridge.desktop")
        and qt & {target.partition(".")[0] for target in imported_at_run_time(tree(name))}
    }
    assert outside == set()


def test_the_core_never_imports_its_presentation():
    """What is shown follows from the core's values, never the other way round (import-linter sees only whole rooms)."""
    shown = "traybridge.core.presentation"
    found = {
        name
        for name in modules()
        if name.startswith("traybridge.core.")
        and not name.startswith(shown)
        and any(target.startswith(shown) for target in imported_at_run_time(tree(name)))
    }
    assert found == set()
