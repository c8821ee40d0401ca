import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.backends.kwallet import DBusKeyring
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError
from tests.faults.translations import untold

from traybridge.core.errors import KeyringProblem
from traybridge.system.keyring.backends import LibraryVault, problem_of, vault_of


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
        vault_of(backend, {})
    assert caught.value.kind == kind
    assert "session only" in caught.value.hint


def test_known_ones_are_taken_and_a_chain_gives_its_safe_one() -> None:
    for backend in (SecretService.Keyring(), DBusKeyring(), Chain()):
        assert isinstance(vault_of(backend, {}), LibraryVault)


@pytest.mark.parametrize(
    ("error", "platform", "kind"),
    [
        (KeyringLocked("x"), "linux", "locked"),
        (KeyringLocked("Can't get password from keychain: (-128, 'Unknown Error')"), "darwin", "denied"),
        (KeyringLocked("Can't get password from keychain: (-25308, '')"), "darwin", "locked"),
        (InitError("x"), "linux", "absent"),
        (NoKeyringError("x"), "linux", "absent"),
        (PasswordSetError("Cancelled by user"), "linux", "denied"),
        (PermissionError("Access denied"), "win32", "denied"),
        (KeyringError("sk-made-up-0123456789"), "linux", "failed"),
        (PasswordDeleteError("x"), "linux", "failed"),
        (ZeroDivisionError("x"), "linux", "failed"),
    ],
)
def test_what_backends_raise_has_a_meaning_and_a_next_step(error: Exception, platform: str, kind: str) -> None:
    problem = problem_of(error, platform)
    assert problem.kind == kind
    assert problem.hint
    assert untold(problem.title) + untold(problem.hint) == []
    assert "sk-made-up" not in str(problem)


def test_the_vault_says_it_in_our_words() -> None:
    vault = LibraryVault(Refusing(KeyringLocked("x")))
    for attempt in (lambda: vault.get("s", ["a"]), lambda: vault.set("s", "a", "x"), lambda: vault.delete("s", "a")):
        with pytest.raises(KeyringProblem) as caught:
            attempt()
        assert caught.value.kind == "locked"


def test_an_entry_that_is_no_text_is_a_problem_of_its_own() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
    found = LibraryVault(Refusing(error)).get("s", ["a"])["a"]
    assert isinstance(found, KeyringProblem)
    assert "stays as it is" in found.hint


def test_windows_takes_1280_characters_and_no_more() -> None:
    vault = LibraryVault(WinVaultKeyring())
    vault.set("s", "a", "x" * 1280)
    with pytest.raises(KeyringProblem) as caught:
        vault.set("s", "a", "y" * 1281)
    assert caught.value.kind == "too_long"
    assert vault.get("s", ["a"]) == {"a": "x" * 1280}
    assert vault.delete("s", "a") is True
    assert vault.delete("s", "a") is False


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
        "from traybridge.system.keyring.backends import find_vault; from traybridge.core.errors import KeyringProblem\n"
        "try: print(find_vault())\nexcept KeyringProblem as problem: print(problem.kind)"
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


def test_a_bus_without_a_keyring_is_absent_and_no_other_systems_backends_are_loaded() -> None:
    script = (
        "import sys; from traybridge.system.keyring.backends import find_vault\n"
        "from traybridge.core.errors import KeyringProblem\n"
        "try: find_vault()\nexcept KeyringProblem as problem:"
        " print(problem.kind, any('macOS' in name or 'Windows' in name for name in sys.modules))"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    assert said(script, environ) == "absent False"
