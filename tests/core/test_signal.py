"""A signal calls who listens, in order, until he stops listening."""

import pytest

from traybridge.core.signal import Signal


def test_listeners_are_called_in_the_order_of_connecting():
    signal, heard = Signal[str](), list[str]()
    signal.connect(lambda payload: heard.append(f"a{payload}"))
    signal.connect(lambda payload: heard.append(f"b{payload}"))
    signal.emit("1")
    signal.emit("2")
    assert heard == ["a1", "b1", "a2", "b2"]


def test_whoever_disconnects_hears_nothing_more():
    signal, heard = Signal[int](), list[int]()
    stop = signal.connect(heard.append)
    signal.emit(1)
    stop()
    stop()
    signal.emit(2)
    assert heard == [1]


def test_listeners_may_come_and_go_while_it_is_told():
    signal, heard = Signal[int](), list[str]()

    def once(payload: int) -> None:
        heard.append(f"once {payload}")
        stop()
        signal.connect(lambda later: heard.append(f"later {later}"))

    stop = signal.connect(once)
    signal.connect(lambda payload: heard.append(f"always {payload}"))
    signal.emit(1)
    signal.emit(2)
    assert heard == ["once 1", "always 1", "always 2", "later 2"]


def test_a_listener_that_raises_is_seen():
    """A listener of ours that raises is a defect to be seen, not weather."""

    def broken(_payload: int) -> None:
        raise ValueError("oops")

    signal = Signal[int]()
    signal.connect(broken)
    with pytest.raises(ValueError, match="oops"):
        signal.emit(1)
