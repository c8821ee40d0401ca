"""A fake of launchctl and launchd: what `man launchctl` says of the verbs that the program uses.

The state is in the JSON file $FAKE_LAUNCHD, the calls are appended to it. Two verbs are the bench's own:
`login` does what launchd does when somebody logs in, and `fail VERB CODE` makes a verb fail from then on.
"""

import json
import os
import plistlib
import subprocess
import sys
from pathlib import Path
from typing import Any


def main(arguments: list[str]) -> int:
    file = Path(os.environ["FAKE_LAUNCHD"])
    state: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    state.setdefault("calls", []).append(arguments)
    try:
        return _run(state, *arguments)
    finally:
        file.write_text(json.dumps(state))


def _run(state: dict[str, Any], verb: str, *rest: str) -> int:
    if verb in state.get("fails", {}):
        print("Could not enable service: 150: Operation not permitted while System Integrity Protection is engaged")
        return int(state["fails"][verb])
    label = rest[0].rpartition("/")[2] if rest else ""
    disabled, jobs = state.setdefault("disabled", {}), state.setdefault("jobs", {})
    match verb:
        case "enable" | "disable":
            disabled[label] = verb == "disable"
        case "print-disabled":
            states = [f'\t"{name}" => {"disabled" if off else "enabled"}' for name, off in disabled.items()]
            print("\n".join(["disabled services = {", *states, "}"]))
        case "print":
            return _print(jobs, label)
        case "bootout":
            return _boot_out(jobs, label)
        case "bootstrap":
            _load(jobs, Path(rest[1]))
        case "login":
            _log_in(jobs, disabled)
        case "fail":
            state.setdefault("fails", {})[rest[0]] = int(rest[1])
        case _:
            print(f"Unrecognized subcommand: {verb}")
            return 64
    return 0


def _log_in(jobs: dict[str, int], disabled: dict[str, bool]) -> None:
    for plist in sorted(Path(os.environ["HOME"], "Library", "LaunchAgents").glob("*.plist")):
        if not disabled.get(plist.stem):
            _load(jobs, plist)


def _boot_out(jobs: dict[str, int], label: str) -> int:
    if label not in jobs:
        return 3  # "Boot-out failed: 3: No such process"
    _end(jobs.pop(label))
    return 0


def _print(jobs: dict[str, int], label: str) -> int:
    if label not in jobs:
        print(f'Could not find service "{label}" in domain for user gui: 501')
        return 113
    running = _runs(jobs[label])
    print(f"gui/501/{label} = {{\n\tstate = {'running' if running else 'not running'}")
    if running:
        print(f"\tpid = {jobs[label]}")
    print("}")
    return 0


def _load(jobs: dict[str, int], plist: Path) -> None:
    content = plistlib.loads(plist.read_bytes())
    log = Path(content.get("StandardErrorPath", os.devnull)).open("ab")  # noqa: SIM115  the process keeps it
    environ = {**os.environ, "PYTHONPATH": os.environ["SIMULATED_PATH"]}
    process = subprocess.Popen(
        content["ProgramArguments"], env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
        start_new_session=True, cwd="/",
    )  # fmt: skip
    jobs[content["Label"]] = process.pid


def _end(pid: int) -> None:
    if _runs(pid):
        os.kill(pid, 15)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
