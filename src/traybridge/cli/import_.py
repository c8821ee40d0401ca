"""``traybridge import``: bring what older tools have, and clear their files of keys."""

import json
from typing import TYPE_CHECKING

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, WrongUsage
from traybridge.cli.services import CommandServices
from traybridge.core.argument_safety import looks_like_key
from traybridge.core.import_preview import ImportPreview, ScrubReport
from traybridge.core.presentation.documents import import_document

if TYPE_CHECKING:
    from traybridge.core.ports import Importer

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
    with errors_in_json(services, given.json):
        if not (given.yes or given.dry_run or services.terminal.talks):
            raise WrongUsage("There is nobody here to confirm the import", "Look with --dry-run, or do it with --yes.")
        if given.path == "":  # an unset variable in a script; it would mean the current folder
            raise WrongUsage("PATH is empty", "Name a file or a folder, or leave PATH out.")
        preview, report = services.run(_import(services, given))
    if given.json:
        services.terminal.document(import_document(preview, report))
    return DONE


async def _import(services: CommandServices, given: Given) -> tuple[ImportPreview, ScrubReport]:
    importer = services.importer()
    if unknown := [name for name in given.skip if name not in importer.formats]:
        named = f" “{unknown[0]}”" if not looks_like_key(unknown[0]) else ""
        raise WrongUsage(f"There is nothing{named} to skip", f"One of {', '.join(importer.formats)}.")
    preview = await importer.look(given.path, skip=given.skip)
    if not given.json:
        _show(services, preview)
    if preview.keyring_problem:
        services.terminal.note(preview.keyring_problem)
    if given.dry_run or (preview.changes and not _confirmed(services, given, "Import this?")):
        return preview, ScrubReport()
    preview = await importer.apply()
    services.notify_running(keys=True)
    if not given.json and (preview.items or preview.conversations):
        _show_done(services, preview)
    if given.scrub and _confirmed(services, given, "Remove the keys from the old files?"):
        return preview, await _scrub(services, importer, quiet=given.json)
    return preview, ScrubReport()


def _confirmed(services: CommandServices, given: Given, question: str) -> bool:
    if given.yes:
        return True
    services.terminal.note(f"{question} [y/N] ", end="")  # stdout is the document's
    reply = services.terminal.line("") or ""
    return reply.strip().lower() in {"y", "yes"}


def _show(services: CommandServices, preview: ImportPreview) -> None:
    if not preview.items:
        services.terminal.show("Nothing was found that could be imported.")
    rows = [[one.name or one.id or "–", one.key or "no key", DOES[one.action], one.source] for one in preview.items]
    services.terminal.table(rows, head=("NAME", "KEY", "", "FOUND IN"))
    for one in preview.items:
        if one.problem:
            services.terminal.note(f"{one.name or one.source}: {one.problem}")
    if preview.settings:
        settings = ", ".join(f"{name} = {_value(one)}" for name, one in preview.settings.items())
        services.terminal.show(f"Settings: {settings}")
    if preview.conversations:
        services.terminal.show(f"{_count(preview.conversations, 'conversation')}.")


def _value(setting: object) -> str:
    """A setting's value as the config file has it."""
    return json.dumps(setting, ensure_ascii=False)


def _show_done(services: CommandServices, preview: ImportPreview) -> None:
    taken = sum(one.action in {"add", "update"} for one in preview.items)
    services.terminal.show(f"Imported: {_count(taken, 'provider')}, {_count(preview.conversations, 'conversation')}.")


async def _scrub(services: CommandServices, importer: "Importer", *, quiet: bool) -> ScrubReport:
    report = await importer.scrub()
    if not quiet:
        for path in report.changed:
            services.terminal.show(f"Cleared: {path}")
        for kept in report.kept:
            services.terminal.note(f"Left as it is: {kept.text}")
    return report


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


COMMAND = Command(
    _run,
    """Bring providers, keys, settings and chats of older tools; keys go into the keyring only.

It shows what was found and asks first. A second import changes nothing. Without PATH it also finds Ollama and LM Studio
where they run on this machine. With --scrub the keys are removed from the old files and their backups afterwards; what
could not be read is kept and named.""",
    _arguments,
    examples=("traybridge import --dry-run", "traybridge import ~/old-tool --yes", "traybridge import --scrub"),
)
