"""Where Exo is looked for, and how what is there instead is called."""

from pathlib import Path

import pytest

from traybridge.demo.answers import Answer
from traybridge.demo.recordings import Library, Recording
from traybridge.providers.exo.identify import Identity, bases_of, describe, identify, read_node_id
from traybridge.providers.http.client import Answer as HttpAnswer

LIBRARY = Library(Path(__file__).parents[2] / "fixtures" / "exo")


@pytest.mark.parametrize(
    ("base_url", "bases"),
    [
        ("http://127.0.0.1:52415", ("http://127.0.0.1:52415", "http://127.0.0.1:8000")),
        ("http://127.0.0.1:52415/", ("http://127.0.0.1:52415", "http://127.0.0.1:8000")),
        ("http://localhost:52415", ("http://localhost:52415", "http://localhost:8000")),
        ("http://127.0.0.1:8000", ("http://127.0.0.1:8000",)),
        ("http://192.0.2.10:52415", ("http://192.0.2.10:52415",)),
        ("http://studio.local:52415", ("http://studio.local:52415",)),
        ("http://192.0.2.10:52415/v1/", ("http://192.0.2.10:52415",)),
        ("http://proxy.example/lab", ("http://proxy.example/lab",)),
    ],
)
def test_only_the_default_address_has_a_second_one(base_url: str, bases: tuple[str, ...]):
    assert tuple(bases_of(base_url)) == bases


class Table:
    """Answers GET from recordings; everything else is what Exo 1.x says to unknown paths."""

    def __init__(self, table: dict[str, Recording]) -> None:
        self.table = table
        self.asked: list[str] = []

    async def get(self, url: str, *, limit: int = 0, seconds: float | None = None) -> HttpAnswer:
        path = url.removeprefix("http://there")
        self.asked.append(path)
        return as_answer(self.table.get(path, LIBRARY["008"]))


def as_answer(recording: Recording) -> HttpAnswer:
    headers = {name.lower(): value for name, value in recording.headers}
    return HttpAnswer(recording.status, headers, recording.body, 0.01)


NEW = {"/node_id": LIBRARY["001"]}
OLD = {"/node_id": LIBRARY["209"], "/healthcheck": LIBRARY["200"], "/topology": LIBRARY["202"]}


async def test_a_new_exo_is_known_by_one_question():
    table = Table(NEW)
    assert await identify(table, "http://there") == Identity("1.x", node="5eaa16759feebf8650dce29e92ceee01")
    assert table.asked == ["/node_id"]


async def test_v1_0_71_is_a_new_one():
    found = await identify(Table({"/node_id": LIBRARY["300"]}), "http://there")
    assert found == Identity("1.x", node="12D3KooWVMtpKUTW5sR6D9MqLyQw6Tsq6zE2rxZKVMtpKUTW5sR6")


async def test_an_old_exo_is_known_by_its_health_and_its_topology():
    assert await identify(Table(OLD), "http://there") == Identity("0.x")


@pytest.mark.parametrize(
    "table",
    [
        {"/healthcheck": LIBRARY["200"]},
        {"/healthcheck": LIBRARY["200"], "/topology": LIBRARY["200"]},
        {"/healthcheck": Recording.of_json({"status": "up"}), "/topology": LIBRARY["202"]},
        {"/healthcheck": Recording.of_json(["ok"]), "/topology": LIBRARY["202"]},
        {"/node_id": Recording.of_json({"id": 1})},
        {"/node_id": Recording.of_json("")},
        {"/node_id": Recording.of_body(b"<html>", "text/html")},
    ],
)
async def test_what_only_looks_a_little_like_exo_is_a_stranger(table: dict[str, Answer]):
    recordings = {path: answer for path, answer in table.items() if isinstance(answer, Recording)}
    found = await identify(Table(recordings), "http://there")
    assert found.dialect is None
    assert found.stranger == "hypercorn-h11"


def test_the_node_id_is_a_json_string():
    assert read_node_id(as_answer(LIBRARY["001"])) == "5eaa16759feebf8650dce29e92ceee01"
    assert read_node_id(as_answer(LIBRARY["209"])) is None


def page(body: bytes, content_type: str, status: int = 200, server: str = "") -> HttpAnswer:
    headers = {"content-type": content_type, **({"server": server} if server else {})}
    return HttpAnswer(status, headers, body, 0.01)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (page(b"<title>Directory listing for /</title>", "text/html", server="SimpleHTTP/0.6 Python/3.11.7"),
         "“Directory listing for /” (SimpleHTTP/0.6 Python/3.11.7)"),
        (page(b"Ollama is running", "text/plain"), "“Ollama is running”"),
        (page(b'{"detail":"Not Found"}', "application/json", status=404, server="uvicorn"), "uvicorn"),
        (page(b"", "", status=404), "a program that is not Exo"),
        (page(b"<html><body>hello", "text/html"), "an HTML page"),
    ],
)  # fmt: skip
def test_a_stranger_is_called_by_its_page_and_its_server(answer: HttpAnswer, name: str):
    assert describe(answer) == name


def test_a_long_page_is_called_by_its_first_words():
    assert len(describe(page(b"word " * 1000, "text/plain", server="x" * 1000))) < 200
