"""What the running instance answers on its control socket: open, quit, status, route, reload."""

from collections.abc import Callable, Mapping
from typing import Any

from traybridge.app.application import Application
from traybridge.cli.status_view import view
from traybridge.core.errors import NotFound, TrayBridgeError
from traybridge.core.models import AUTO
from traybridge.core.presentation.documents import status_document
from traybridge.core.presentation.explain import plan_request, route_reply
from traybridge.system.instance import Handler


def handler(house: Application, *, stop: Callable[[], None], show: Callable[[], None] | None = None) -> Handler:
    """Make the handler for ``Instance.acquire``. ``show`` brings the window, None where there is none.

    Settings are looked at before each answer: a command may have changed them a moment ago.
    """

    async def handle(verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        match verb:
            case "show" | "open":
                _show(show)
                return {}
            case "quit":
                stop()
                return {}
            case "reload":
                await house.reload()
                if arguments.get("keys"):
                    await house.bridge.load_keys()
                return {}
            case "status":
                await house.reload()
                house.bridge.boost_polling()
                return status_reply(house)
            case "route":
                await house.reload()
                return _route(house, arguments)
            case _:
                raise NotFound(f"There is no verb “{verb}”", "Use the same version on both sides.")

    return handle


def _show(show: Callable[[], None] | None) -> None:
    if show is None:
        raise TrayBridgeError(
            "TrayBridge runs here without a window", "Chat in the terminal: traybridge chat. End it: traybridge quit."
        )
    show()


def status_reply(house: Application) -> dict[str, Any]:
    """How everything is, for scripts and for people."""
    snapshot = house.bridge.snapshot()
    return {"status": status_document(snapshot, house.clock.wall()), "view": view(snapshot)}


def _route(house: Application, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as it is now, with what this instance knows of everybody's health."""
    config = house.bridge.config
    provider = str(arguments.get("provider") or "")
    local_only = bool(arguments.get("local_only"))
    request = plan_request(config, str(arguments.get("model") or AUTO), provider, local_only=local_only)
    return route_reply(config, request, house.bridge.plan(request))
