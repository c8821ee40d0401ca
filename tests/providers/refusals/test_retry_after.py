from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.providers.refusals.retry_after import moment, retry_after, spoken

WALL = 1_795_373_330.0  # Sun, 22 Nov 2026 18:48:50 GMT

HEADERS: list[tuple[Mapping[str, str], float | None]] = [
    ({}, None),
    ({"retry-after": "7"}, 7.0),
    ({"retry-after": " 7 "}, 7.0),
    ({"retry-after": "0"}, 0.0),
    ({"retry-after": "1.5"}, 1.5),
    ({"retry-after": "-3"}, None),
    ({"retry-after": "NaN"}, None),
    ({"retry-after": "inf"}, None),
    ({"retry-after": "-inf"}, None),
    ({"retry-after": "1e400"}, None),
    ({"retry-after": ""}, None),
    ({"retry-after": "soon"}, None),
    ({"retry-after": "Sun, 22 Nov 2026 18:49:00 GMT"}, 10.0),
    ({"retry-after": "Sunday, 22-Nov-26 18:49:00 GMT"}, 10.0),
    ({"retry-after": "Sun, 22 Nov 2026 19:49:00 +0100"}, 10.0),
    ({"retry-after": "Sun Nov 22 18:49:00 2026"}, 10.0),
    ({"retry-after": "Sun, 22 Nov 2026 18:00:00 GMT"}, 0.0),
    ({"retry-after": "Sun, 99 Nov 2026 18:00:00 GMT"}, None),
    ({"retry-after": "30s"}, 30.0),
    ({"retry-after-ms": "1500"}, 1.5),
    ({"retry-after-ms": "1500", "retry-after": "60"}, 1.5),
    ({"retry-after-ms": "x", "retry-after": "60"}, 60.0),
    ({"retry-after-ms": "-5", "retry-after": "60"}, 60.0),
    ({"x-ratelimit-reset": "6m0s"}, 360.0),
    ({"x-ratelimit-reset": "1h2m3s"}, 3723.0),
    ({"x-ratelimit-reset": "120ms"}, 0.12),
    ({"x-ratelimit-reset": "7.66s"}, 7.66),
    ({"x-ratelimit-reset": "1d"}, 86_400.0),
    ({"x-ratelimit-reset": "12"}, 12.0),
    ({"x-ratelimit-reset": str(int(WALL) + 20)}, 20.0),
    ({"x-ratelimit-reset": str((int(WALL) + 20) * 1000)}, 20.0),
    ({"x-ratelimit-reset": str(int(WALL) - 20)}, 0.0),
    ({"x-ratelimit-reset": "2026-11-22T18:49:50Z"}, 60.0),
    ({"x-ratelimit-reset": "2026-11-22T18:49:50"}, 60.0),
    ({"ratelimit-reset": "9"}, 9.0),
    ({"retry-after": "5", "x-ratelimit-reset": "900"}, 5.0),
    ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "2s", "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "1m"}, 60.0),
    ({"x-ratelimit-remaining-tokens": "5", "x-ratelimit-reset-tokens": "2s"}, None),
    ({"anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-reset": "2026-11-22T18:49:00Z"},
     10.0),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "seconds"), HEADERS, ids=lambda value: str(value)[:60])
def test_each_form_of_a_wait_is_read(headers: Mapping[str, str], seconds: float | None) -> None:
    assert retry_after(headers, wall=WALL) == (None if seconds is None else pytest.approx(seconds, abs=1e-6))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Rate limit reached. Please try again in 7.66s.", 7.66),
        ("Please try again in 6m0s. Visit", 360.0),
        ("retry after 20s", 20.0),
        ("Limit 6000, Requested 8000", None),
        ("Please wait", None),
        ("You will regain access on 2026-12-01 at 00:00 UTC.", 1_796_083_200.0 - WALL),
        ("You will regain access on 2026-99-01 at 00:00 UTC.", None),
    ],
)
def test_a_wait_named_in_words_is_the_last_resort(words: str, seconds: float | None) -> None:
    assert retry_after({}, wall=WALL, words=words) == seconds
    assert retry_after({"retry-after": "1"}, wall=WALL, words=words) == 1.0


@pytest.mark.parametrize("value", [None, True, [], {}, "", "  ", b"5", object()])
def test_what_is_no_wait_says_nothing(value: object) -> None:
    assert moment(value, WALL) is None


@given(text=st.text(max_size=30) | st.floats().map(str) | st.integers().map(str))
def test_any_text_is_a_wait_from_now_on_or_nothing(text: str) -> None:
    seconds = retry_after(
        {"retry-after": text, "x-ratelimit-reset": text, "retry-after-ms": text}, wall=WALL, words=text
    )
    assert seconds is None or 0 <= seconds < float("inf")


@given(seconds=st.integers(0, 200_000))
def test_a_date_and_the_seconds_until_it_mean_the_same(seconds: int) -> None:
    from email.utils import formatdate

    dated = retry_after({"retry-after": formatdate(WALL + seconds, usegmt=True)}, wall=WALL)
    assert dated == retry_after({"retry-after": str(seconds)}, wall=WALL) == seconds


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "1 s"), (0.2, "1 s"), (41, "41 s"), (89.5, "90 s"), (90, "2 min"), (360, "6 min"), (5_399, "90 min"),
     (5_400, "2 h"), (86_400, "24 h")],
)  # fmt: skip
def test_a_wait_is_spoken_in_the_unit_that_people_would_use(seconds: float, words: str) -> None:
    assert spoken(seconds) == words
