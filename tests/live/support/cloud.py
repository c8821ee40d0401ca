"""The cloud as a program meets it behind a proxy: every host name is answered on this machine, over real TLS."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from tests.faults.certificates import Authority
from tests.support.hosts import CHATS
from tests.support.http_server import HttpServer, Reply, Request
from tests.support.replies import body, lists, says, says_as_anthropic

REFUSED = body(401, {"error": {"message": "Invalid API key", "code": 401}})
SPENT = body(402, {"error": {"message": "Insufficient credits", "code": 402}})
LETS_IN = body(200, {"data": {"label": "made up"}, "name": "somebody", "type": "user"})
"""What the free addresses for looking at a key say (OpenRouter's /key, Hugging Face's /whoami-v2)."""


class Cloud(HttpServer):
    """A proxy at whose other end we are everybody. ``env`` is what a program needs to go through it.

    ``keys``: hosts that let in only who has this key; ``spent``: hosts that list models and answer no chat.
    """

    def __init__(self, folder: Path, *models: str) -> None:
        super().__init__(self._reply_to)
        folder.mkdir()
        self._authority = Authority(folder)
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._models = models or ("m",)
        self.keys: dict[str, str] = {}
        self.spent: set[str] = set()

    @property
    def env(self) -> Mapping[str, str]:
        return {"HTTPS_PROXY": self.origin, "SSL_CERT_FILE": str(self._authority.file)}

    @property
    def chats(self) -> list[Request]:
        return [one for one in self.requests if one.path.endswith(CHATS)]

    @property
    def keys_by_host(self) -> dict[str, set[str]]:
        """Which keys came to which host, with whatever request."""
        hosts = dict.fromkeys(one.tunnel for one in self.requests)
        return {host: {one.key for one in self.requests if one.tunnel == host and one.key} for host in hosts}

    def tunnel(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            self._contexts[host] = self._authority.server(host)
        return self._contexts[host]

    def _reply_to(self, request: Request) -> Reply:
        assert request.tunnel, "only https goes through this proxy"
        if self.keys.get(request.tunnel, request.key) != request.key:
            return REFUSED
        path = request.path.partition("?")[0]
        if request.tunnel in self.spent and path.endswith(CHATS):
            return SPENT
        if path.endswith("/messages"):
            return says_as_anthropic("Paris")
        if path.endswith("/chat/completions"):
            return says("Paris")
        return lists(*self._models) if path.endswith("/models") else LETS_IN
