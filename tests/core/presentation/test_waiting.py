"""What is said before the first word: the sentence, how far it is, when it will end, who could answer now."""

import pytest

from traybridge.core.chat import Progress
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.presentation.waiting import failed_so_far, remaining, waiting, way_out
from traybridge.core.provenance import Attempt


def label(provider: str) -> str:
    return {"exo": "Exo", "cloud": "Cloud"}.get(provider, provider)


def told(progress: Progress | None, seconds: int = 0, since: float = 0.0) -> tuple[str, str, float | None, str]:
    one = waiting(progress, label, seconds=seconds, since=since)
    return str(one.sentence), str(one.number), one.share, str(one.then)


@pytest.mark.parametrize(
    ("progress", "seconds", "since", "words"),
    [
        (None, 0, 0, ("Looking who can answer", "", None, "")),
        (None, 3, 3, ("Looking who can answer", "3 s", None, "")),
        (Progress("trying", "exo", "m"), 2, 1, ("Asking Exo", "2 s", None, "")),
        (
            Progress("loading", "exo", "mlx/Llama-3.3-70B-Instruct-4bit", 62, 100), 9, 8,
            ("Exo is loading Llama 3.3 70B", "62%", 0.62, "About 5 s more. Your question waits until then."),
        ),
        (
            Progress("loading", "exo"), 4, 4,
            ("Exo is loading the model", "4 s", None, "Your question waits until then."),
        ),
        (
            Progress("prefill", "exo", "m", 3120, 8400), 4, 4,
            ("Exo is reading", "3,120 of 8,400 tokens", 3120 / 8400, "First word in about 7 s."),
        ),
        (Progress("prefill", "exo", "m", 0, 8400), 4, 4, ("Exo is reading", "8,400 tokens", 0.0, "")),
        (Progress("prefill", "exo"), 4, 4, ("Exo is reading", "4 s", None, "")),
        (Progress("queued", "exo", done=2), 0, 0, ("second in Exo's queue", "", None, "")),
        (Progress("queued", "exo"), 0, 0, ("Asking Exo", "", None, "")),
        (
            Progress("waiting", "cloud", total=20, text="rate limit reached"), 6, 6,
            ("Cloud: rate limit reached", "", None, "It is asked again in 14 s."),
        ),
    ],
)  # fmt: skip
def test_each_kind_has_its_sentence(
    progress: Progress | None, seconds: int, since: float, words: tuple[str, str, float | None, str]
) -> None:
    assert told(progress, seconds, since) == words


@pytest.mark.parametrize(
    ("done", "total", "since", "left"),
    [(50, 100, 10, 10), (0, 100, 10, None), (50, 100, 0.5, None), (100, 100, 9, None), (5, 0, 9, None)],
)
def test_an_end_is_told_only_where_there_is_a_pace(done: float, total: float, since: float, left: float | None) -> None:
    assert remaining(done, total, since) == left


def test_a_share_is_never_more_than_all() -> None:
    assert told(Progress("loading", "exo", "m", 300, 100))[2] == 1.0


def test_who_failed_is_named_once() -> None:
    failed = Attempt("exo", "m", Outcome.TRANSIENT, 0.1, None, "the connection broke")
    assert failed_so_far([failed, failed], label) == "Exo: the connection broke"
    assert failed_so_far([], label) == ""


def test_the_way_out_is_whoever_could_answer_now() -> None:
    def one(name: str, kind: str = "openai", *, usable: bool = True) -> ProviderStatus:
        return ProviderStatus(name, name, kind, enabled=True, health="ok", reason="", usable=usable)

    loading = Progress("loading", "exo", "m", 1, 2)
    exo, starter = one("exo", "exo", usable=False), one("tiny", "embedded")
    found = way_out(loading, [exo, one("down", usable=False), one("cloud"), starter])
    assert found is not None
    assert found.id == "cloud"
    assert way_out(loading, [exo, starter]) is None, "a tiny model is no way out"
    assert way_out(Progress("prefill", "cloud"), [one("cloud")]) is None, "it is being asked already"
    assert way_out(Progress("trying", "exo"), [exo, one("cloud")]) is None, "it may answer at once"
    assert way_out(None, [one("cloud")]) is None
