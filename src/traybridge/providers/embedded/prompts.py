"""Example answers for the starter model, by the kind of question."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions that want the same form of answer: ``cue`` finds them, ``examples`` show a question and its answer."""

    name: str
    cue: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]


def _kind(name: str, cue: str, *examples: tuple[str, str]) -> Kind:
    return Kind(name, re.compile(cue, re.IGNORECASE), examples)


KINDS: Final = (
    _kind(
        "summary",
        r"^(summari[sz]e|sum up|shorten)\b",
        (
            "Summarise in one sentence: The bus leaves at eight. It does not run on Mondays.",
            "The bus leaves at eight, but it does not run on Mondays.",
        ),
        (
            "Summarise in one sentence: Tom bought a bike last week. He already rides it to work every day.",
            "Tom bought a bike last week and rides it to work every day.",
        ),
    ),
    _kind(
        "grammar",
        r"^(correct|fix)\b",
        ("Correct the grammar: We was at home.", "We were at home."),
    ),
    _kind(
        "units",
        r"^convert\b",
        ("Convert 2 hours into minutes.", "2 hours = 120 minutes."),
    ),
    _kind(
        "calculation",
        r"^(what is|what's|calculate|how much is)?[\d\s.()+*/x×÷-]+=?\??$",
        ("What is 7*8?", "7*8 = 56."),
    ),
    _kind(
        "translation",
        r"\btranslate\b",
        ('Translate "thank you" to French.', '"Thank you" in French is "merci".'),
    ),
    _kind(
        "synonyms",
        r"\bsynonyms?\b|\banother word\b",
        ("Give me three synonyms of big.", 'Synonyms of "big": large, huge and enormous.'),
        ("Give me three synonyms of rich.", 'Synonyms of "rich": wealthy, affluent and prosperous.'),
    ),
    _kind(
        "letter",
        r"^write .*\b(e-?mail|letter|note|message)\b",
        (
            "Write an email to thank Anna for a book.",
            "Dear Anna,\n\nThank you for the book. I liked it a lot.\n\nBest regards,\nTom",
        ),
        (
            "Write a polite email about a late parcel.",
            "Dear Mr Brown,\n\nI am sorry, but your parcel is late.\n\nBest regards,\nTom",
        ),
    ),
    _kind(
        "poem",
        r"^write .*\b(haiku|poem)\b",
        (
            "Write a haiku about winter.",
            "Snow falls on the roof,\nthe garden sleeps under white,\na lone crow calls out.",
        ),
    ),
    _kind("tale", r"^tell\b", ("Tell me a riddle.", "What has hands but cannot clap? A clock.")),
    _kind("naming", r"^(name|give)\b", ("Name three pieces of furniture.", "1. Table\n2. Chair\n3. Bed")),
    _kind(
        "list",
        r"^(list|what are)\b",
        (
            "List the fingers of the hand.",
            "1. Thumb\n2. Index finger\n3. Middle finger\n4. Ring finger\n5. Little finger",
        ),
    ),
    _kind(
        "count",
        r"^how (many|much)\b",
        ("How many days are in June?", "June has 30 days."),
    ),
    _kind(
        "explanation",
        r"^(explain|why|how)\b",
        (
            "Explain gravity simply.",
            "Gravity is the force that pulls things towards each other. It keeps us on the ground.",
        ),
    ),
    _kind(
        "word",
        r"^what is (an? )?[\w-]+\?$",
        ("What is a CPU?", "A CPU is the part of a computer that carries out programs."),
    ),
    _kind(
        "fact",
        r"^(who|what|where|when)\b",
        ("What is the capital of Italy?", "The capital of Italy is Rome."),
        ("Who painted the Mona Lisa?", "The Mona Lisa was painted by Leonardo da Vinci."),
    ),
)
"""The first whose cue is in the question counts. A model this small takes form, length and when to stop from one or two
examples of the same kind, and loses its way among examples of all kinds. None of them is one of the questions that it
is judged by (docs/embedded-model.md)."""

OTHER: Final = _kind(
    "other",
    "",
    ("Is tea healthier than cola?", "Tea is healthier, because it has less sugar."),
    ("Good evening!", "Good evening! How can I help you?"),
)
"""Whatever is of none of these kinds: without any example the answers run on."""

_PLEASE: Final = re.compile(r"^\W*(please|(can|could|would) you( please)?)\W+", re.IGNORECASE)


def kind_of(question: str) -> Kind:
    """Find what kind of question it is by its first line. Pure."""
    line = _PLEASE.sub("", question.strip().partition("\n")[0].strip())
    return next((kind for kind in KINDS if kind.cue.search(line)), OTHER)
