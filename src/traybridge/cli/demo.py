"""``traybridge demo``: every state of a cluster without having one."""

from traybridge.cli.command import Command, Given, Parser
from traybridge.cli.failures import WrongUsage
from traybridge.cli.services import CommandServices

FASTEST = 100.0


def _arguments(parser: Parser) -> None:
    parser.add_argument("--port", type=int, default=0, help="where the pretend cluster answers; without it any port")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast the story goes (1 is as recorded)")
    parser.add_argument("--no-tray", action="store_true", help="only the cluster, without TrayBridge showing it")


def _run(services: CommandServices, given: Given) -> int:
    if not 0 < given.speed <= FASTEST:
        raise WrongUsage("The story cannot go that fast", f"Use a speed above 0, at most {FASTEST:g}.")
    if not 0 <= given.port <= 65_535:
        raise WrongUsage("There is no such port", "Use 1 to 65535, or leave --port out.")
    return services.run(
        services.demo(services.terminal.out, port=given.port, speed=given.speed, tray=not given.no_tray)
    )


COMMAND = Command(
    _run,
    """Show TrayBridge with a pretend cluster: two Macs meet, load a model, answer, one is lost and comes back.

Your own settings are not touched: it lives in a temporary folder. There is no Exo behind it.""",
    _arguments,
)
