"""The scrub: no plaintext left behind, nothing lost, and the proof by a byte search of its own."""

import json
import os
import sqlite3
import stat
import tempfile
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, TOGETHER, Home, Keyring, Settings, plain_base64

from traybridge.core.errors import KeyringProblem
from traybridge.migrate.apply import apply
from traybridge.migrate.flow import gather, preview, scrub
from traybridge.migrate.plan import ImportPlan
from traybridge.migrate.scrub import Scrubbed
from traybridge.system.atomic import write_atomic

NAME = ".token_manager_config.json"


async def moved(home: Home, keyring: Keyring, settings: Settings, **more) -> ImportPlan:
    """Import what is in the home folder and hand back the plan."""
    findings = await gather(home=home.path, folder=home.path, environment=more.pop("environment", {}))
    planned = await preview(findings, settings.current(), keyring, **more)
    await apply(planned, settings, keyring)
    return planned


async def scrubbed(home: Home, keyring: Keyring | None = None, **more) -> Scrubbed:
    """Import and scrub; the journal lies outside of the home folder."""
    keyring = keyring or Keyring()
    planned = await moved(home, keyring, Settings(), **more)
    return await scrub(planned, keyring, journal=journal(home), at=1e9, write=write_atomic)


def journal(home: Home) -> Path:
    return home.path.parent / "scrub.jsonl"


def lies_in(key: str, data: bytes) -> list[str]:
    """An own byte search, not the product's: the shapes in which a key can be written down."""
    forms = {"plain": key.encode(), "quoted": quote(key, safe="").encode(), "wide": key.encode("utf-16-le")}
    for offset in range(3):
        encoded = b64encode(b"\0" * offset + key.encode() + b"\0" * 3)
        forms[f"base64+{offset}"] = encoded[4 if offset else 0 : len(encoded) - 8]
    return [name for name, form in forms.items() if form in data]


def left_of(home: Home, *keys: str) -> list[str]:
    data = home.bytes() + (journal(home).read_bytes() if journal(home).exists() else b"")
    return [f"{key[-4:]} {form}" for key in keys for form in lies_in(key, data)]


KEYS = {
    "A": [
        "sk-or-v1-EXAMPLEkey0000000000000000000000000000000000000000000000000001",
        "hf_EXAMPLEexampleEXAMPLEexampleEXAMPLE02",
        "tgp_v1_EXAMPLEexampleEXAMPLEexampleEXAMPLEexa03",
    ],
    "H": [
        "sk-or-v1-EXAMPLErotated00000000000000000000000000000000000000000000009",
        "hf_EXAMPLErotatedEXAMPLErotatedEXAMPL9",
    ],
    "K": [
        "sk-or-v1-EXAMPLEplain000000000000000000000000000000000000000000000000005",
        "hf_EXAMPLEplainEXAMPLEplainEXAMPLEplain5",
    ],
    "M": ["sk-plain-in-encrypted-field"],
}
KEYS |= {"D": KEYS["A"], "E": KEYS["A"], "H": KEYS["A"] + KEYS["H"]}


@pytest.mark.parametrize("letter", sorted(KEYS))
async def test_every_example_is_left_without_keys_and_with_its_providers(example, letter):
    home = example(letter)
    name = ".token_manager/config.json" if letter == "E" else NAME
    before = json.loads((home / name).read_text())
    result = await scrubbed(home)
    after = json.loads((home / name).read_text())
    assert left_of(home, *KEYS[letter]) == []
    assert b"gAAAAA" not in home.bytes()
    assert b"Z0FBQUFB" not in home.bytes()
    assert home / name in result.changed
    assert result.kept == ()
    assert _without_keys(after) == _without_keys(before)
    fields = [
        one.get(field)
        for one in after["providers"]
        if isinstance(one, dict)
        for field in ("api_key", "api_key_encrypted")
    ]
    assert {field for field in fields if field} <= {"local-no-key-required", "your_openrouter_key_here"}


def _without_keys(document):
    return [
        {name: value for name, value in one.items() if not name.startswith("api_key")} if isinstance(one, dict) else one
        for one in document["providers"]
    ]


async def test_the_second_scrub_changes_nothing(example):
    home = example("H")
    keyring, settings = Keyring(), Settings()
    planned = await moved(home, keyring, settings)
    await scrub(planned, keyring, journal=journal(home), at=1e9, write=write_atomic)
    before = home.files()
    planned = await moved(home, keyring, settings)
    result = await scrub(planned, keyring, journal=journal(home), at=1e9, write=write_atomic)
    assert (result.changed, result.kept) == ((), ())
    assert home.files() == before
    assert {item.action for item in planned.items} == {"same"}


async def test_permissions_and_links_stay(home: Home):
    home.write("real/config.json", {"providers": [{"name": "OpenRouter", "api_key": OPENROUTER}]}, mode=0o640)
    (home / NAME).symlink_to("real/config.json")
    await scrubbed(home)
    assert (home / NAME).is_symlink()
    assert stat.S_IMODE((home / "real/config.json").stat().st_mode) == 0o640
    assert left_of(home, OPENROUTER) == []
    assert sorted(home.files()) == [NAME, "real/config.json"]


async def test_a_second_name_of_the_file_is_told(home: Home):
    path = home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    (home / "elsewhere").mkdir()
    os.link(path, home / "elsewhere/copy.json")
    result = await scrubbed(home)
    assert any("linked under another name" in kept.reason for kept in result.kept)


async def test_backups_lose_their_keys_the_older_ones_too(home: Home):
    home.key_file()
    home.config({"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER), "status": "active"})
    home.config({"name": "OpenRouter", "api_key": OTHER}, name=".token_manager_config.backup.json")
    home.config({"name": "OpenRouter", "api_key": OPENROUTER}, name=".token_manager_config.backup_2.json")
    home.config({"name": "OpenRouter", "api_key_encrypted": home.wrapped(OTHER)}, name=f"{NAME}.bak")
    result = await scrubbed(home)
    assert left_of(home, OPENROUTER, OTHER) == []
    assert len(result.changed) == 4
    assert result.kept == ()
    for name in home.files():
        if name == ".token_manager_key":
            continue
        assert json.loads((home / name).read_text())["providers"][0]["name"] == "OpenRouter"


async def test_what_could_not_be_decrypted_is_kept_and_named_and_so_is_its_key_file(home: Home):
    lost = Home(home.path).wrapped(TOGETHER)
    home.key_file()
    home.config(
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)},
        {"name": "Together AI", "api_key_encrypted": lost},
    )
    result = await scrubbed(home)
    providers = json.loads((home / NAME).read_text())["providers"]
    assert [one["api_key_encrypted"] for one in providers] == ["", lost]
    reasons = {Path(kept.path).name: kept.reason for kept in result.kept}
    assert "Together AI" in reasons[NAME]
    assert "could not be decrypted" in reasons[NAME]
    assert "still holds something encrypted" in reasons[".token_manager_key"]
    assert (home / ".token_manager_key").exists()


async def test_a_key_that_is_not_the_stored_one_is_kept_and_named(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    result = await scrubbed(home, Keyring(openrouter=OTHER))
    assert result.changed == ()
    assert [Path(kept.path).name for kept in result.kept] == [NAME]
    assert "another key" in result.kept[0].reason
    assert OPENROUTER in (home / NAME).read_text()


async def test_it_refuses_when_a_key_did_not_reach_the_keyring(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER}, {"name": "Together AI", "api_key": TOGETHER})
    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    del keyring.keys["together"]
    before = home.files()
    with pytest.raises(KeyringProblem, match="together is not in the keyring"):
        await scrub(planned, keyring, journal=journal(home), at=0, write=write_atomic)
    assert home.files() == before
    assert not journal(home).exists()


@pytest.mark.parametrize("calls", range(3))
async def test_a_locked_keyring_stops_it_before_anything_is_touched(home: Home, calls):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER}, {"name": "Together AI", "api_key": TOGETHER})
    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    keyring.calls_left = calls
    before = home.files()
    with pytest.raises(KeyringProblem, match="locked"):
        await scrub(planned, keyring, journal=journal(home), at=0, write=write_atomic)
    assert home.files() == before


async def test_keys_that_last_for_this_session_only_are_no_reason_to_delete_the_file(home: Home):
    class SessionOnly(Keyring):
        session_only = True

    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    with pytest.raises(KeyringProblem, match="this session only"):
        await scrubbed(home, SessionOnly())
    assert OPENROUTER in (home / NAME).read_text()


async def test_a_journal_that_cannot_be_written_stops_it_before_anything_is_touched(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    with pytest.raises(OSError, match="directory"):
        await scrub(planned, keyring, journal=home.path, at=0, write=write_atomic)
    assert OPENROUTER in (home / NAME).read_text()


def _dying_after(files: int):
    """A writer whose process is killed once it has replaced so many files."""
    written: list[Path] = []

    def write(path: Path, content: bytes) -> None:
        if len(written) == files:
            raise RuntimeError("killed")
        write_atomic(path, content)
        written.append(path)

    return write


async def test_a_crash_after_any_file_is_finished_by_the_next_run(home: Home):
    """Three files and an encryption key; the process dies before the first, second, third write."""
    for crash_at in range(4):
        home.key_file()
        home.config({"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)})
        home.config(
            {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OTHER)}, name=".token_manager_config.backup.json"
        )
        home.write(".env", f"TOGETHER_API_KEY={TOGETHER}\n")
        keyring, settings = Keyring(), Settings()
        dying = _dying_after(crash_at)

        planned = await moved(home, keyring, settings)
        if crash_at < 3:
            with pytest.raises(RuntimeError):
                await scrub(planned, keyring, journal=journal(home), at=1, write=dying)
        else:
            await scrub(planned, keyring, journal=journal(home), at=1, write=dying)
        planned = await moved(home, keyring, settings)
        result = await scrub(planned, keyring, journal=journal(home), at=2, write=write_atomic)
        assert left_of(home, OPENROUTER, OTHER, TOGETHER) == []
        assert result.kept == ()
        assert set(home.files()) == {".env", ".token_manager_config.backup.json", ".token_manager_key", NAME}
        journal(home).unlink()


async def test_an_encryption_key_stays_because_nobody_knows_what_else_it_opens(home: Home):
    key = home.key_file().read_bytes()
    home.config({"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)})
    result = await scrubbed(home)
    assert (home / ".token_manager_key").read_bytes() == key
    assert [path.name for path in result.changed] == [NAME]
    assert result.kept == ()


async def test_a_write_that_fails_is_named_and_the_others_go_on(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    home.write(".env", f"TOGETHER_API_KEY={TOGETHER}\n")

    def full(path: Path, content: bytes) -> None:
        if path.name == NAME:
            raise OSError(28, "No space left on device")
        write_atomic(path, content)

    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    result = await scrub(planned, keyring, journal=journal(home), at=0, write=full)
    assert [path.name for path in result.changed] == [".env"]
    assert any("no space left" in kept.reason for kept in result.kept)
    assert OPENROUTER in (home / NAME).read_text()


async def test_a_tool_that_writes_at_the_same_time_is_noticed(home: Home):
    path = home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    content = path.read_bytes()

    def raced(target: Path, data: bytes) -> None:
        write_atomic(target, data)
        target.write_bytes(content)

    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    result = await scrub(planned, keyring, journal=journal(home), at=0, write=raced)
    assert result.changed == ()
    assert any("close the old tool" in kept.reason for kept in result.kept)


async def test_env_and_yaml_files_and_other_tools(home: Home):
    home.write(".env", f"# mine {OPENROUTER}\nexport OPENROUTER_API_KEY='{OPENROUTER}'\nOTHER=1\n")
    home.write(
        "bridge_config.yaml", f"api_keys:\n  huggingface: {HUGGINGFACE}  # old\nexo: {{primary_host: localhost}}\n"
    )
    home.write("config.yaml", f"model_list:\n- litellm_params: {{model: together_ai/x, api_key: {TOGETHER}}}\n")
    home.write(".config/io.datasette.llm/keys.json", {"openrouter": OPENROUTER, "weather": OTHER})
    home.write(
        "config-1.json", {"openai": {"api_base_urls": ["https://openrouter.ai/api/v1"], "api_keys": [OPENROUTER]}}
    )
    result = await scrubbed(home)
    assert left_of(home, OPENROUTER, HUGGINGFACE, TOGETHER) == []
    assert (home / ".env").read_text() == "# mine \nexport OPENROUTER_API_KEY=\nOTHER=1\n"
    assert yaml.safe_load((home / "bridge_config.yaml").read_text())["api_keys"] == {"huggingface": ""}
    assert len(result.changed) == 5
    assert json.loads((home / ".config/io.datasette.llm/keys.json").read_text()) == {"openrouter": "", "weather": OTHER}
    assert [Path(kept.path).name for kept in result.kept] == ["keys.json"]


@pytest.mark.parametrize("wal", [False, True])
async def test_databases_lose_their_keys_from_every_page(home: Home, wal):
    """A deleted row, a chat with a pasted key and the log are pages, too."""
    path = home.database(wal=wal)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("INSERT INTO providers (name, api_key) VALUES ('old', ?)", (OPENROUTER,))
        connection.execute("INSERT INTO conversations (user_message) VALUES (?)", (f"is {OPENROUTER} my key?",))
        connection.execute("INSERT INTO conversations (user_message) VALUES (CAST(x'ff41' AS TEXT))")
        connection.execute("CREATE TABLE more (a BLOB, b TEXT GENERATED ALWAYS AS ('x') STORED)")
        connection.execute("INSERT INTO more VALUES (?)", (HUGGINGFACE.encode() + b"\xff",))
        connection.execute("DELETE FROM providers WHERE name = 'old'")
        connection.commit()
    path.chmod(0o640)
    result = await scrubbed(home)
    assert result.changed == (path,)
    assert left_of(home, OPENROUTER, HUGGINGFACE) == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name, api_key FROM providers").fetchall() == [
            ("OpenRouter", ""),
            ("Hugging Face", ""),
        ]
        assert connection.execute("SELECT user_message FROM conversations WHERE id = 3").fetchone() == ("is  my key?",)
        assert connection.execute(
            "SELECT hex(user_message), hex(a) FROM conversations, more WHERE id = 4"
        ).fetchone() == ("FF41", "FF")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_the_log_of_a_tool_that_waits_is_emptied_too(home: Home):
    """Its open connection keeps the log file alive, with the old key in it."""
    path = home.database(wal=True)
    with closing(sqlite3.connect(path)) as waiting:
        waiting.execute("PRAGMA wal_autocheckpoint = 0")
        waiting.execute("UPDATE providers SET status = 'error'")
        waiting.commit()
        assert lies_in(OPENROUTER, (home / "token_manager.db-wal").read_bytes())
        result = await scrubbed(home)
        assert result.kept == ()
        assert left_of(home, OPENROUTER, HUGGINGFACE) == []
        assert (home / "token_manager.db-wal").exists()
        assert waiting.execute("SELECT status, api_key FROM providers").fetchall() == [("error", "")] * 2


async def test_a_database_in_use_is_named_and_left(home: Home):
    path = home.database()
    keyring = Keyring()
    planned = await moved(home, keyring, Settings())
    with closing(sqlite3.connect(path, isolation_level=None)) as running:
        running.execute("BEGIN EXCLUSIVE")
        result = await scrub(planned, keyring, journal=journal(home), at=0, write=write_atomic)
    assert result.changed == ()
    assert any("in use" in kept.reason for kept in result.kept)


async def test_a_database_whose_rules_forbid_it_is_named_and_left_whole(home: Home):
    path = home / "token_manager.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE providers (name TEXT, api_key TEXT CHECK (length(api_key) > 3))")
        connection.execute("INSERT INTO providers VALUES ('OpenRouter', ?)", (OPENROUTER,))
        connection.commit()
    result = await scrubbed(home)
    assert any("refused the change" in kept.reason for kept in result.kept)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT api_key FROM providers").fetchone() == (OPENROUTER,)


async def test_keys_elsewhere_in_the_folder_are_named_never_touched(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    notes = {
        ".bash_history": f"export K={OPENROUTER}",
        "notes.bin": b"\0" + plain_base64("x" + OPENROUTER).encode(),
        "clean.txt": "nothing",
    }
    for name, content in notes.items():
        home.write(name, content)
    result = await scrubbed(home)
    assert sorted(Path(kept.path).name for kept in result.kept) == [".bash_history", "notes.bin"]
    assert all("no file of the old tools" in kept.reason for kept in result.kept)
    assert f"export K={OPENROUTER}" == (home / ".bash_history").read_text()


async def test_variables_of_the_environment_are_named(home: Home):
    result = await scrubbed(home, environment={"OPENROUTER_API_KEY": OPENROUTER})
    assert [(kept.path, "OPENROUTER_API_KEY" in kept.reason) for kept in result.kept] == [("environment", True)]


async def test_a_truncated_copy_loses_its_keys_too(home: Home):
    home.key_file()
    whole = home.config(
        {"name": "OpenRouter", "api_key": OPENROUTER, "api_key_encrypted": home.wrapped(OPENROUTER)}
    ).read_bytes()
    home.write(".token_manager_config.backup1.json", whole[:-20])
    result = await scrubbed(home)
    assert left_of(home, OPENROUTER) == []
    assert b"Z0FBQUFB" not in home.bytes()
    assert result.kept == ()


async def test_files_that_may_not_be_read_and_huge_ones_are_named(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    with home.write(".token_manager_config.backup1.json", "").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (home / ".token_manager_config.backup2.json").mkdir()
    (home / ".token_manager_config.backup3.json").symlink_to("nowhere")
    result = await scrubbed(home)
    assert [Path(kept.path).name for kept in result.kept] == [".token_manager_config.backup1.json"]
    assert "100 MiB" in result.kept[0].reason


async def test_the_journal_tells_what_was_changed_without_the_keys(example):
    home = example("H")
    await scrubbed(home)
    lines = [json.loads(line) for line in journal(home).read_text().splitlines()]
    assert [line["event"] for line in lines] == ["scrub", "emptied"]
    assert lines[1]["path"] == str(home / NAME)
    assert "providers[1].api_key" in lines[1]["fields"]
    assert {line["at"] for line in lines} == {"2001-09-09T01:46:40+00:00"}
    assert "EXAMPLE" not in journal(home).read_text()
    assert stat.S_IMODE(journal(home).stat().st_mode) == 0o600


async def test_other_encodings_stay_what_they_are(home: Home):
    text = json.dumps(
        {"providers": [{"name": "OpenRouter", "api_key": OPENROUTER, "note": "Größe"}]}, ensure_ascii=False
    )
    for content in (b"\xef\xbb\xbf" + text.encode(), b"\xff\xfe" + text.encode("utf-16-le"), text.encode("cp1252")):
        home.write(NAME, content)
        await scrubbed(home)
        encoding = "utf-8-sig" if content[:1] == b"\xef" else "utf-16" if content[:1] == b"\xff" else "cp1252"
        assert (home / NAME).read_bytes() == text.replace(OPENROUTER, "").encode(
            encoding if encoding != "utf-16" else "utf-16"
        )
        assert left_of(home, OPENROUTER) == []


@pytest.fixture
def reachable():
    """A home folder that other users may look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        home = Home(Path(folder) / "home")
        home.path.mkdir()
        yield home
        home.path.chmod(0o755)


@pytest.fixture
def nobody():
    """A function that makes this process nobody until the end of the test: root may write everything."""
    user = os.geteuid()
    yield lambda: os.seteuid(65534 if user == 0 else user)
    os.seteuid(user)


async def test_what_may_not_be_written_is_named(reachable: Home, nobody):
    path = reachable.config({"name": "OpenRouter", "api_key": OPENROUTER})
    keyring = Keyring()
    planned = await moved(reachable, keyring, Settings())
    path.chmod(0o444)
    reachable.path.chmod(0o555)
    nobody()
    result = await scrub(planned, keyring, journal=journal(reachable), at=0, write=write_atomic)
    assert result.changed == ()
    assert any("permission" in kept.reason for kept in result.kept)


async def test_a_neighbour_that_may_not_be_read_is_named_as_not_searched(reachable: Home, nobody):
    reachable.write("diary.txt", OPENROUTER, mode=0)
    path = reachable.config({"name": "OpenRouter", "api_key": ""})
    path.chmod(0o644)
    nobody()
    keyring = Keyring(openrouter=OPENROUTER)
    planned = await moved(reachable, keyring, Settings())
    result = await scrub(planned, keyring, journal=journal(reachable), at=0, write=write_atomic)
    assert result.unsearched == (reachable / "diary.txt",)
    assert result.kept == ()


async def test_what_may_not_be_read_is_named(reachable: Home, nobody):
    path = reachable.config({"name": "OpenRouter", "api_key": OPENROUTER})
    path.chmod(0)
    nobody()
    keyring = Keyring()
    planned = await moved(reachable, keyring, Settings())
    assert [(item.action, "make it readable" in item.problem) for item in planned.items] == [("skip", True)]
    result = await scrub(planned, keyring, journal=journal(reachable), at=0, write=write_atomic)
    assert [(Path(kept.path).name, "permission" in kept.reason) for kept in result.kept] == [(NAME, True)]
