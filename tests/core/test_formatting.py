"""Figures as people read them."""

import pytest

from traybridge.core.formatting import (
    GIGABYTE,
    age,
    dollars,
    duration,
    elapsed,
    gigabytes,
    memory,
    seconds,
    speed,
    thousands,
)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 s"), (0.4, "1 s"), (41.2, "41 s"), (99, "99 s"), (600, "10 min"), (7200, "2 h"), (86_400, "24 h")],
)
def test_a_wait_is_told_as_people_read_it(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("tokens", "words"), [(999, "999"), (1_000, "1k"), (8_000, "8k"), (8_192, "8.19k"), (131_072, "131k")]
)
def test_tokens_are_told_in_thousands(tokens, words):
    assert thousands(tokens) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0004, "0 ms"), (0.212, "212 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (3.886, "3.9 s"), (9.94, "9.9 s"),
        (9.96, "10 s"), (41.2, "41 s"), (59.4, "59 s"), (59.6, "1.0 min"), (90, "1.5 min"),
    ],
)  # fmt: skip
def test_how_long_something_took_has_one_form(value, words):
    assert elapsed(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.04, "0.0 s"), (0.9, "0.9 s"), (1.25, "1.2 s"), (41.2, "41 s")])
def test_what_people_wait_for_is_in_seconds(value, words):
    assert seconds(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1.43, "1.4 tok/s"), (9.94, "9.9 tok/s"), (9.96, "10 tok/s"), (31.4, "31 tok/s")]
)
def test_speed(value, words):
    assert speed(value) == words


@pytest.mark.parametrize(
    ("value", "below", "words"),
    [(0, 0.01, "$0.00"), (0.0012, 0.01, "$0.0012"), (0.01, 0.01, "$0.01"), (0.5, 1, "$0.5000"), (12.345, 1, "$12.35")],
)
def test_money_has_more_figures_where_it_is_little(value, below, words):
    assert dollars(value, fractions_below=below) == words


@pytest.mark.parametrize(
    ("value", "words"), [(12.4, "12 s ago"), (99.9, "100 s ago"), (180, "3 min ago"), (7200, "2 h ago")]
)
def test_age(value, words):
    assert age(value) == words


@pytest.mark.parametrize(
    ("used", "total", "words"), [(41 * GIGABYTE, 64 * GIGABYTE, "41 of 64 GB"), (None, 64 * GIGABYTE, "64 GB")]
)
def test_memory_as_a_mac_counts_it(used, total, words):
    assert memory(used, total) == words


def test_what_a_model_takes_of_it():
    assert gigabytes(int(4.3 * GIGABYTE)) == "4.3 GB"
