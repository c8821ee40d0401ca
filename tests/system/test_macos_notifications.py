from collections.abc import Sequence

import pytest

from traybridge.system.macos_notifications import ScriptNotifications


@pytest.mark.parametrize("title", ["Exo is back", '" & (do shell script "id") & "', "-e", "--version"])
async def test_title_and_text_are_arguments_and_never_part_of_the_script(title: str) -> None:
    asked: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> tuple[int, str]:
        asked.append(command)
        return 0, ""

    assert await ScriptNotifications(run).send(title, "It can\nanswer again", None)
    ((program, *arguments),) = asked
    assert program == "/usr/bin/osascript"
    assert arguments[-3:] == ["--", title, "It can\nanswer again"]
    assert arguments[:-3:2] == ["-e"] * 3
    assert not any(title in line for line in arguments[1:-3:2])


async def test_what_osascript_refuses_was_not_shown() -> None:
    assert not await ScriptNotifications(lambda _command: (1, "not allowed")).send("a", "b")
    assert not await ScriptNotifications(lambda _command: (-1, "")).send("a", "b")
