"""The whole way as a surface walks it."""

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, Home, Keyring, Settings

from traybridge.core.config import Config
from traybridge.core.errors import NotFound
from traybridge.core.secret import Secret
from traybridge.migrate.flow import apply, gather, preview, scrub
from traybridge.system.atomic import write_atomic


async def test_without_a_path_home_folder_and_environment_are_read(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    work = Home(home / "work")
    work.path.mkdir()
    work.write(".env", f"TOGETHER_API_KEY={OTHER}\n")
    findings = await gather(home=home.path, folder=work.path, environment={"HF_TOKEN": HUGGINGFACE})
    assert [one.row.id for one in findings.found if one.row] == ["openrouter", "together", "huggingface"]


async def test_a_path_replaces_all_of_them(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    env = home.write("work/.env", f"TOGETHER_API_KEY={OTHER}\n")
    for path in (env, env.parent):
        findings = await gather(home=home.path, folder=home.path, environment={"HF_TOKEN": HUGGINGFACE}, path=path)
        assert [one.row.id for one in findings.found if one.row] == ["together"]
    with pytest.raises(NotFound):
        await gather(home=home.path, folder=home.path, environment={}, path=home / "nowhere")


async def test_a_preview_without_a_keyring_still_shows_everything(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    findings = await gather(home=home.path, folder=home.path, environment={})
    locked = Keyring(openrouter=OPENROUTER)
    locked.calls_left = 0
    planned = await preview(findings, Config(), locked)
    assert "locked" in planned.keyring_problem
    assert planned.items[0].action == "add"
    assert list(planned.keys) == ["openrouter"]
    assert not (await preview(findings, Config(), Keyring())).keyring_problem


async def test_a_stranger_in_the_keyring_makes_the_preview_look_at_the_next_account_too(home: Home):
    """Both names are taken: one by another key, the next by the key we hold, from an import that was cut short."""
    home.config({"name": "Work", "base_url": "https://work.example.com/v1", "api_key": OPENROUTER})
    findings = await gather(home=home.path, folder=home.path, environment={})
    keyring = Keyring(work=OTHER, **{"work-2": OPENROUTER})
    planned = await preview(findings, Config(), keyring)
    assert [item.id for item in planned.items] == ["work-2"]
    assert not planned.keys


async def test_everything_at_once_from_every_example(example):
    """All six homes on one machine, one after the other: the first key of a provider stays unless replaced."""
    keyring, settings = Keyring(), Settings()
    for letter in "ADEHKM":
        home = example(letter)
        findings = await gather(home=home.path, folder=home.path, environment={})
        planned = await preview(findings, settings.load(), keyring, replace_keys=True)
        await apply(planned, settings, keyring)
        await scrub(planned, keyring, journal=home.path.parent / "journal", at=0, write=write_atomic)
    assert [row.id for row in settings.config.providers] == [
        "exo",
        "openrouter",
        "huggingface",
        "together",
        "my-lm-studio",
    ]
    assert keyring.keys == {
        "openrouter": Secret("sk-or-v1-EXAMPLEplain000000000000000000000000000000000000000000000000005"),
        "huggingface": Secret("hf_EXAMPLEplainEXAMPLEplainEXAMPLEplain5"),
        "together": Secret("sk-plain-in-encrypted-field"),
    }
