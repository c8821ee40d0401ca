"""Which way to place a model, from recorded previews."""

from pathlib import Path

import msgspec
import pytest

from traybridge.providers.exo.placement import Option, best, read_previews, why_not
from traybridge.providers.exo.wire import UnreadableState

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"


def recorded(name: str) -> tuple[Option, ...]:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    return read_previews(path.read_bytes().partition(b"\r\n\r\n")[2])


NO_METAL = "No cycle where every node supports a backend in ['MlxMetal'] for mlx-community/SmolLM2-135M-Instruct"


def test_one_node_offers_two_ways_and_says_why_the_others_do_not_work():
    assert recorded("025") == (
        Option("Pipeline", "MlxRing", nodes=1),
        Option("Pipeline", "MlxJaccl", error=NO_METAL),
        Option("Tensor", "MlxRing", nodes=1),
        Option("Tensor", "MlxJaccl", error=NO_METAL),
    )


def test_two_nodes_offer_more_and_the_fewest_nodes_are_taken():
    options = recorded("105")
    assert {option.nodes for option in options if not option.error} == {1, 2}
    assert best(options) == Option("Pipeline", "MlxRing", nodes=1)
    only_two = [option for option in options if option.nodes != 1]
    assert best(only_two) == Option("Pipeline", "MlxRing", nodes=2)


def test_what_fits_has_no_reason_against_it():
    assert why_not(recorded("025")) == ""


def test_what_fits_nowhere_has_exos_reason_once():
    options = recorded("032")
    assert best(options) is None
    assert why_not(options) == "No cycles found with sufficient memory"


def test_exos_reason_stays_on_one_line():
    preview = {"sharding": "Pipeline", "instance_meta": "MlxRing", "error": "no\nroom \u202ehere"}
    assert why_not(read_previews(msgspec.json.encode({"previews": [preview]}))) == "no room here"


def test_a_cluster_without_nodes_offers_nothing():
    assert why_not(read_previews(b'{"previews":[]}')) == "the cluster has no node at the moment"


def test_the_order_is_what_place_instance_takes():
    body = msgspec.json.decode(Option("Tensor", "MlxJaccl", nodes=2).wire("m"))
    assert body == {"model_id": "m", "sharding": "Tensor", "instance_meta": "MlxJaccl", "min_nodes": 2}


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"previews":{}}', b'{"previews":[{"sharding":1}]}'])
def test_what_is_no_preview_is_refused(body: bytes):
    with pytest.raises(UnreadableState):
        read_previews(body)
