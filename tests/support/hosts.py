"""Hosts of models for the tests: real HTTP servers that answer chats, fail, hang or break off as told."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from tests.support.http_server import HttpServer, Reply, Request
from tests.support.replies import body, lists, says

CHATS = ("/chat/completions", "/messages")
"""How the paths of chats end, on every wire."""
NOT_FOUND = body(404, {"detail": "Not Found"})


class Host(HttpServer):
    """Answers chat completions with ``chat``, the list of models with ``models``, everything else with 404."""

    def __init__(self, chat: Reply | None = None, models: Reply | None = None) -> None:
        super().__init__(self._reply_to)
        self.chat = chat or says("Paris")
        self.models = models or lists("m")

    @property
    def chats(self) -> list[Request]:
        return [one for one in self.requests if one.path == "/v1/chat/completions"]

    async def nth_chat(self, number: int) -> Request:
        await self.until(lambda: len(self.chats) > number)
        return self.chats[number]

    def _reply_to(self, request: Request) -> Reply:
        match request.path.partition("?")[0]:
            case "/v1/chat/completions":
                return self.chat
            case "/v1/models":
                return self.models
            case _:
                return NOT_FOUND


def stand_in(*words: str) -> Host:
    """A host for the real window: it has one model, which always answers the same."""
    return Host(says(*(words or ("Paris", " is", " it.")), model="stand-in"), lists("stand-in"))


def answering(answer: Callable[[str], Reply]) -> HttpServer:
    """A host whose every path is answered by one function."""
    return HttpServer(lambda request: answer(request.path.partition("?")[0]))


def by_path(chat: Reply, models: Reply) -> Callable[[str], Reply]:
    """A chat wherever one is asked for, the list of models everywhere else."""
    return lambda path: chat if path.endswith(CHATS) else models


@asynccontextmanager
async def hosting(chats: Mapping[str, Reply], models: Reply | None = None) -> AsyncIterator[dict[str, Host]]:
    """A host for each reply, by name."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(Host(chat, models)) for name, chat in chats.items()}
