"""What an answer's origin tells of its speed."""

import pytest

from traybridge.core.provenance import Provenance, Usage


@pytest.mark.parametrize(
    ("usage", "ttft", "total", "speed"),
    [
        (Usage(9, 31, 40), 1.0, 2.0, 30.0),
        (Usage(9, 1, 10), 1.0, 2.0, None),
        (Usage(9, 31, 40), None, 2.0, None),
        (Usage(9, 31, 40), 2.0, 2.0, None),
        (None, 1.0, 2.0, None),
    ],
)
def test_tokens_per_second_are_counted_from_the_first_content(usage, ttft, total, speed):
    assert Provenance("1", "a", "m", usage=usage, ttft=ttft, total=total).tokens_per_second == speed
