"""``traybridge keys``: the keys in the system's keyring. A key is typed or piped in, never an argument."""

import asyncio
import os
import select
import sys
from argparse import REMAINDER, SUPPRESS
from typing import TYPE_CHECKING, Any

from traybridge.cli.command import Command, CommandGroup, Given, Parser, errors_in_json, key_in_arguments
from traybridge.cli.failures import DONE, FAILED
from traybridge.cli.keycheck import look_at_key
from traybridge.cli.services import CommandServices, OpenedApplication
from traybridge.cli.terminal import Terminal
from traybridge.core.argument_safety import looks_like_key
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import BadConfig, BadInput, BadKey, NotFound
from traybridge.core.presentation.documents import local_time
from traybridge.core.provider_lookup import provider_config
from traybridge.core.secret import Secret

if TYPE_CHECKING:
    from traybridge.core.ports import KeyCheck

LONGEST_LINE = 64 * 1024
CHECK_SECONDS = 20.0
SET_SECONDS = 8.0
"""A key that is stored anyway is not looked at for long."""
HEAD = ("PROVIDER", "KEY", "STATE", "FOR", "")


def _json(parser: Parser) -> None:
    parser.json_flag()


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the provider's id")


def _id_alone(parser: Parser) -> None:
    """Whatever else stands in the arguments may be a key: it is refused by us, in words that do not repeat it."""
    parser.add_argument("id", metavar="ID", help="the provider's id")
    parser.add_argument("rest", nargs=REMAINDER, help=SUPPRESS).required = False


def _id_and_json(parser: Parser) -> None:
    _id(parser)
    parser.json_flag()


def _no_key_in(services: CommandServices, given: Given, command: str) -> None:
    if getattr(given, "rest", ()) or (looks_like_key(given.id) and not _is_provider(services, given.id)):
        raise key_in_arguments(command)


def _is_provider(services: CommandServices, provider_id: str) -> bool:
    """Any id is allowed, also one that looks like a key."""
    try:
        return services.settings.load().config.provider(provider_id) is not None
    except BadConfig:
        return False


def _show(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found = services.run(_list(services))
    if given.json:
        services.terminal.document(found)
        return DONE
    rows = [
        [row["provider"], row["key"] or "–", row["state"], row["origin"] or "", _used(row)] for row in found["keys"]
    ]
    services.terminal.table(rows, head=HEAD)
    if found["keyring"]:
        services.terminal.note(found["keyring"])
    return DONE


async def _list(services: CommandServices) -> dict[str, Any]:
    async with services.open_application() as application:
        await application.bridge.load()
        last_used = await application.journal.last_used()
        problem = application.bridge.keyring_problem
        keys = [
            {
                "provider": fact.provider.id,
                "key": application.bridge.key_hint(fact.provider.id),
                "state": _state(fact.provider, fact.key.value),
                "origin": application.bridge.key_origin(fact.provider.id) or None,
                "last_used": last_used.get(fact.provider.id),
            }
            for fact in application.bridge.facts()
        ]
        return {"keys": keys, "keyring": f"{problem.title}. {problem.hint}" if problem else None}


def _state(row: ProviderConfig, state: str) -> str:
    if not row.takes_key:
        return "needs none"
    words = {
        "missing": "no key",
        "locked": "keyring locked",
        "unreadable": "cannot be read",
        "other_origin": "for another address",
    }
    if state == "missing" and not row.needs_key:
        return "none, and none is needed"
    return words.get(state, state)


def _used(row: dict[str, Any]) -> str:
    return f"last used {local_time(row['last_used'])}" if row["last_used"] else ""


def _set(services: CommandServices, given: Given) -> int:
    _no_key_in(services, given, "set")
    _row(services, given.id)
    secret = read_key(services.terminal, given.id)
    check = services.run(_store(services, given.id, secret))
    services.notify_running(keys=True)
    services.terminal.show(f"The key {secret.masked} of {given.id} is in the keyring{_checked(check)}.")
    if check.ok is False:
        services.terminal.note(check.hint or f"Look at it: traybridge keys test {given.id}")
    return DONE


def _checked(check: "KeyCheck") -> str:
    """What a free look at a new key showed, behind the words that it is stored."""
    match check.ok:
        case True:
            return f"; tested: {check.detail or 'accepted'}"
        case False:
            return f", but it was refused: {check.detail}"
        case _:
            return f"; not tested: {check.detail}"


def _row(services: CommandServices, provider_id: str) -> ProviderConfig:
    """The provider's settings; said before anybody types a key. Raises NotFound, BadInput where none is taken."""
    row = provider_config(services.settings.load().config, provider_id)
    if not row.takes_key:
        raise BadInput(f"{row.label} takes no key", "Nothing has to be entered for it.")
    return row


async def _store(services: CommandServices, provider_id: str, secret: Secret) -> "KeyCheck":
    """Store it, then look at it: a wrong one is stored too, and that is said."""
    async with services.open_application() as application:
        await application.bridge.load_keys()
        await application.bridge.set_key(provider_id, secret)
        return await _accepted(application, provider_id, secret, SET_SECONDS)


def _try(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        _no_key_in(services, given, "set")
        found = services.run(_test(services, given.id))
    if given.json:
        services.terminal.document({"provider": given.id, **found})
    elif found["ok"]:
        services.terminal.show(found["detail"])
    else:
        services.terminal.note(f"{given.id}: {found['detail']}")
        if found["hint"]:
            services.terminal.note(found["hint"])
    return DONE if found["ok"] else FAILED


async def _test(services: CommandServices, provider_id: str) -> dict[str, Any]:
    async with services.open_application() as application:
        row = provider_config(application.bridge.config, provider_id)
        await application.bridge.load_keys()
        return await look_at_key(application.bridge, row)


def _replace(services: CommandServices, given: Given) -> int:
    _no_key_in(services, given, "rotate")
    _row(services, given.id)
    secret = read_key(services.terminal, given.id)
    services.run(_rotate(services, given.id, secret))
    services.notify_running(keys=True)
    services.terminal.show(f"The key of {given.id} is now {secret.masked}; it was accepted.")
    return DONE


async def _rotate(services: CommandServices, provider_id: str, secret: Secret) -> None:
    async with services.open_application() as application:
        await application.bridge.load_keys()
        check = await _accepted(application, provider_id, secret)
        if not check.ok:
            why = "was refused" if check.ok is False else "could not be tested"
            raise BadInput(
                f"The new key {why}: {check.detail}",
                f"The old key stays. {check.hint} To store it untested: traybridge keys set {provider_id}",
            )
        await application.bridge.set_key(provider_id, secret)


async def _accepted(
    application: OpenedApplication, provider_id: str, secret: Secret, within: float = CHECK_SECONDS
) -> "KeyCheck":
    from traybridge.core.ports import KeyCheck

    try:
        async with asyncio.timeout(within):
            return await application.bridge.check_key(provider_id, secret)
    except TimeoutError:
        return KeyCheck(None, f"no answer within {within:g} s", "Try again later.")


def _remove(services: CommandServices, given: Given) -> int:
    _no_key_in(services, given, "delete")
    if not services.run(_delete(services, given.id)):
        raise NotFound("There is no key for that id", "traybridge keys list shows them.")
    services.notify_running(keys=True)
    services.terminal.show(f"The key of {given.id} is deleted.")
    return DONE


async def _delete(services: CommandServices, provider_id: str) -> bool:
    async with services.open_application() as application:
        return await application.bridge.delete_key(provider_id)


def read_key(terminal: Terminal, provider_id: str) -> Secret:
    """Get a key from a hidden prompt, or from one line of stdin. Raises BadKey; the text is never repeated."""
    if terminal.talks:
        from getpass import getpass

        return Secret.from_entry(getpass(f"Key for {provider_id} (not shown): ", stream=terminal.stderr))
    return Secret.from_entry(_read_line(terminal))


def _read_line(terminal: Terminal) -> str:
    """One line of stdin; what has come with it is looked at too, because a broken key would be half a key.

    The rest of a pipe that stays open is not waited for.
    """
    try:
        source = terminal.stdin.fileno()
    except OSError:
        return terminal.stdin.read(LONGEST_LINE)
    received = bytearray()
    while b"\n" not in received and len(received) < LONGEST_LINE:
        part = os.read(source, LONGEST_LINE)
        if not part:
            break
        received += part
    if sys.platform != "win32" and select.select([source], [], [], 0)[0]:
        received += os.read(source, LONGEST_LINE)
    if len(received) >= LONGEST_LINE:
        raise BadKey("That is far too long for a key", "Copy the key alone and try again.")
    return received.decode(errors="replace").removeprefix("\ufeff")  # PowerShell pipes begin with it


COMMAND = CommandGroup(
    "Keys live in the system's keyring. They are typed or piped in, never an argument, and never shown in full.",
    {
        "list": Command(_show, "List the providers with their keys, masked, and when each was last used.", _json),
        "set": Command(_set, "Store a key: from a hidden prompt, or one line of stdin.", _id_alone),
        "test": Command(_try, "Try the stored key for free. Exit code 1 when it is not good.", _id_and_json),
        "rotate": Command(_replace, "Replace a key; the old one stays until the new one was accepted.", _id_alone),
        "delete": Command(_remove, "Delete a key from the keyring.", _id_alone),
    },
    examples=("traybridge keys set openrouter", "traybridge keys set openrouter < key.txt"),
)
