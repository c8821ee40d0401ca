"""A child in the place of the starter model's: a real process with a real server that speaks its protocol, and fails.

Usage: embedded_stand_in.py HOW, one of: good, crash (mid-answer), endless, circles, mute (hangs while it reads),
broken (cannot start), killed (while it starts), stuck (never ready).
"""

import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOW = sys.argv[1]


def say(**notice: object) -> None:
    os.write(1, json.dumps(notice).encode() + b"\n")


def event(**chunk: object) -> bytes:
    return b"data: " + json.dumps({"model": "stand-in", **chunk}).encode() + b"\n\n"


def delta(text: str) -> bytes:
    return event(choices=[{"index": 0, "delta": {"content": text}, "finish_reason": None}])


END = event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}]) + b"data: [DONE]\n\n"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers.get("Authorization") != f"Bearer {ORDER['key']}":
            self.send_error(401)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(event(choices=[], prompt_progress={"total": 8, "cache": 0, "processed": 4, "time_ms": 1}))
        if HOW == "mute":
            threading.Event().wait()
        self.wfile.write(delta(f"pid {os.getpid()}"))
        if HOW == "crash":
            self.wfile.flush()
            os.kill(os.getpid(), signal.SIGSEGV)
            threading.Event().wait()
        while HOW == "endless":
            self.wfile.write(delta("."))
        while HOW == "circles":
            self.wfile.write(delta(" I am here to help."))
        told = {"order": sorted(ORDER), "argv": sys.argv, "environ": sorted(os.environ), "body": body}
        self.wfile.write(delta(f" {json.dumps(told)}"))
        self.wfile.write(END)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


with open(0, "rb", buffering=0, closefd=False) as stdin:
    ORDER = json.loads(stdin.readline())
say(read=1_000_000, of=2_000_000)
print("a library's own words", flush=True)  # noqa: T201
if HOW == "broken":
    sys.exit("Traceback (most recent call last):\nImportError: libgomp.so.1: cannot open shared object file")
if HOW == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if HOW != "stuck":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(ready=f"http://127.0.0.1:{server.server_address[1]}")
while os.read(0, 4096):
    pass
os._exit(0)
