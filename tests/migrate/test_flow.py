"""The whole way as a surface walks it."""

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, Home, Keyring, Settings

from traybridge.core.config import Config
from traybridge.core.discovery import DiscoveredServer as Server
from traybridge.core.errors import NotFound
from traybridge.core.secret import Secret
from traybridge.migrate.flow import FORMATS, ImportPlan, apply, gather, preview, scrub
from traybridge.system.atomic import write_atomic
from traybridge.system.config.file import ConfigFile


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


async def test_each_reader_can_be_skipped(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    home.write(".env", f"TOGETHER_API_KEY={OTHER}\n")
    running = (Server("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2",)),)

    async def ids(*skip: str) -> list[str]:
        findings = await gather(home=home.path, folder=home.path, environment={}, running=running, skip=skip)
        return [one.row.id for one in findings.found if one.row]

    assert await ids() == ["openrouter", "together", "ollama"]
    assert await ids("servers") == ["openrouter", "together"]
    assert await ids("token_manager") == ["together", "ollama"]
    assert await ids("environment") == ["openrouter", "ollama"]
    assert await ids(*FORMATS) == []
    variables = await gather(home=home / "x", folder=home / "x", environment={"HF_TOKEN": HUGGINGFACE}, skip=FORMATS)
    assert (variables.found, variables.variables) == ((), ())


async def test_a_path_replaces_what_runs_here_too(home: Home):
    running = (Server("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2",)),)
    findings = await gather(home=home.path, folder=home.path, environment={}, running=running, path=home.path)
    assert findings.found == ()


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


@pytest.mark.parametrize("letter", "ADEHKM")
async def test_a_second_import_leaves_the_real_config_file_byte_for_byte(example, tmp_path, letter):
    """Written, read again by another start of the program, imported again."""
    home = example(letter)
    home.write("bridge_config.yaml", "failover: {enabled: false}\nadvanced: {request_timeout: 30}\n")
    home.write("config.yaml", "model_list: [{model_name: g, litellm_params: {model: openrouter/openai/gpt-4o}}]\n")
    keyring, path = Keyring(), tmp_path / "config.toml"
    path.write_text("# mine\n")
    await _imported(home, ConfigFile(path), keyring)
    first, when = path.read_bytes(), path.stat().st_mtime_ns
    planned = await _imported(home, ConfigFile(path), keyring)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (first, when)
    assert first.startswith(b"# mine\n")
    assert b"EXAMPLE" not in first
    assert {item.action for item in planned.items} <= {"same", "skip"}


async def _imported(home: Home, store: ConfigFile, keyring: Keyring) -> ImportPlan:
    findings = await gather(home=home.path, folder=home.path, environment={})
    planned = await preview(findings, store.current(), keyring)
    await apply(planned, store, keyring)
    return planned


async def test_everything_at_once_from_every_example(example):
    """All six homes on one machine, one after the other: the first key of a provider stays unless replaced."""
    keyring, settings = Keyring(), Settings()
    for letter in "ADEHKM":
        home = example(letter)
        findings = await gather(home=home.path, folder=home.path, environment={})
        planned = await preview(findings, settings.current(), keyring, replace_keys=True)
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


async def test_what_somebody_leaves_out_stays_where_it_is_with_its_key(home: Home):
    """The rest comes in, the scrub removes only that, and what was left out can be brought in later."""
    old = home.config({"name": "OpenRouter", "api_key": OPENROUTER}, {"name": "Hugging Face", "api_key": HUGGINGFACE})
    findings = await gather(home=home.path, folder=home.path, environment={})
    settings, keyring = Settings(), Keyring()
    all_of_it = await preview(findings, settings.current(), keyring)
    assert [(one.id, one.action) for one in all_of_it.items] == [("openrouter", "add"), ("huggingface", "add")]
    left_out = {all_of_it.items[0].entry}
    plan = await preview(findings, settings.current(), keyring, left_out=left_out)
    assert [(one.name, one.key, one.action, one.left_out) for one in plan.items] == [
        ("OpenRouter", "…0001", "skip", True),
        ("Hugging Face", "…0002", "add", False),
    ]
    await apply(plan, settings, keyring)
    assert keyring.revealed() == {"huggingface": HUGGINGFACE}
    done = await scrub(plan, keyring, journal=home / "journal", at=1.0, write=write_atomic)
    assert done.changed == (old,)
    assert OPENROUTER in old.read_text()
    assert HUGGINGFACE not in old.read_text()
    assert [one.path for one in done.kept] == [str(old)]
    later = await preview(await gather(home=home.path, folder=home.path, environment={}), settings.current(), keyring)
    await apply(later, settings, keyring)
    assert keyring.revealed()["openrouter"] == OPENROUTER


async def test_when_the_first_of_two_is_left_out_the_second_counts(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    home.write(".env", f"OPENROUTER_API_KEY={OTHER}\n")
    findings = await gather(home=home.path, folder=home.path, environment={})
    both = await preview(findings, Config(), Keyring())
    assert [one.action for one in both.items] == ["add", "skip"]
    second = await preview(findings, Config(), Keyring(), left_out=[both.items[0].entry])
    assert [one.action for one in second.items] == ["skip", "add"]
    assert second.keys["openrouter"].reveal() == OTHER
