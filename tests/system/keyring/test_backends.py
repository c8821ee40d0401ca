import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.backends.kwallet import DBusKeyring
from keyring.errors import KeyringLocked
from tests.system.desktop_session import private_bus

from traybridge.core.errors import KeyringProblem
from traybridge.system.keyring.backends import LibraryKeyring, safe_keyring


class Plain(KeyringBackend):
    """A backend of somebody's that nobody knows to be safe."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError

    def delete_password(self, service: str, username: str) -> None:
        raise AssertionError


class Refusing(Plain):
    """A backend whose every call fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self._error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self._error


class WinVaultKeyring(Plain):
    """Named as Windows' one, and it keeps what it gets."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.stored.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.stored[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.stored[username]


class Chain(ChainerBackend):
    backends = [Plain(), DBusKeyring()]  # noqa: RUF012  as the library has it


Chain.__module__, Chain.__qualname__ = ChainerBackend.__module__, ChainerBackend.__qualname__


@pytest.mark.parametrize(
    ("backend", "kind"), [(fail.Keyring(), "absent"), (null.Keyring(), "absent"), (Plain(), "plaintext")]
)
def test_a_backend_that_keeps_nothing_or_not_safely_is_refused(backend: KeyringBackend, kind: str) -> None:
    with pytest.raises(KeyringProblem) as caught:
        safe_keyring(backend, {})
    assert caught.value.kind == kind
    assert "session only" in caught.value.hint


def test_known_ones_are_taken_and_a_chain_gives_its_safe_one() -> None:
    for backend in (SecretService.Keyring(), DBusKeyring(), Chain()):
        assert isinstance(safe_keyring(backend, {}), LibraryKeyring)


def test_an_error_of_a_backend_becomes_a_keyring_problem() -> None:
    keyring = LibraryKeyring(Refusing(KeyringLocked("x")))
    attempts = (lambda: keyring.get("s", ["a"]), lambda: keyring.set("s", "a", "x"), lambda: keyring.delete("s", "a"))
    for attempt in attempts:
        with pytest.raises(KeyringProblem) as caught:
            attempt()
        assert caught.value.kind == "locked"


def test_an_entry_that_is_no_text_is_a_problem_of_its_own() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
    found = LibraryKeyring(Refusing(error)).get("s", ["a"])["a"]
    assert isinstance(found, KeyringProblem)
    assert "stays as it is" in found.hint


def test_windows_takes_1280_characters_and_no_more() -> None:
    keyring = LibraryKeyring(WinVaultKeyring())
    keyring.set("s", "a", "x" * 1280)
    with pytest.raises(KeyringProblem) as caught:
        keyring.set("s", "a", "y" * 1281)
    assert caught.value.kind == "too_long"
    assert keyring.get("s", ["a"]) == {"a": "x" * 1280}
    assert keyring.delete("s", "a") is True
    assert keyring.delete("s", "a") is False


@pytest.mark.parametrize(
    ("chosen", "kind"),
    [
        ("keyring.backends.null.Keyring", "absent"),
        ("keyring.backends.fail.Keyring", "absent"),
        ("no.such.module.Keyring", "absent"),
        ("plain_backend.Keyring", "plaintext"),
    ],
)
def test_a_backend_that_somebody_chose_is_obeyed_or_refused_but_never_passed_over(
    chosen: str, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "plain_backend.py").write_text(
        "from keyring.backends.null import Keyring as Base\nclass Keyring(Base): priority = 1\n"
    )
    script = (
        "from traybridge.core.errors import KeyringProblem\n"
        "from traybridge.system.keyring.backends import find_keyring\n"
        "try: print(find_keyring())\nexcept KeyringProblem as problem: print(problem.kind)"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    by_variable = environ | {"PYTHON_KEYRING_BACKEND": chosen}
    assert said(script, by_variable) == kind
    rc = tmp_path / ".config" / "python_keyring" / "keyringrc.cfg"
    rc.parent.mkdir(parents=True)
    rc.write_text(f"[backend]\ndefault-keyring={chosen}\n")
    assert said(script, environ) == kind


def said(script: str, environ: dict[str, str]) -> str:
    result = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True)
    return result.stdout.strip()


def test_a_bus_without_a_keyring_is_absent_and_no_other_systems_backends_are_loaded(tmp_path: Path) -> None:
    script = (
        "import sys; from traybridge.system.keyring.backends import find_keyring\n"
        "from traybridge.core.errors import KeyringProblem\n"
        "try: find_keyring()\nexcept KeyringProblem as problem:"
        " print(problem.kind, any('macOS' in name or 'Windows' in name for name in sys.modules))"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}
    with private_bus(tmp_path / "bus") as bus:
        assert said(script, environ | {"DBUS_SESSION_BUS_ADDRESS": bus}) == "absent False"
