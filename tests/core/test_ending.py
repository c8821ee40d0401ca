"""Every way in which an answer can end has its word, and people are told whatever is not ordinary."""

import pytest

from traybridge.core.ending import Ending, FinishClass, ReceivedContent, ending_of, ending_words, finish_class


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        (None, FinishClass.STOP), ("stop", FinishClass.STOP), ("eos", FinishClass.STOP), ("new", FinishClass.STOP),
        ("length", FinishClass.LENGTH), ("MAX_TOKENS", FinishClass.LENGTH), ("model_length", FinishClass.LENGTH),
        ("content_filter", FinishClass.FILTER), ("content_filtered", FinishClass.FILTER),
        ("SAFETY", FinishClass.FILTER), ("PROHIBITED_CONTENT", FinishClass.FILTER), ("refusal", FinishClass.FILTER),
        ("model_context_window_exceeded", FinishClass.WINDOW_FULL),
        ("insufficient_system_resource", FinishClass.NO_RESOURCES), ("error", FinishClass.NO_RESOURCES),
        ("error_upstream", FinishClass.NO_RESOURCES),
    ],
)  # fmt: skip
def test_a_reason_means_the_same_whatever_the_host_calls_it(reason: str | None, found: FinishClass) -> None:
    assert finish_class(reason) is found


@pytest.mark.parametrize(
    ("reason", "received", "ending"),
    [
        ("stop", ReceivedContent(text=True), Ending.COMPLETE),
        (None, ReceivedContent(text=True), Ending.COMPLETE),
        ("length", ReceivedContent(text=True), Ending.LENGTH),
        ("content_filter", ReceivedContent(text=True), Ending.FILTER),
        ("insufficient_system_resource", ReceivedContent(text=True), Ending.INTERRUPTED),
        ("stop", ReceivedContent(text=True, image=True), Ending.COMPLETE),
        ("stop", ReceivedContent(image=True), Ending.IMAGE),
        ("stop", ReceivedContent(audio=True), Ending.AUDIO),
        ("tool_calls", ReceivedContent(text=True, tool_calls=True), Ending.TOOL_CALLS),
        ("length", ReceivedContent(tool_calls=True), Ending.LENGTH),
        ("stop", ReceivedContent(hidden=True), Ending.EMPTY),
        ("stop", ReceivedContent(), Ending.EMPTY),
    ],
)
def test_the_ending_follows_from_what_came_and_why_it_stopped(
    reason: str | None, received: ReceivedContent, ending: Ending
) -> None:
    assert ending_of(reason, received) is ending


def test_only_the_ordinary_ending_and_the_break_need_no_words_here() -> None:
    silent = {ending for ending in Ending if ending_words(ending) is None}
    assert silent == {Ending.COMPLETE, Ending.INTERRUPTED}


@pytest.mark.parametrize("kind", ["text", "tool_calls", "image", "audio"])
def test_any_of_these_alone_is_an_answer(kind: str):
    assert ReceivedContent(**{kind: True}).answered


def test_thoughts_alone_are_no_answer():
    assert not ReceivedContent(reasoning=True, hidden=True).answered
