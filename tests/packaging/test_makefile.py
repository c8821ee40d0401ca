"""The Makefile and .ci/run: what people and the CI type."""

import os
import re
import signal
import subprocess

import pytest
from tests.packaging.conftest import PROJECT, Machine

CHECKS = ["ruff", "mypy", "lint-imports", "python"]


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A machine that was made ready, with checks that say what they were asked."""
    machine.has_uv()
    done = machine.bootstrap("dev")
    assert done.returncode == 0, done.stderr
    for name in CHECKS:
        machine.fake(name, f"echo {name} says fine", folder=machine.project / ".venv" / "bin")
    machine.forget()
    return machine


def test_help_names_every_target(machine: Machine) -> None:
    text = machine.run("make").stdout
    targets = re.findall(r"^\.PHONY: ([a-z-]+)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    assert {"run", "test", "lock"} <= set(targets)
    assert re.findall(r"^  make ([a-z-]+) +\S", text, re.MULTILINE) == targets


class TestRun:
    def test_a_bare_machine_ends_with_the_program_running(self, machine: Machine) -> None:
        done = machine.run("make", "run", "ARGS=ask 'why not?' --json")
        assert done.returncode == 0, done.stderr
        assert done.stdout == "<ask><why not?><--json>"

    def test_without_arguments_it_leaves_the_terminal(self, ready: Machine) -> None:
        assert ready.run("make", "run").stdout == "<--background>"
        assert ready.run("make", "run", "ARGS= ").stdout == "<--background>"

    def test_a_failure_of_the_program_is_told(self, ready: Machine) -> None:
        done = ready.run("make", "run", EXIT="7")
        assert done.returncode != 0
        assert "Error 7" in done.stderr

    def test_a_failed_install_does_not_start_it(self, machine: Machine) -> None:
        machine.python("python3", (3, 11), lacks="ensurepip")
        done = machine.run("make", "run")
        assert done.returncode != 0
        assert machine.calls("traybridge") == []

    def test_ctrl_c_reaches_the_program(self, ready: Machine) -> None:
        """The program ends in its own way, and make waits for it."""
        program = "trap 'echo saved; exit 0' INT; echo up; while :; do read line; done"
        ready.fake("traybridge", program, folder=ready.project / ".venv" / "bin")
        started = subprocess.Popen(
            [ready.bin / "make", "run"],
            cwd=ready.project,
            env=ready.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        with started:
            assert started.stdout is not None
            assert started.stdout.readline() == "up\n"
            os.killpg(started.pid, signal.SIGINT)
            assert started.stdout.read() == "saved\n"
            assert started.wait(timeout=30) != 0


class TestInstall:
    def test_both_ask_the_one_script(self, ready: Machine) -> None:
        for target in ("install", "uninstall"):
            assert ready.run("make", target).returncode == 0
        assert ready.calls("python") == ["python scripts/install.py install", "python scripts/install.py uninstall"]

    def test_without_a_venv_one_is_made_first(self, machine: Machine) -> None:
        machine.has_uv()
        for target in ("install", "uninstall"):
            machine.run("make", "clean")
            assert machine.run("make", target).returncode == 0
            assert machine.calls("project-python")[-1] == f"project-python scripts/install.py {target}"


class TestTest:
    def test_every_check_runs_and_pytest_has_the_last_word(self, ready: Machine) -> None:
        done = ready.run("make", "test")
        assert done.returncode == 0, done.stderr
        assert ready.calls(*CHECKS) == [
            "ruff check .",
            "ruff format --check .",
            "mypy",
            "lint-imports --no-logo",
            "python -m pytest -n auto --dist loadfile --no-loadscope-reorder",
        ]
        assert done.stdout.splitlines()[-1] == "python says fine"
        headings = re.findall(r"^== (.*) ==$", done.stdout, re.MULTILINE)
        assert headings == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]

    @pytest.mark.parametrize("failing", CHECKS)
    def test_one_failing_check_fails_it(self, ready: Machine, failing: str) -> None:
        ready.fake(failing, "exit 1", folder=ready.project / ".venv" / "bin")
        assert ready.run("make", "test").returncode != 0

    def test_tests_can_be_picked(self, ready: Machine) -> None:
        ready.run("make", "unit", "ARGS=tests/core -k 'one or two'")
        assert ready.calls("python") == ["python -m pytest tests/core -k one or two"]

    def test_the_quick_check_runs_the_tests_of_what_changed(self, ready: Machine) -> None:
        ready.fake("python", "echo tests/core tests/app", folder=ready.project / ".venv" / "bin")
        assert ready.run("make", "check").returncode == 0
        assert ready.calls(*CHECKS)[-2:] == [
            "python scripts/changed_tests.py",
            "python -m pytest -q tests/core tests/app",
        ]


class TestCi:
    def test_it_runs_the_test_command_and_nothing_else(self, machine: Machine) -> None:
        machine.fake("make", "pwd")
        done = machine.run("bash", ".ci/run")
        assert machine.calls("make") == ["make test"]
        assert done.stdout == f"{machine.project}\n"

    def test_it_fails_when_that_fails(self, machine: Machine) -> None:
        machine.fake("make", "exit 3")
        assert machine.run("bash", ".ci/run").returncode == 3
