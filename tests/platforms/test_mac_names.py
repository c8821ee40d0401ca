"""The list of what the program asks of pyobjc is whole, and the fake has it; test_wheels.py asks the wheels."""

import pytest
from tests.platforms.mac_names import WANTED, calls_in_source, names_in_source, python_name
from tests.system.fake_appkit import FakeAppKit

from traybridge.system.autostart import macos as login_item

CALLS = {python_name(selector) for _class, selector in WANTED.selectors}


def test_every_name_of_apples_in_the_source_is_on_the_list() -> None:
    ours = {name for name in WANTED.constants if name.startswith("SMAppServiceStatus")}  # written as numbers
    assert names_in_source() == (WANTED.classes | WANTED.strings | WANTED.constants.keys()) - ours


def test_every_method_that_is_called_is_on_the_list() -> None:
    found = calls_in_source()
    assert CALLS.issubset(found)
    camel = {name for name in found if name[0].islower() and (name != name.lower() or name.endswith("_"))}
    assert camel <= CALLS


def test_the_states_of_a_login_item_are_apples_numbers() -> None:
    wanted = WANTED.constants["SMAppServiceStatusEnabled"], WANTED.constants["SMAppServiceStatusRequiresApproval"]
    assert wanted == (login_item._ENABLED, login_item._WANTS_APPROVAL)


@pytest.mark.parametrize("name", sorted(name for name in WANTED.constants if name.startswith("NS")))
def test_the_fake_has_apples_numbers(name: str) -> None:
    assert getattr(FakeAppKit(), name) == WANTED.constants[name]
