"""What an answer's origin tells of its speed."""

import pytest

from traybridge.core.provenance import Provenance, Usage


@pytest.mark.parametrize(
    ("usage", "seconds", "speed"),
    [
        (Usage(9, 31, 40), 1.0, 30.0),
        (Usage(9, 31, 40), 0.2, 150.0),
        (Usage(9, 1, 10), 1.0, None),
        (Usage(9, 31, 40), None, None),
        (Usage(9, 31, 40), 0.0, None),
        (Usage(9, 31, 40), 0.19, None),
        (None, 1.0, None),
    ],
)
def test_tokens_per_second_are_counted_from_the_first_content_to_the_last(usage, seconds, speed):
    """A text that came all at once says nothing about how fast it was written."""
    told = Provenance("1", "a", "m", usage=usage, ttft=1.0, total=9.0, text_seconds=seconds)
    assert told.tokens_per_second == pytest.approx(speed)
