"""Keys of the command line tool llm."""

from pathlib import Path

from tests.migrate.conftest import OPENROUTER, OTHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import llm_keys
from traybridge.migrate.llm_keys import folders

read = loosely(llm_keys.read)


def test_known_names_become_providers_and_the_note_is_no_key(home: Home):
    path = home.write(
        "keys.json",
        {
            "// Note": "This file stores secret API credentials. Do not share!",
            "openrouter": OPENROUTER,
            "claude": OTHER,
            "weather": OTHER,
            "openai": "",
            "groq": 7,
        },
    )
    openrouter, claude, weather, openai, groq = read(path, {}).found
    assert (openrouter.row.id, openrouter.key) == ("openrouter", Secret(OPENROUTER))
    assert (claude.row.id, claude.key) == ("anthropic", Secret(OTHER))
    assert weather.row is None
    assert weather.places[0].key == Secret(OTHER)
    assert (openai.key, openai.lost_key) == (None, False)
    assert groq.lost_key


def test_junk(home: Home):
    for content in ("[]", "{", "7"):
        findings = read(home.write("keys.json", content), {})
        assert findings.problems
        assert not findings.found


def test_its_folders_on_each_platform():
    home = Path("h")
    names = [str(one) for one in folders(home, {"LLM_USER_PATH": "mine", "XDG_CONFIG_HOME": "xdg"})]
    assert names[:2] == ["mine", str(Path("xdg/io.datasette.llm"))]
    assert str(home / "Library/Application Support/io.datasette.llm") in names
    assert str(home / "AppData/Roaming/io.datasette.llm") in names
    assert len(folders(home, {})) == 3
