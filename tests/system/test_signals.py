"""A signal ends a program in order: in its first moment, on a loop, and on a loop that takes no signals."""

import asyncio
import signal
import sys

import pytest

PROGRAM = """
import asyncio, sys
from traybridge.system.signals import end_at_sigterm, stop_at_signals

class WithoutSignals(asyncio.SelectorEventLoop):  # as on Windows
    def add_signal_handler(self, *_):
        raise NotImplementedError

async def main():
    stop = asyncio.Event()
    stop_at_signals(stop)
    print("ready", flush=True)
    await stop.wait()
    print("closed", flush=True)

end_at_sigterm()
if sys.argv[1] == "start":
    print("ready", flush=True)
    sys.stdin.read()
else:
    with asyncio.Runner(loop_factory=WithoutSignals if sys.argv[1] == "without" else None) as runner:
        runner.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it sends signals")
@pytest.mark.parametrize(
    ("moment", "number", "left"),
    [
        ("start", signal.SIGTERM, ""),
        ("loop", signal.SIGTERM, "closed\n"),
        ("loop", signal.SIGINT, "closed\n"),
        ("without", signal.SIGTERM, "closed\n"),
        ("without", signal.SIGINT, "closed\n"),
    ],
)
async def test_a_signal_ends_it_with_0(moment: str, number: signal.Signals, left: str):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, moment,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        out, err = await asyncio.wait_for(process.communicate(), 30)
    finally:
        if process.returncode is None:
            process.kill()
    assert (process.returncode, out.decode(), err.decode()) == (0, left, "")
