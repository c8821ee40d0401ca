"""What the starter model is told beside the question, and how far it has read."""

import pytest

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.providers.embedded.prompts import kind_of
from traybridge.providers.embedded.wire import LONG, MOST_TOKENS, SAMPLING, SYSTEM, EmbeddedDecoder, with_defaults


def request(*messages: Message, **params: object) -> ChatRequest:
    return ChatRequest(messages or (Message("user", "Hello?"),), params=params)


def _turns(question: str) -> list[tuple[str, str]]:
    return [turn for asked, said in kind_of(question).examples for turn in (("user", asked), ("assistant", said))]


def test_a_bare_question_gets_our_system_text_sampling_and_end() -> None:
    sent = with_defaults(request())
    general = _turns("Hello?")
    assert [(one.role, one.content) for one in sent.messages] == [("system", SYSTEM), *general, ("user", "Hello?")]
    assert sent.params == {**SAMPLING, "max_tokens": MOST_TOKENS}


def test_a_question_of_a_known_kind_comes_after_examples_of_that_kind() -> None:
    asked = Message("user", "Name two rivers.")
    sent = with_defaults(request(asked))
    examples = _turns("Name two rivers.")
    assert [(one.role, one.content) for one in sent.messages] == [
        ("system", SYSTEM),
        *examples,
        ("user", asked.content),
    ]
    assert examples


def test_parts_of_text_are_a_question_too() -> None:
    sent = with_defaults(request(Message("user", [{"type": "text", "text": "Name two rivers."}])))
    assert [(one.role, one.content) for one in sent.messages[1:-1]] == _turns("Name two rivers.")


def conversation(answer: str) -> ChatRequest:
    turns = (Message("user", "Name two rivers."), Message("assistant", answer), Message("user", "What is 2*3?"))
    return request(*turns)


def test_a_short_conversation_has_the_examples_of_its_last_question() -> None:
    sent = with_defaults(conversation("1. Nile"))
    assert [(one.role, one.content) for one in sent.messages[1:-3]] == _turns("What is 2*3?")


def test_a_long_conversation_keeps_the_examples_of_its_first_question() -> None:
    """Otherwise the server would have to read all of it again."""
    before = with_defaults(request(Message("user", "Name two rivers."))).messages
    assert with_defaults(conversation("x" * LONG)).messages[: len(before)] == before


def test_the_callers_own_system_text_stands_alone() -> None:
    sent = with_defaults(request(Message("system", "Speak like a pirate."), Message("user", "Hello?")))
    assert [one.content for one in sent.messages] == ["Speak like a pirate.", "Hello?"]


def test_a_developers_text_is_a_system_text_to_this_model() -> None:
    sent = with_defaults(request(Message("developer", "Be brief.", {"name": "x"}), Message("user", "Hello?")))
    assert sent.messages[0] == Message("system", "Be brief.", {"name": "x"})
    assert len(sent.messages) == 2


def test_the_callers_own_parameters_win() -> None:
    sent = with_defaults(request(temperature=1.2, top_p=0.5))
    assert sent.params["temperature"] == 1.2
    assert sent.params["top_p"] == 0.5


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens", "n_predict"])
def test_the_callers_own_end_stands_alone(name: str) -> None:
    limits = {key: value for key, value in with_defaults(request(**{name: 7})).params.items() if key not in SAMPLING}
    assert limits == {name: 7}


def test_a_parameter_that_is_null_is_not_given() -> None:
    sent = with_defaults(request(temperature=None, max_tokens=None))
    assert sent.params == {**SAMPLING, "max_tokens": MOST_TOKENS}


def test_reading_the_prompt_is_told_as_progress() -> None:
    raw = b'{"choices":[],"prompt_progress":{"total":2021,"cache":14,"processed":270,"time_ms":6770}}'
    assert EmbeddedDecoder("embedded", "m").take(raw) == Progress("prefill", "embedded", "m", 270, 2021)


@pytest.mark.parametrize(
    "data",
    [
        b'{"choices":[]}',
        b'{"choices":[{"delta":{"content":"word"}}],"prompt_progress":{"total":1,"processed":1}}',
        b'{"choices":[],"prompt_progress":"strange"}',
    ],
)
def test_other_events_are_no_progress(data: bytes) -> None:
    assert isinstance(EmbeddedDecoder("embedded", "m").take(data), Chunk)
