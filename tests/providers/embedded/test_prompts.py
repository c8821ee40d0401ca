"""Which examples a question is asked with."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from traybridge.providers.embedded.prompts import KINDS, OTHER, Kind, kind_of

SCRIPT = Path(__file__).parents[3] / "scripts" / "everyday_questions.py"


@pytest.fixture
def everyday(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("everyday_questions", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A frozen dataclass with slots looks its own module up while it is made; nobody else should find it there.
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Summarize this: it rained.", "summary"),
        ("Correct this sentence: I is here.", "grammar"),
        ("Convert 3 miles into kilometers.", "units"),
        ("What is 12 x 3?", "calculation"),
        ("17 + 4 =", "calculation"),
        ("How much is 3*4?", "calculation"),
        ('Translate "hello" to Dutch.', "translation"),
        ("What is another word for nice?", "synonyms"),
        ("Write a short note to Ann.", "letter"),
        ("Write a poem about tea.", "poem"),
        ("Tell me something about bees.", "tale"),
        ("Name two rivers.", "naming"),
        ("What are the parts of a flower?", "list"),
        ("How many legs does a spider have?", "count"),
        ("Why is the sky blue?", "explanation"),
        ("What is an atom?", "word"),
        ("What is Wi-Fi?", "word"),
        ("What is the longest river?", "fact"),
        ("Where is Lima?", "fact"),
    ],
)
def test_the_first_line_says_what_kind_it_is(question: str, kind: str) -> None:
    assert kind_of(question).name == kind


@pytest.mark.parametrize("asked", ["please list the rivers.", "Could you list the rivers?", "  LIST the rivers."])
def test_politeness_capitals_and_spaces_make_no_difference(asked: str) -> None:
    assert kind_of(asked).name == "list"


@pytest.mark.parametrize(
    "question",
    ["", "Hello!", "Bonjour, ça va ?", "def f(x): return x", "I have 10-12 guests.\nWhat is 3*4?", "Whatever."],
)
def test_what_is_of_no_kind_gets_the_general_examples(question: str) -> None:
    assert kind_of(question) is OTHER


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_finds_its_own_examples(kind: Kind) -> None:
    """An example that another kind would answer stands in the wrong place, or its kind can never be chosen."""
    for asked, _ in kind.examples:
        assert kind_of(asked) is kind


def test_no_example_is_one_of_the_questions_that_the_model_is_judged_by(everyday: ModuleType) -> None:
    judged = {question.casefold() for question in (*everyday.QUESTIONS, *everyday.OTHERS)}
    examples = {asked.casefold() for kind in (*KINDS, OTHER) for asked, _ in kind.examples}
    assert not judged & examples


def test_every_everyday_question_is_of_some_kind(everyday: ModuleType) -> None:
    assert [asked for asked in (*everyday.QUESTIONS, *everyday.OTHERS) if kind_of(asked) is OTHER] == []


def test_examples_are_few_and_short() -> None:
    """What stands before the question has to be read before the first word: some 100 tokens a second."""
    assert {kind.name for kind in KINDS if len(kind.examples) not in {1, 2}} == set()
    assert max(sum(len(asked) + len(said) for asked, said in kind.examples) for kind in KINDS) < 330
