"""A server on 127.0.0.1 that fails in every way that tests/faults/scenarios.py names, and remembers who asked.

    async with FaultServer() as server:
        base_url = server.base_url("429-json")     # http://127.0.0.1:PORT/429-json/v1

Every path under a scenario's name gets that scenario.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.faults.scenarios import SCENARIOS, Scenario
from tests.support.http_server import HttpServer, Reply, Request
from tests.support.replies import Do, act


@dataclass(slots=True)
class Traces:
    """What happened at one scenario. ``hanging`` is set while it keeps somebody waiting, ``hung_up`` once the client
    left before the end.
    """

    requests: list[Request] = field(default_factory=list)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def hits(self) -> int:
        return len(self.requests)


class FaultServer(HttpServer):
    """Serve the scenarios until the end of the ``async with`` block."""

    def __init__(self, scenarios: Mapping[str, Scenario] = SCENARIOS) -> None:
        super().__init__(self._reply_to)
        self._scenarios = scenarios
        self.traces: defaultdict[str, Traces] = defaultdict(Traces)

    def base_url(self, scenario: str) -> str:
        assert scenario in self._scenarios, scenario
        return f"{self.origin}/{scenario}/v1"

    def _reply_to(self, request: Request) -> Reply:
        scenario = self._scenarios[request.path.split("/")[1]]
        traces = self.traces[scenario.name]
        traces.requests.append(request)
        reused = sum(one.connection == request.connection for one in self.requests) > 1
        steps = scenario.when_reused if reused and scenario.when_reused is not None else scenario.steps
        return _acting(steps, traces)


def _acting(steps: Sequence[bytes | Do], traces: Traces) -> Reply:
    """Act a scenario; the connection may carry another request where nothing ends it."""

    async def reply(writer: asyncio.StreamWriter, request: Request) -> bool:
        for step in steps:
            if step is Do.HANG:
                traces.hanging.set()
            try:
                goes_on = await act(step, writer, request)
            except ConnectionError:
                traces.hung_up.set()
                return False
            if step is Do.HANG:
                traces.hung_up.set()
            if not goes_on:
                return False
        return True

    return reply
