"""A provider is found by its id, and who mistypes it is told the nearest one."""

import pytest

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import NotFound
from traybridge.core.provider_lookup import labels, priority_order, provider_config

WORK = ProviderConfig(id="work", name="Our host", base_url="http://127.0.0.1:9/v1")
HOME = ProviderConfig(id="home", base_url="http://127.0.0.1:9/v1")
CONFIG = Config(providers=(WORK, HOME))


def test_one_that_is_there_is_found():
    assert provider_config(CONFIG, "work") is WORK


@pytest.mark.parametrize(
    ("wanted", "title", "hint"),
    [
        ("wrok", "There is no provider “wrok”", "Is “work” meant?"),
        ("WORK", "There is no provider “WORK”", "Is “work” meant?"),
        ("zzz", "There is no provider “zzz”", "There are work, home, embedded."),
    ],
)
def test_whoever_mistypes_it_is_told_the_nearest(wanted: str, title: str, hint: str):
    with pytest.raises(NotFound) as error:
        provider_config(CONFIG, wanted)
    assert (error.value.title, error.value.hint) == (title, hint)


def test_a_key_in_its_place_is_not_repeated():
    key = "sk-or-v1-" + "0123456789abcdef" * 4
    with pytest.raises(NotFound) as error:
        provider_config(CONFIG, key)
    assert key not in str(error.value) + error.value.hint


def test_people_know_it_by_its_name():
    label = labels(CONFIG)
    assert [label(one) for one in ("work", "home", "gone")] == ["Our host", HOME.label, "gone"]


def test_the_order_is_that_of_the_priorities():
    assert priority_order(CONFIG) == ["work", "home", "embedded"]
