"""The child's own small parts; what it does as a whole is seen in tests/live/test_embedded_answers.py."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from traybridge.providers.embedded.child_main import parameters, read_ahead
from traybridge.providers.embedded.server import COMMAND

ORDER = {"model": "m.gguf", "alias": "the-model", "context": 4096, "slots": 2, "threads": 3, "key": "made-up"}


class FakeLlama:
    """As much of the module xllamacpp as parameters are made of."""

    ggml_sched_priority = SimpleNamespace(GGML_SCHED_PRIO_LOW="low")

    class CommonParams:
        def __init__(self) -> None:
            self.model = SimpleNamespace()
            self.cpuparams = SimpleNamespace()
            self.cpuparams_batch = SimpleNamespace()


def test_it_listens_on_loopback_with_a_key_and_for_no_web_page() -> None:
    params = parameters(FakeLlama(), ORDER)
    assert (params.hostnames, params.port) == (["127.0.0.1"], 0)
    assert params.api_keys == ["made-up"]
    assert (params.cors_origins_explicit, params.cors_credentials) == (True, False)
    assert params.cors_origins != "*"
    assert (params.ui, params.endpoint_slots) == (False, False)


def test_the_window_is_shared_and_no_old_prompts_are_hoarded() -> None:
    params = parameters(FakeLlama(), ORDER)
    assert (params.n_ctx, params.n_parallel, params.kv_unified, params.cache_ram_mib) == (4096, 2, True, 0)
    assert params.cpuparams.n_threads == 3


def test_every_parameter_is_one_that_llama_cpp_has() -> None:
    """A name that xllamacpp dropped would be set on a Python object in vain or fail at the user's first question."""
    program = "import xllamacpp; print(*dir(xllamacpp.CommonParams))"
    known = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(vars(parameters(FakeLlama(), ORDER))) <= set(known)


def test_reading_ahead_tells_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    file.write_bytes(b"x" * 9_000_000)
    told: list[tuple[int, int]] = []
    read_ahead(str(file), lambda done, total: told.append((done, total)))
    assert told[-1] == (9_000_000, 9_000_000)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len(told) == 3


def imported(lines: str) -> Iterator[str]:
    return (line.rpartition("|")[2].strip() for line in lines.splitlines() if line.startswith("import time:"))


def test_it_imports_nothing_of_ours() -> None:
    """It would pay for httpx and msgspec in time and memory; -P keeps our http.py from hiding Python's own."""
    done = subprocess.run(
        [COMMAND[0], "-X", "importtime", *COMMAND[1:]],
        input=b"",
        capture_output=True,
        check=False,
    )
    names = set(imported(done.stderr.decode()))
    assert "json" in names
    assert not {name for name in names if name.startswith(("traybridge", "httpx", "msgspec", "asyncio"))}
