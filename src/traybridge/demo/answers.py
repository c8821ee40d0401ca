"""Which answer a request gets: the routing table and the ways to make an answer depend on the request."""

import inspect
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from traybridge.demo.recordings import Recording
from traybridge.demo.requests import Received

Answer: TypeAlias = Recording | Callable[[Received], "Answer | Awaitable[Answer]"]
"""A recording, or what makes one (or another answer) for the request, at once or in its own time."""

Routes: TypeAlias = MutableMapping[tuple[str, str], Answer]
"""`("GET", "/state")`, `("GET", "/v1/models?status=downloaded")`, and `("DELETE", "/instance/")` for all below.

The most exact one wins: path and query, path, longest prefix (a path that ends in a slash; "/" is the root alone).
What lies below `/state` needs no route of its own: it is taken out of the answer to `/state`, as Exo does.
"""

NOT_FOUND = Recording.of_json({"detail": "Not Found"}, status=404, name="not found")
"""What Exo 1.x says to an unknown path and to a wrong method (recordings 008 and 016)."""


def find(routes: Routes, method: str, target: str) -> Answer | None:
    """Look the request up in the table; the order and the encoding of query parameters do not matter."""
    wanted = _normal(target)
    paths = {path: answer for (verb, path), answer in routes.items() if verb == method}
    for path, answer in paths.items():
        if _normal(path) == wanted:
            return answer
    asked = unquote(urlsplit(target).path)
    if asked in paths:
        return paths[asked]
    prefixes = [path for path in paths if path.endswith("/") and path != "/" and asked.startswith(path)]
    if prefixes:
        return paths[max(prefixes, key=len)]
    if asked.startswith("/state/") and method == "GET" and "/state" in paths:
        return below(paths["/state"], asked.removeprefix("/state/"))
    return None


def _normal(target: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(target)
    return unquote(parts.path), tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


async def settle(answer: Answer, request: Received) -> Recording:
    """Ask until there is a recording to play."""
    while not isinstance(answer, Recording):
        made = answer(request)
        answer = await made if inspect.isawaitable(made) else made
    return answer


def in_turn(*answers: Answer) -> Answer:
    """Give each request the next answer; the last one stays."""
    left = list(answers)

    def next_answer(_: Received) -> Answer:
        return left.pop(0) if len(left) > 1 else left[0]

    return next_answer


def by_stream(streamed: Answer, whole: Answer) -> Answer:
    """Answer as the request's `stream` asks.

    Without it a route plays its recording whatever was asked: put 051, 083 or 093 there alone to see what a
    client that streams makes of a JSON body, or of none.
    """

    def choose(request: Received) -> Answer:
        return streamed if msgspec.json.decode(request.body).get("stream") else whole

    return choose


def below(state: Answer, path: str) -> Answer:
    """Take one part out of a whole state, as `GET /state/{path}` of Exo after 1.0.65 does (003, 004)."""

    async def part(request: Received) -> Recording:
        whole = await settle(state, request)
        value = whole.json()
        for key in path.split("/"):
            if not isinstance(value, dict) or key not in value:
                return _no_such_path(path)
            value = value[key]
        return whole.with_json(value)

    return part


def _no_such_path(path: str) -> Recording:
    message = f"unable to find path '{path}' in state json"
    error = {"message": message, "type": "Not Found", "param": None, "code": 404}
    return Recording.of_json({"error": error}, status=404, name="no such path in state")
