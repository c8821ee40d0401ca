"""``traybridge route``: who would be asked for an answer now, and why not somebody else."""

from collections.abc import Mapping
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, NO_ANSWER
from traybridge.cli.services import CommandServices, keep_local


def _arguments(parser: Parser) -> None:
    parser.model_option()
    parser.add_argument("-p", "--provider", help="only this provider")
    parser.add_argument("--local-only", action="store_true", help="as if nothing may leave this network")
    parser.add_argument("--explain", action="store_true", help="say it in sentences, with what to do")
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    asked = {"model": given.model, "provider": given.provider or "", "local_only": given.local_only}
    with errors_in_json(services, given.json):
        # The running instance looks and connects as its own settings say; this flag needs a process that has it set.
        reply = None if given.local_only else services.running.ask("route", **asked)
        if reply is None or not reply.get("ok"):
            reply = services.run(_plan(services, given.model, given.provider, local_only=given.local_only))
    if given.json:
        services.terminal.document(reply["route"])
    else:
        for line in reply["explained" if given.explain else "lines"]:
            services.terminal.show(line, indent=line[: len(line) - len(line.lstrip())])
    return DONE if reply["route"]["routes"] else NO_ANSWER


async def _plan(services: CommandServices, model: str, provider: str | None, *, local_only: bool) -> Mapping[str, Any]:
    from traybridge.core.presentation.explain import plan_request, route_reply

    async with services.open_application() as application:
        config = application.bridge.config
        request = plan_request(config, model, provider, local_only=local_only)
        if local_only:
            keep_local(application.bridge)
        await application.bridge.load()
        return route_reply(config, request, await application.bridge.prepare(request, everybody=True))


COMMAND = Command(
    _run,
    """Show the plan: who is asked in which order, who is left out, and why.

The running TrayBridge is asked, because it knows how everybody has been lately. Nobody is sent a chat request.
Exit code 3 when nobody could be asked.""",
    _arguments,
    examples=("traybridge route", "traybridge route -m openrouter/openai/gpt-4.1 --explain"),
)
