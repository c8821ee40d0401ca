import pytest

from traybridge.demo.answers import NOT_FOUND, Answer, Routes, below, by_stream, find, in_turn, settle
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.requests import Received

WHOLE = Recording.of_json("whole")
OTHER = Recording.of_json("other")
REQUEST = Received("GET", "/", ())


def chat(**body: object) -> Received:
    return Received("POST", "/v1/chat/completions", (), body=Recording.of_json(body).body)


def test_the_most_exact_route_wins():
    query, path, prefix, longer = (Recording.of_json(n) for n in range(4))
    routes: Routes = {
        ("GET", "/v1/models?status=downloaded"): query,
        ("GET", "/v1/models"): path,
        ("GET", "/v1/"): prefix,
        ("GET", "/v1/models/"): longer,
    }
    assert find(routes, "GET", "/v1/models?status=downloaded") is query
    assert find(routes, "GET", "/v1/models?status=other") is path
    assert find(routes, "GET", "/v1/models") is path
    assert find(routes, "GET", "/v1/cancel/1") is prefix
    assert find(routes, "GET", "/v1/models/x/y") is longer
    assert find(routes, "GET", "/v1/") is prefix
    assert find(routes, "POST", "/v1/models") is None
    assert find(routes, "GET", "/v2") is None


def test_the_root_is_no_prefix_of_everything():
    assert find({("GET", "/"): WHOLE}, "GET", "/") is WHOLE
    assert find({("GET", "/"): WHOLE}, "GET", "/health") is None


@pytest.mark.parametrize(
    "asked",
    [
        "/instance/previews?model_id=mlx-community/SmolLM2&n=1",
        "/instance/previews?n=1&model_id=mlx-community%2FSmolLM2",
    ],
)
def test_order_and_encoding_of_a_query_do_not_matter(asked: str):
    routes: Routes = {("GET", "/instance/previews?model_id=mlx-community/SmolLM2&n=1"): WHOLE}
    assert find(routes, "GET", asked) is WHOLE
    assert find(routes, "GET", "/instance/previews?model_id=other&n=1") is None


async def test_parts_of_the_state_are_taken_out_of_the_whole_as_recorded(library: Library):
    routes: Routes = {("GET", "/state"): library["101"]}
    for path, recorded in [("/state/topology", "104"), ("/state/nope", "004")]:
        answer = find(routes, "GET", path)
        assert answer is not None
        part = await settle(answer, REQUEST)
        assert (part.status_line, part.body) == (library[recorded].status_line, library[recorded].body)
        assert part.header("content-length") == library[recorded].header("content-length")


async def test_a_part_of_a_part_and_a_path_through_a_value(library: Library):
    state = library["101"]
    assert (await settle(below(state, "topology/nodes"), REQUEST)).json() == state.json()["topology"]["nodes"]
    assert (await settle(below(state, "topology/nodes/0"), REQUEST)).status == 404


def test_an_own_route_below_state_stands_before_the_whole():
    routes: Routes = {("GET", "/state"): WHOLE, ("GET", "/state/"): NOT_FOUND}  # as in Exo 1.0.65
    assert find(routes, "GET", "/state/topology") is NOT_FOUND
    assert find({}, "GET", "/state/topology") is None


async def test_an_answer_may_be_made_at_once_later_or_by_another_answer():
    async def later(_: Received) -> Answer:
        return lambda _: OTHER

    assert await settle(WHOLE, REQUEST) is WHOLE
    assert await settle(lambda _: WHOLE, REQUEST) is WHOLE
    assert await settle(later, REQUEST) is OTHER


async def test_answers_in_turn_stay_at_the_last():
    answer = in_turn(WHOLE, OTHER)
    assert [await settle(answer, REQUEST) for _ in range(3)] == [WHOLE, OTHER, OTHER]


async def test_the_answer_may_follow_the_stream_flag():
    answer = by_stream(streamed=WHOLE, whole=OTHER)
    assert await settle(answer, chat(stream=True)) is WHOLE
    assert await settle(answer, chat(stream=False)) is OTHER
    assert await settle(answer, chat()) is OTHER
