"""``traybridge import``: bring what older tools have, and clear their files of keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from traybridge.cli.command import Command, Given, Parser, told_in_json
from traybridge.cli.failures import DONE, WrongUsage
from traybridge.cli.services import CommandServices, ImportSession
from traybridge.core.argument_safety import looks_like_key

SKIP = "leave out what one reader finds, for example environment or servers; can be given several times"
DOES = {"add": "will be added", "update": "will be completed", "same": "is here already", "skip": "is left out"}


def _arguments(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="a file or folder, instead of home and current folder")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen; nothing is written")
    parser.add_argument("--scrub", action="store_true", help="then remove the keys from the old files")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--skip", metavar="NAME", action="append", default=[], help=SKIP)
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    with told_in_json(services, given.json):
        if not (given.yes or given.dry_run or services.terminal.talks):
            raise WrongUsage("There is nobody here to confirm the import", "Look with --dry-run, or do it with --yes.")
        if given.path == "":  # an unset variable in a script; it would mean the current folder
            raise WrongUsage("PATH is empty", "Name a file or a folder, or leave PATH out.")
        found = services.run(_flow(services, given))
    if given.json:
        services.terminal.document(found)
    return DONE


async def _flow(services: CommandServices, given: Given) -> Mapping[str, Any]:
    moving = services.moving_in()
    if unknown := [name for name in given.skip if name not in moving.formats]:
        named = f" “{unknown[0]}”" if not looks_like_key(unknown[0]) else ""
        raise WrongUsage(f"There is nothing{named} to skip", f"One of {', '.join(moving.formats)}.")
    found = await moving.look(Path(given.path) if given.path is not None else None, skip=given.skip)
    if not given.json:
        _show(services, found)
    if moving.keyring_problem:
        services.terminal.note(moving.keyring_problem)
    if given.dry_run:
        return found
    if moving.news and not _confirmed(services, given, "Import this?"):
        return found
    found = await moving.bring()
    services.tell_running(keys=True)
    if not given.json:
        _say_done(services, found)
    if given.scrub and _confirmed(services, given, "Remove the keys from the old files?"):
        found = await _scrub(services, moving, quiet=given.json)
    return found


def _confirmed(services: CommandServices, given: Given, question: str) -> bool:
    if given.yes:
        return True
    services.terminal.note(f"{question} [y/N] ", end="")  # stdout is the document's
    said = services.terminal.line("") or ""
    return said.strip().lower() in {"y", "yes"}


def _show(services: CommandServices, found: Mapping[str, Any]) -> None:
    if not found["items"]:
        services.terminal.out("Nothing was found that could be imported.")
    rows = [
        [item["name"] or item["id"] or "–", item["key"] or "no key", DOES[item["action"]], item["source"]]
        for item in found["items"]
    ]
    services.terminal.table(rows)
    for item in found["items"]:
        if item["problem"]:
            services.terminal.note(f"{item['name'] or item['source']}: {item['problem']}")
    if found["settings"]:
        services.terminal.out(
            "Settings: " + ", ".join(f"{name} = {_value(one)}" for name, one in found["settings"].items())
        )
    if found["conversations"]:
        services.terminal.out(f"{_count(found['conversations'], 'conversation')}.")


def _value(setting: object) -> str:
    """A setting's value as the config file has it."""
    return json.dumps(setting, ensure_ascii=False)


def _say_done(services: CommandServices, found: Mapping[str, Any]) -> None:
    taken = sum(item["action"] in {"add", "update"} for item in found["items"])
    services.terminal.out(f"Imported: {_count(taken, 'provider')}, {_count(found['conversations'], 'conversation')}.")


async def _scrub(services: CommandServices, moving: ImportSession, *, quiet: bool) -> Mapping[str, Any]:
    found = await moving.scrub()
    if not quiet:
        for path in found["scrubbed"]:
            services.terminal.out(f"Cleared: {path}")
        for kept in found["kept"]:
            services.terminal.note(f"Left as it is: {kept['path']}: {kept['reason']}")
    return found


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


COMMAND = Command(
    _run,
    """Bring providers, keys, settings and chats of older tools; keys go into the keyring only.

It shows what was found and asks first. A second import changes nothing. Without PATH it also finds Ollama and LM Studio
where they run on this machine. With --scrub the keys are removed from the old files and their backups afterwards; what
could not be read is kept and named.""",
    _arguments,
)
