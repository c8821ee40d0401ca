"""The locked wheels for macOS have every name, selector, constant and argument type that the program uses."""

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NewType

import pytest
from tests.platforms.mac_names import WANTED

PROJECT = Path(__file__).parents[2]
WHEELS = PROJECT / "build" / "platforms" / "macos" / "wheels"
SOURCES = PROJECT / "src" / "traybridge"

pytestmark = pytest.mark.skipif(
    not WHEELS.exists(), reason="the wheels for macOS are missing; scripts/bootstrap platforms installs them"
)
covers = pytest.mark.covers


class Metadata(dict[tuple[str, str], dict[str, Any]]):
    """What pyobjc registers for selectors, by class and selector; texts instead of bytes."""

    def register(self, owner: bytes, selector: bytes, meta: dict[str, Any]) -> None:
        self[owner.decode(), selector.decode()] = _text(meta)


def _text(value: Any) -> Any:
    match value:
        case bytes():
            return value.decode()
        case dict():
            return {key: _text(one) for key, one in value.items()}
        case _:
            return value


@cache
def framework(name: str) -> tuple[Metadata, dict[str, Any]]:
    """Run the generated metadata of a pyobjc framework over a stand-in of objc: selectors, and its module's names."""
    found = Metadata()

    class Objc(SimpleNamespace):
        def __getattr__(self, _name: str) -> Any:
            return lambda *_args, **_named: None

    objc = Objc(arch="arm64", registerMetaDataForSelector=found.register)
    real = builtins.__import__

    def importing(name: str, *rest: Any) -> Any:
        return objc if name == "objc" else real(name, *rest)

    names: dict[str, Any] = {"__builtins__": {**vars(builtins), "__import__": importing}, "NewType": NewType}
    exec(compile((WHEELS / name / "_metadata.py").read_text(), name, "exec"), names)
    return found, names


def listed(text: str) -> dict[str, str]:
    """`$name@value$name$`, pyobjc's lists of constants."""
    return dict(one.partition("@")[::2] for one in text.split("$") if one)


@pytest.mark.parametrize("name", sorted(WANTED.constants))
def test_a_constant_has_the_value_that_the_program_expects(name: str) -> None:
    enums = [listed(framework(one)[1]["enums"]) for one in ("AppKit", "ServiceManagement")]
    assert [int(found[name]) for found in enums if name in found] == [WANTED.constants[name]]


@pytest.mark.parametrize("name", sorted(WANTED.strings))
def test_a_notification_is_known(name: str) -> None:
    assert name in listed(framework("AppKit")[1]["constants"])


@covers("M15")
@pytest.mark.parametrize(("owner", "selector"), [key for key, meta in WANTED.selectors.items() if meta], ids=str)
def test_a_selector_has_the_types_that_the_program_expects(owner: str, selector: str) -> None:
    """Blocks that are declared void, errors that come back as the second value, booleans."""
    everywhere = {**framework("Foundation")[0], **framework("ServiceManagement")[0], **framework("AppKit")[0]}
    assert everywhere[owner, selector] == WANTED.selectors[owner, selector]


# ------------------------------------------------------------ Qt


@cache
def stubs(module: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse((WHEELS / "PySide6" / f"{module}.pyi").read_text())
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def used() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every name that is imported from PySide6, and every attribute chain that begins with one: module, names."""
    for file in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(file.read_text())
        modules = {
            alias.asname or alias.name: (node.module.removeprefix("PySide6."), alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith("PySide6.")
            for alias in node.names
        }
        for module, name in modules.values():
            yield module, (name,)
        for node in ast.walk(tree):
            chain = _chain(node)
            if len(chain) > 1 and chain[0] in modules:
                module, name = modules[chain[0]]
                yield module, (name, *chain[1:])


def _chain(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.Attribute(value=value, attr=name) if before := _chain(value):
            return (*before, name)
        case _:
            return ()


MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtDBus")


@cache
def members(node: ast.ClassDef) -> dict[str, ast.AST | None]:
    """What a class has, its bases' too."""
    found: dict[str, ast.AST | None] = {}
    for base in node.bases:
        name = ast.unparse(base).rpartition(".")[2]
        for module in MODULES:
            if name in stubs(module) and stubs(module)[name] is not node:
                found |= members(stubs(module)[name])
    for one in node.body:
        match one:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found[name] = one
            case ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = None
            case ast.Assign(targets=targets):
                found |= {target.id: None for target in targets if isinstance(target, ast.Name)}
            case _:
                continue
    return found


def is_there(module: str, names: tuple[str, ...]) -> bool:
    """Follow a chain as far as it leads through classes; what a value has is mypy's business."""
    node: ast.AST | None = stubs(module).get(names[0])
    if node is None:
        return bool(re.search(rf"(?m)^(def )?{names[0]}\b", (WHEELS / "PySide6" / f"{module}.pyi").read_text()))
    for name in names[1:]:
        if not isinstance(node, ast.ClassDef):
            return True
        found = members(node)
        if name not in found:
            return False
        node = found[name]
    return True


def test_every_qt_name_is_in_the_wheels_for_macos() -> None:
    names = set(used())
    assert len(names) > 300
    assert [one for one in sorted(names) if not is_there(*one)] == []


@pytest.mark.parametrize("names", [("NoSuchClass",), ("Qt", "NoSuchEnum"), ("Qt", "Key", "Key_NoSuch")])
def test_a_name_that_is_not_there_is_found_out(names: tuple[str, ...]) -> None:
    assert not is_there("QtCore", names)


@pytest.mark.parametrize(
    "file",
    [
        *(f"{module}.abi3.so" for module in MODULES),
        "Qt/plugins/platforms/libqcocoa.dylib",
        "Qt/plugins/styles/libqmacstyle.dylib",
        "Qt/plugins/imageformats/libqsvg.dylib",
        "Qt/plugins/tls/libqsecuretransportbackend.dylib",
    ],
)
def test_the_libraries_behind_the_names_are_there(file: str) -> None:
    assert (WHEELS / "PySide6" / file).exists()


@covers("M1", "M16")
def test_qt_asks_macos_for_no_click_count_unguarded() -> None:
    """QTBUG-147449: before 6.11.3 a click on the icon ended the program on macOS 27."""
    version = re.search(r'(?m)^__version__ = "(\d+)\.(\d+)\.(\d+)', (WHEELS / "PySide6" / "__init__.py").read_text())
    assert version
    assert tuple(map(int, version.groups())) >= (6, 11, 3)
    assert tuple(map(int, version.groups())) < (6, 12, 0)
