import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError
from tests.faults.translations import untold

from traybridge.system.keyring.problems import problem_of


@pytest.mark.parametrize("error", [KeyringError, PasswordSetError, KeyringLocked])
def test_a_login_keychain_that_macos_cannot_ask_for_is_locked(error: type[Exception]) -> None:
    """Over ssh, or before anybody logged in (errSecInteractionNotAllowed)."""
    problem = problem_of(error("Can't get password from keychain: (-25308, 'Unknown Error')"), "darwin")
    assert problem.kind == "locked"
    assert "security unlock-keychain" in str(problem.hint)


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
