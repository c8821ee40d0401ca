"""The process that holds the embedded model: llama.cpp's server on loopback, ended by the end of its stdin.

Run by its path (``python -P child_main.py``), so that it imports nothing of ours and stays small. The first line
of stdin is its order as JSON (see ``Order`` in server.py), the access key in it: a key in argv, in the
environment or in a file could be read by others. Stdin then stays open; its end is the end of this process, whoever
closed it: a polite parent, or the kernel after ``kill -9``.

What it says on stdout, one JSON object a line: ``{"read": bytes, "of": bytes}`` while the model's file is read,
``{"starting": true}`` while llama.cpp sets it up, ``{"ready": "http://127.0.0.1:port"}`` once. Stderr has llama.cpp's
warnings and errors; prompts and answers are never among them.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

_BLOCK = 4 * 1024 * 1024
_BATCH = 64
"""Tokens of a prompt that are read at once; after each such step progress is told and a closed socket noticed."""
_LOAD_LIMIT = 120
"""Seconds after which a start that hangs is ended by the kernel: loading holds the GIL, so nothing of ours could."""
_NICENESS = 10
"""Added to the niceness: an answer may take a little longer, the user's own work may not."""


def notify(**notice: object) -> None:
    """Write one notice; a parent that is gone reads nothing, and the end of stdin tells us so."""
    line = json.dumps(notice) + "\n"
    try:
        os.write(sys.stdout.fileno(), line.encode())
    except BrokenPipeError:
        os._exit(0)


def set_parent_death_signal(parent: int) -> None:
    """Ask Linux to kill this process when its parent's thread ends; elsewhere the end of stdin has to do."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    pr_set_pdeathsig = 1  # <sys/prctl.h>
    ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask
        os._exit(0)


def watch_stdin() -> None:
    """End the process as soon as stdin ends, also in the middle of an answer: there is nothing to save."""
    while os.read(0, 4096):
        pass
    os._exit(0)


def lower_priority() -> None:
    if hasattr(os, "nice"):  # on Windows the parent sets the priority class
        os.nice(_NICENESS)


def read_ahead(path: str, tell: Callable[[int, int], None]) -> None:
    """Read the file once, so that a slow disk shows as progress and not as a long silence inside llama.cpp."""
    total = os.path.getsize(path)  # noqa: PTH202  pathlib would cost this small process 20 more modules
    block = bytearray(_BLOCK)
    done = 0
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  see above
        while count := file.readinto(block):
            done += count
            tell(done, total)


def parameters(llama: Any, order: Mapping[str, Any]) -> Any:
    """Turn our order into llama.cpp's parameters; ``llama`` is the module xllamacpp."""
    params = llama.CommonParams()
    params.model.path = order["model"]
    params.model_alias = {order["alias"]}
    params.n_gpu_layers = 0  # the graphics memory belongs to whoever runs real models there
    params.fit_params = False
    # Two conversations share the window: two windows would take twice the memory from the first moment.
    params.n_ctx = order["context"]
    params.n_parallel = order["slots"]
    params.kv_unified = True
    params.n_batch = params.n_ubatch = _BATCH
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = order["threads"]
    params.cpuparams.priority = llama.ggml_sched_priority.GGML_SCHED_PRIO_LOW
    params.cache_ram_mib = 0  # by default up to 8 GiB of old prompts are kept
    params.cache_idle_slots = False
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_threads_http = order["slots"] + 2
    params.api_keys = [order["key"]]
    # Left alone the server answers every web page with that page's own Origin (llama.cpp pull 25655).
    params.cors_origins = "https://nobody.invalid"
    params.cors_origins_explicit = True
    params.cors_credentials = False
    params.ui = False
    params.endpoint_slots = False
    params.offline = True
    params.verbosity = 2
    return params


def serve(order: Mapping[str, Any]) -> Any:
    """Load the model and serve it; the returned server runs in threads of its own as long as it is referenced."""
    llama: Any = import_module("xllamacpp")
    params = parameters(llama, order)
    if hasattr(signal, "alarm"):
        signal.alarm(_LOAD_LIMIT)
    server = llama.Server(params)
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    # llama.cpp takes these two to stop its loop only, which would leave a deaf process behind.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return server


def main() -> None:
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stdin:
        order = json.loads(stdin.readline())
    set_parent_death_signal(order["parent"])
    lower_priority()
    watcher = threading.Thread(target=watch_stdin, name="watch stdin", daemon=True)
    watcher.start()
    read_ahead(order["model"], lambda done, total: notify(read=done, of=total))
    notify(starting=True)
    server = serve(order)
    notify(ready=server.listening_address)
    watcher.join()


if __name__ == "__main__":
    main()
