"""What the running instance answers on its control socket: open, quit, status, route, reload."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from traybridge.cli.status_view import status_reply
from traybridge.core.errors import NotFound, TrayBridgeError
from traybridge.core.models import AUTO
from traybridge.core.presentation.explain import plan_request, route_reply
from traybridge.core.presentation.status import snapshot_of, stale
from traybridge.system.instance import Handler, NoReply

if TYPE_CHECKING:
    from traybridge.app.application import Application

LOOK_SECONDS = 0.2
"""``status`` waits 300 ms for the whole answer (cli.md)."""


def handler(
    application: "Application",
    *,
    stop: asyncio.Event,
    show: Callable[[], None] | None = None,
    has_icon: Callable[[], bool] | None = None,
) -> Handler:
    """Make the handler for ``RunningInstance.serving``.

    ``show`` brings the window, ``has_icon`` tells whether the icon shows; None where there is no window.

    Settings are looked at before each answer: a command may have changed them a moment ago. Once ``stop`` is set
    nothing is answered but another quit: a second start then waits until we are gone, and takes our place.
    """

    async def handle(verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if verb == "quit":
            stop.set()
            return {}
        if stop.is_set():
            raise NoReply
        match verb:
            case "show" | "open":
                _show(show)
                return {}
            case "reload":
                await application.reload()
                if arguments.get("keys"):
                    await application.bridge.load_keys()
                return {}
            case "status":
                return await _status(application, has_icon)
            case "route":
                await application.reload()
                return _route(application, arguments)
            case _:
                raise NotFound(f"There is no verb “{verb}”", "Use the same version on both sides.")

    return handle


async def _status(application: "Application", has_icon: Callable[[], bool] | None) -> dict[str, Any]:
    await application.reload()
    bridge = application.bridge
    bridge.boost_polling()
    await bridge.refresh(stale(bridge.facts(), bridge.now()), within=LOOK_SECONDS)
    reply = status_reply(snapshot_of(bridge), application.clock.wall())
    return reply if has_icon is None else {**reply, "icon": has_icon()}


def _show(show: Callable[[], None] | None) -> None:
    if show is None:
        raise TrayBridgeError(
            "TrayBridge runs here without a window", "Chat in the terminal: traybridge chat. End it: traybridge quit."
        )
    show()


def _route(application: "Application", arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as it is now, with what this instance knows of everybody's health."""
    config = application.bridge.config
    provider = str(arguments.get("provider") or "")
    local_only = bool(arguments.get("local_only"))
    request = plan_request(config, str(arguments.get("model") or AUTO), provider, local_only=local_only)
    return route_reply(config, request, application.bridge.plan(request))
