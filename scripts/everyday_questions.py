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
from traybridge.core.ports import ProviderContext
from traybridge.providers.embedded.model_file import MODEL_ID
from traybridge.providers.embedded.provider import EmbeddedProvider

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
    "What is the capital of Portugal?",
    'Translate "red" to Spanish.',
    "Write a polite email to ask for a refund.",
    "What is 14*2?",
    "Name three birds.",
    "Give me three synonyms of small.",
    "Explain what a volcano is simply.",
    "How many hours are in a day?",
    "Write a haiku about the night.",
    "Who painted the Starry Night?",
    "What is the tallest mountain in the world?",
    "List the primary colours.",
    "Correct the grammar: I goed to the shop.",
    "What is a database?",
    "What is the opposite of old?",
    "Tell me a short story about a fox.",
    "What are the ingredients of bread?",
    "Summarise in one sentence: The train was late. We missed the concert and went to dinner instead.",
    "What is the capital of Russia?",
    "Convert 3 weeks into days.",
)
"""Of the same kinds as the first twenty. Nothing was chosen with these: keep it so, or write new ones."""


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
    async with aclosing(provider.stream(request, MODEL_ID)) as batches:
        async for batch in batches:
            for event in (one for one in batch if isinstance(one, Chunk)):
                first = first or (time.monotonic() - began if event.has_content else 0.0)
                text += event.text
                reason = event.finish_reason or reason
                tokens = event.usage.completion_tokens if event.usage else tokens
    return Answer(text.strip(), reason, first, time.monotonic() - began, tokens)


async def run(questions: tuple[str, ...], seed: int | None) -> None:
    timers = timers_for(EMBEDDED, TimeoutsConfig(), local=True)
    provider = EmbeddedProvider(
        ProviderContext(provider=EMBEDDED, timers=timers, key=lambda: None, local_only=lambda: True)
    )
    try:
        print("| # | question | answer | tokens | first word | s |\n|---|---|---|---|---|---|")
        for number, question in enumerate(questions, 1):
            answer = await ask(provider, question, seed)
            text = " / ".join(line for line in answer.text.replace("|", "\\|").splitlines() if line.strip())
            ended = "" if answer.finish_reason == "stop" else f" *({answer.finish_reason})*"
            took = f"{answer.tokens} | {answer.first:.2f} | {answer.seconds:.1f}"
            print(f"| {number} | {question} | {text}{ended} | {took} |", flush=True)
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
