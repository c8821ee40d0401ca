"""An answer that goes round in circles is noticed, and one that does not is left alone."""

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.providers.embedded.repetition import LEAST, LONGEST_UNIT, Repetition


def stopped_after(text: str, step: int = 3) -> int | None:
    """How many characters were taken when it was noticed, None = never."""
    repetition = Repetition()
    for at in range(0, len(text), step):
        if repetition.feed(text[at : at + step]):
            return at + step
    return None


@pytest.mark.parametrize(
    "unit",
    [
        "I am happy. ",
        "ha ",
        "1. Paris is the capital of France.\n",
        "I am a model. What can I do for you? I am here to help. ",
        "P.S. Thank you for your time and your consideration.\n\n",
        "x" * 100 + " " + "y" * 90,
    ],
)
def test_the_same_over_and_over_is_noticed_soon(unit: str) -> None:
    opening = "Here is the answer to your question: "
    at = stopped_after(opening + unit * 100)
    assert at is not None
    assert at <= len(opening) + max(LEAST, 4 * len(unit)) + len(unit) + 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1. Monday\n2. Tuesday\n3. Wednesday\n4. Thursday\n5. Friday\n6. Saturday\n7. Sunday\n",
        "".join(f"{number} x 7 = {7 * number}\n" for number in range(1, 60)),
        "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.",
        "We will, we will rock you. " * 3,
        "| a | b |\n|---|---|\n" + "-" * 200 + "." * 200 + " " * 200,
        "ha ha ha ha ha!",
    ],
)
def test_lists_refrains_and_lines_are_no_circles(text: str) -> None:
    assert stopped_after(text) is None


def test_what_is_longer_than_a_few_sentences_is_not_looked_for() -> None:
    unit = "".join(chr(0x4E00 + number) for number in range(LONGEST_UNIT + 1))
    assert stopped_after(unit * 6) is None


def test_a_long_answer_costs_what_its_pieces_cost() -> None:
    def measure(pieces: int) -> int:
        repetition = Repetition()
        return cpu(lambda: [repetition.feed(f"word{number:05} ") for number in range(pieces)])

    assert_linear(measure, 1000)
