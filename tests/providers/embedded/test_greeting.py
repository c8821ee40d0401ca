"""Greetings are told from questions."""

import pytest

from traybridge.core.chat import ChatRequest, Message
from traybridge.providers.embedded.greeting import is_greeting


def asked(text: str, *before: Message) -> ChatRequest:
    return ChatRequest((*before, Message("user", text)))


@pytest.mark.parametrize(
    "text",
    [
        "hi", "Hi!", "  hello. ", "Hello there", "hey", "Good morning!", "good evening", "who are you", "Who are you?",
        "What are you?", "hi, who are you?", "What\u2019s your name?", "how are you?", "HELLO", "hi :)", "Hallo",
        "Guten Tag!", "hello \U0001f44b", "hi\n",
    ],
)  # fmt: skip
def test_a_greeting(text: str) -> None:
    assert is_greeting(asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "Hello?", "hi, what is the capital of France?", "Who are you reading?", "Say hello in French", "history",
        "who are the Beatles?", "What is hello world?", "hi " * 1000, "?", "hello world program in C",
    ],
)  # fmt: skip
def test_no_greeting(text: str) -> None:
    assert not is_greeting(asked(text))


def test_parts_of_text_are_words_and_a_picture_is_a_question() -> None:
    text = {"type": "text", "text": "hi"}
    assert is_greeting(ChatRequest((Message("user", [text]),)))
    assert not is_greeting(ChatRequest((Message("user", [text, {"type": "image_url"}]),)))


def test_whoever_told_the_model_who_it_is_gets_its_own_answer() -> None:
    for role in ("system", "developer"):
        assert not is_greeting(asked("hi", Message(role, "Speak like a pirate.")))
    assert is_greeting(asked("hi", Message("user", "What is 2*3?"), Message("assistant", "6")))
    assert not is_greeting(ChatRequest((Message("user", "hi"), Message("assistant", "Hello"))))
    assert not is_greeting(ChatRequest(()))
