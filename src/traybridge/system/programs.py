"""Run a small program of the operating system and wait for it."""

import subprocess
from collections.abc import Callable, Sequence

_SECONDS = 5.0

Run = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a program; its exit code (-1: it is missing or took too long) and what it printed."""


def run_program(command: Sequence[str]) -> tuple[int, str]:
    """Run a program for at most 5 s; blocks."""
    try:
        done = subprocess.run(  # noqa: S603  programs of the system, with our own words
            command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):  # ValueError: a NUL in an argument
        return -1, ""
    return done.returncode, done.stdout + done.stderr
