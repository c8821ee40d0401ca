"""Ask the starter model everyday questions, the way the app asks it, and print the answers as a table to be judged.

    .venv/bin/python scripts/everyday_questions.py [--others] [--seed N]

Nothing here judges: somebody reads the answers and writes the verdict into docs/embedded-model.md.
"""

import argparse
import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass

from traybridge.core.chat import ChatRequest, Chunk, Message
from traybridge.core.config import EMBEDDED, TimeoutsConfig, timers_for
from traybridge.core.ports import Surroundings
from traybridge.providers.embedded import EmbeddedProvider
from traybridge.providers.embedded_files import MODEL_ID

QUESTIONS = (
    "What is the capital of France?",
    'Translate "good morning" to Spanish.',
    "Write a polite email to decline a meeting invitation.",
    "What is 12*3?",
    "Name three fruits.",
    "Give me three synonyms of happy.",
    "Explain photosynthesis simply.",
    "How many days are in a leap year?",
    "Write a haiku about the sea.",
    "Who wrote Romeo and Juliet?",
    "What is the boiling point of water?",
    "List the planets of the solar system.",
    "Correct the grammar: She don't like apples.",
    "What is HTTP?",
    "What is the opposite of hot?",
    "Tell me a joke.",
    "What are the days of the week?",
    "Summarise in one sentence: The library opens at nine and closes at six. On Sundays it stays closed.",
    "What is the capital of Japan?",
    "Convert 1 km into meters.",
)
OTHERS = (
    "What is the capital of Germany?",
    'Translate "please" to French.',
    "Write a short thank-you note to a colleague.",
    "What is 15 + 27?",
    "Name three vegetables.",
    "Give me two synonyms of fast.",
    "Explain what rain is in simple words.",
    "How many hours are in a day?",
    "Write a short poem about the wind.",
    "Who painted the Sunflowers?",
    "What is the largest planet in the solar system?",
    "List the four seasons.",
    "Correct this sentence: I has two brother.",
    "What is a web browser?",
    "What is the opposite of happy?",
    "Tell me an interesting fact about cats.",
    "What are the primary colours?",
    "Summarise in one sentence: Peter went to the shop to buy milk. The shop was closed, so he went home.",
    "What is the capital of Spain?",
    "Convert 3 hours into minutes.",
)
"""Like the first twenty, but looked at only after system text and sampling had been chosen with those."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``first`` and ``seconds`` until the first word and the end, ``tokens`` as the model counts."""

    text: str
    finish_reason: str
    first: float
    seconds: float
    tokens: int


async def ask(provider: EmbeddedProvider, question: str, seed: int | None) -> Answer:
    request = ChatRequest((Message("user", question),), params={} if seed is None else {"seed": seed})
    began, first, text, reason, tokens = time.monotonic(), 0.0, "", "", 0
    async with aclosing(provider.stream(request, MODEL_ID)) as events:
        async for event in events:
            if not isinstance(event, Chunk):
                continue
            first = first or (time.monotonic() - began if event.has_content else 0.0)
            text += event.text
            reason = event.finish_reason or reason
            tokens = event.usage.completion_tokens if event.usage else tokens
    return Answer(text.strip(), reason, first, time.monotonic() - began, tokens)


async def run(questions: tuple[str, ...], seed: int | None) -> None:
    timers = timers_for(EMBEDDED, TimeoutsConfig(), local=True)
    provider = EmbeddedProvider(Surroundings(row=EMBEDDED, timers=timers, key=lambda: None, local_only=lambda: True))
    try:
        print("| # | question | answer | tokens | s |\n|---|---|---|---|---|")
        for number, question in enumerate(questions, 1):
            answer = await ask(provider, question, seed)
            text = " / ".join(line for line in answer.text.replace("|", "\\|").splitlines() if line.strip())
            ended = "" if answer.finish_reason == "stop" else f" *({answer.finish_reason})*"
            print(f"| {number} | {question} | {text}{ended} | {answer.tokens} | {answer.seconds:.1f} |", flush=True)
    finally:
        await provider.aclose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--others", action="store_true", help="the twenty that nothing was tuned with")
    parser.add_argument("--seed", type=int, help="the dice of the sampling; greedy answers have none")
    given = parser.parse_args()
    asyncio.run(run(OTHERS if given.others else QUESTIONS, given.seed))


if __name__ == "__main__":
    main()
