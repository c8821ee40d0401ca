"""JSON that is almost JSON loses the values that are none, and nothing else."""

import json
from contextlib import suppress

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.providers.json_repair import decode, repaired


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'{"a": NaN, "b": [Infinity, -Infinity]}', {"a": None, "b": [None, None]}),
        (b'{"a": 1e400, "b": -1E999}', {"a": None, "b": None}),
        (b'{"a": ' + b"9" * 5_000 + b"}", {"a": None}),
        (b'{"a": NaN, "b": 123456789012345678901234567890}', {"a": None, "b": 1.2345678901234568e29}),
        (b'{"a": "NaN 1e400 Infinity"}', {"a": "NaN 1e400 Infinity"}),
        (b'{"a": "caf\xe9"}', {"a": "caf\ufffd"}),
        (rb'{"a": "\ud83d"}', {"a": "\ufffd"}),
        (rb'{"a": "\ud83d\ude00 \\ud83d"}', {"a": "\N{GRINNING FACE} \\ud83d"}),
        (b'{"a": "line\nend"}', {"a": "line\nend"}),
    ],
)
def test_what_is_no_value_becomes_null(sent: bytes, value: object) -> None:
    assert decode(sent) == value
    assert json.loads(repaired(sent)) == value


@pytest.mark.parametrize("noise", [b"", b"oops", b"{", b'{"a": }', b"[" * 100_000, b"\xff"])
def test_noise_stays_noise(noise: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(noise)


@pytest.mark.parametrize("unit", [b'"\\"', b"9", b"NaN,", rb"\ud83d", b"1e999,"])
def test_repairing_is_linear(unit: bytes) -> None:
    """Quotes and escapes that never end, numbers that never end, nulls in a row."""

    def measure(n: int) -> int:
        data = b"[" + unit * n
        return cpu(lambda: _decode(data))

    assert_linear(measure, 100_000)


def _decode(data: bytes) -> None:
    with suppress(ValueError):
        decode(data)
