"""Launch at login: what the system says is what is shown, also after a refusal."""

import pytest
from tests.support.login_item import MemoryLoginItem

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.login_switch import LoginSwitch


async def test_it_knows_nothing_before_it_asked_and_reads_back_what_the_system_made_of_it():
    item = MemoryLoginItem()
    login = LoginSwitch(item)
    assert login.state is None
    assert await login.look() is False
    await login.switch(True)
    assert login.state is True
    item.on = False  # somebody switched it off elsewhere
    assert await login.look() is False
    item.refusal = TrayBridgeError("Not allowed", "Ask somebody.")
    with pytest.raises(TrayBridgeError, match="Not allowed"):
        await login.switch(True)
    assert login.state is False
