"""What a plan costs over long lists of models: CPU milliseconds for each kind of name, and for the nearest ids.

    .venv/bin/python scripts/bench/plan.py [--rounds N]

A name is asked once before it is timed: an index is built at the first look and stays with its list. The least of the
rounds is told, each round some plans of every kind in turn; CPU time of this thread: a busy machine only adds to it.
Goal (house.md, section 5): any name over 20 lists of 1,000 costs at most 0.05 ms more than ``auto``, the nearest ids
at most 3 ms and only for an error that is shown.
"""

import argparse
import random
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.planning import Plan, ProviderFacts, plan

OWNERS = (
    "meta-llama",
    "mistralai",
    "Qwen",
    "google",
    "deepseek",
    "openai",
    "anthropic",
    "nvidia",
    "microsoft",
    "cohere",
)
FAMILIES = ("Llama", "Mistral", "Qwen", "gemma", "deepseek", "gpt", "claude", "Nemotron", "phi", "command")
TAILS = ("Instruct", "Instruct-4bit", "it", "chat", "preview", "Instruct:free", "base", "Thinking", "Coder", "turbo")
SIZES = ((3, 340), (5, 1_000), (20, 1_000))
NAMES = ("auto", "exact", "segment", "normalised", "unknown")


def ids(count: int, seed: int) -> list[str]:
    """Ids as hosts write them; some of them are in every list."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        at = chance.randrange(len(FAMILIES))
        version, size = f"{chance.randrange(1, 5)}.{chance.randrange(10)}", chance.choice((1, 3, 7, 8, 14, 32, 70, 235))
        extra = f"-v{chance.randrange(20)}" if chance.random() < 0.7 else ""
        made[f"{OWNERS[at]}/{FAMILIES[at]}-{version}-{size}B-{chance.choice(TAILS)}{extra}"] = None
    return list(made)


def facts_of(lists: int, length: int) -> tuple[Config, list[ProviderFacts]]:
    rows = [ProviderConfig(id=f"p{at}", base_url=f"http://127.0.0.{at + 1}:9/v1", model="m") for at in range(lists)]
    catalogues = [Catalogue(tuple(ModelInfo(one) for one in ids(length, at)), fetched_at=1.0) for at in range(lists)]
    facts = [ProviderFacts(row, catalogue=listed) for row, listed in zip(rows, catalogues, strict=True)]
    return Config(providers=tuple(rows)), facts


def cpu(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """CPU milliseconds of one call of each: the least of the rounds, ten calls each."""
    costs = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            began = time.thread_time_ns()
            for _ in range(10):
                work()
            costs[at] = min(costs[at], (time.thread_time_ns() - began) / 1e7)
    return costs


def nearest_of(make: Callable[[], Plan], rounds: int) -> float:
    """CPU milliseconds until the nearest ids of a fresh plan are read."""
    costs = []
    for _ in range(rounds):
        found = make()
        began = time.thread_time_ns()
        tuple(found.nearest)
        costs.append((time.thread_time_ns() - began) / 1e6)
    return min(costs)


def name_of(kind: str, facts: list[ProviderFacts]) -> str:
    """A name of the last list in the middle, written so that only this step finds it."""
    model = facts[-1].catalogue.models[len(facts[-1].catalogue.models) // 2].id
    segment = model.rsplit("/", 1)[-1]
    written = {"exact": model, "segment": segment, "normalised": f"{segment.lower()}-8bit".replace("-instruct", "")}
    return written.get(kind, "auto" if kind == "auto" else "somebody/nobody-has-this-9000b")


def measure(lists: int, length: int, rounds: int) -> None:
    print(f"{lists} lists of {length} ids")
    config, facts = facts_of(lists, length)
    works: list[Callable[[], Plan]] = []
    firsts = []
    for kind in NAMES:
        request = ChatRequest((Message("user", "What is the capital of France?"),), model=name_of(kind, facts))
        works.append(partial(plan, request, config, facts, 0.0))
        began = time.thread_time_ns()
        works[-1]()
        firsts.append((time.thread_time_ns() - began) / 1e6)
    costs = cpu(works, rounds)
    for kind, work, first, each in zip(NAMES, works, firsts, costs, strict=True):
        more = f"+{each - costs[0]:.4f}" if kind != "auto" else ""
        print(f"  {kind:<11} {each:8.4f} ms {more:>8}  first {first:7.2f} ms  routes {len(work().routes)}")
    print(f"  nearest ids of a name that nobody has: {nearest_of(works[-1], rounds):.2f} ms")


def size_of_a_list(length: int) -> None:
    """Memory and CPU of one long list, and of the first name that is looked up in it."""
    rows = tuple(ModelInfo(one) for one in ids(length, 1))
    tracemalloc.start()
    began = time.thread_time_ns()
    listed = Catalogue(rows, fetched_at=1.0)
    built = (time.thread_time_ns() - began) / 1e6
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    facts = [ProviderFacts(ProviderConfig(id="p", base_url="http://127.0.0.1:9/v1", model="m"), catalogue=listed)]
    request = ChatRequest((Message("user", "?"),), model="nobody-has-this")
    config = Config(providers=(facts[0].provider,))
    tracemalloc.start()
    began = time.thread_time_ns()
    plan(request, config, facts, 0.0)
    first = (time.thread_time_ns() - began) / 1e6
    more = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(
        f"one list of {length:,}: built in {built:.1f} ms with {kept / 2**20:.1f} MiB; "
        f"first name {first:.1f} ms, {more / 2**20:.1f} MiB more (both while memory is traced)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    for lists, length in SIZES:
        measure(lists, length, given.rounds)
    for length in (20_000, 100_000):
        size_of_a_list(length)


if __name__ == "__main__":
    main()
