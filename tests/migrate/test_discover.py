"""Which files are looked at, and who reads them."""

import os
from pathlib import Path

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, TOGETHER, Home

from traybridge.core.config import Config
from traybridge.core.errors import NotFound
from traybridge.core.secret import Secret
from traybridge.migrate import discover
from traybridge.migrate.export import export
from traybridge.migrate.findings import Findings

ONE = {"name": "OpenRouter", "api_key": OPENROUTER}


def _fill(home: Home) -> None:
    home.config(ONE)
    home.config(ONE, name=".token_manager/config.json")
    home.write(".spiral_codex_keys.json", {})
    home.database()
    home.write("bridge_config.yaml", "exo: {primary_host: h}")
    home.write("litellm_config.yaml", "model_list: []")
    home.write(".continue/config.yaml", "models: []")
    home.config(name="token_manager_config.json")
    home.write(".env", "")
    home.write(".config/io.datasette.llm/keys.json", {"openrouter": OPENROUTER})
    home.write("config-123.json", {"openai": {"api_base_urls": ["https://h/v1"], "api_keys": []}})
    home.write("config.yaml", "model_list: []")
    home.write("package.json", {"providers": []})


def _readers(candidates) -> list[str]:
    return [one.reader for one in candidates]


def test_the_home_and_the_current_folder_in_the_order_that_counts(home: Home):
    _fill(home)
    listed = _readers(discover.in_home(home.path, home.path, {}))
    assert listed == [
        "token_manager",
        "token_manager_web",
        "spiral_codex",
        "token_manager_db",
        "bridge_yaml",
        "litellm",
        "continue_dev",
        "token_manager",
        "environment",
        "open_webui",
        "litellm",
        "llm_keys",
    ]


def test_each_real_file_is_read_once(home: Home, tmp_path: Path):
    home.config(ONE)
    (tmp_path / "link").symlink_to(home.path)
    assert len(discover.in_home(home.path, tmp_path / "link", {})) == 1
    (home / ".env").symlink_to(home / ".token_manager_config.json")
    assert len(discover.in_home(home.path, home.path, {})) == 1


def test_common_names_count_only_with_the_right_content(home: Home):
    home.write("config.yaml", "theme: dark\nmodels: [a]\n")
    home.write("config-1.json", {"theme": "dark"})
    assert _readers(discover.in_home(home.path, home.path, {})) == ["continue_dev"]
    home.write("config.yaml", "theme: dark")
    assert discover.in_home(home.path, home.path, {}) == ()


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("x.json", {"providers": [ONE]}, "token_manager"),
        ("x.json", [ONE], "token_manager"),
        ("x", {"openrouter": {"encrypted_key": "x"}}, "spiral_codex"),
        ("x", {"openrouter": OPENROUTER, "// Note": "x"}, "llm_keys"),
        ("x", {"models": []}, "continue_dev"),
        ("x", {"openai.api_base_urls": ["http://h"]}, "open_webui"),
        ("x.yml", "model_list: []", "litellm"),
        ("x.yml", "api_keys: {openrouter: x}", "bridge_yaml"),
        ("x.yml", "exo: {primary_host: h}", "bridge_yaml"),
        ("x.yml", "models: []", "continue_dev"),
        ("prod.env", "A=1", "environment"),
        (".env.work", "A=1", "environment"),
        (".token_manager_config.backup3.json", '{"providers": [', "token_manager"),
        (".token_manager/config.json", "{", "token_manager_web"),
        ("birds.json", {"birds": [1]}, ""),
        ("x.txt", "hello", ""),
        ("x.json", "", ""),
    ],
)
def test_a_file_that_somebody_names_finds_its_reader(home: Home, name, content, reader):
    assert _readers(discover.at_path(home.write(name, content))) == [reader]


def test_a_database_and_an_export_are_known_by_their_content(home: Home):
    assert _readers(discover.at_path(home.database("chats.bin"))) == ["token_manager_db"]
    bundle = home.write("x", export(Config(), (), at=0))
    assert _readers(discover.at_path(bundle)) == ["traybridge"]


def test_a_folder_stands_for_home_and_current_folder_and_may_be_a_tools_own(home: Home):
    home.key_file(".token_manager/key.key")
    home.config({"name": "OpenRouter", "api_key": home.token(OPENROUTER)}, name=".token_manager/config.json")
    for folder in (home.path, home / ".token_manager"):
        (found,) = discover.read_all(discover.at_path(folder), {}).found
        assert found.key == Secret(OPENROUTER)


def test_nothing_there_is_said_and_what_is_no_format_is_a_problem(home: Home):
    with pytest.raises(NotFound):
        discover.at_path(home / "nowhere")
    os.mkfifo(home / "pipe")
    for path, words in ((home.write("x.txt", "hello"), "no format"), (home / "pipe", "no regular file")):
        (problem,) = discover.read_all(discover.at_path(path), {}).problems
        assert words in problem.text


def test_what_lies_under_a_known_name_and_cannot_be_read_is_reported(home: Home):
    (home / ".token_manager_config.json").mkdir()
    (home / ".spiral_codex_keys.json").symlink_to(home / ".spiral_codex_keys.json")
    (home / "bridge_config.yaml").symlink_to("nowhere")
    with (home / ".env").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    problems = discover.read_all(discover.in_home(home.path, home.path, {}), {}).problems
    said = " ".join(one.text for one in problems)
    assert len(problems) == 4
    for word in ("folder", "circle", "not there", "100 MiB"):
        assert word in said


def test_copies_fill_in_for_a_file_that_is_gone_or_broken(home: Home):
    old = home.config(ONE | {"api_key": OTHER}, name=".token_manager_config.backup1.json")
    new = home.config(ONE, {"name": "Together AI", "api_key": TOGETHER}, name=".token_manager_config.backup2.json")
    os.utime(old, (1, 1))
    for main in (None, '{"providers": [', "[" * 10):
        if main is not None:
            home.write(".token_manager_config.json", main)
        findings = discover.read_all(discover.in_home(home.path, home.path, {}), {})
        taken = [one for one in findings.found if not one.backup]
        assert [(one.source, one.key) for one in taken] == [
            (str(new), Secret(OPENROUTER)),
            (str(new), Secret(TOGETHER)),
        ]
        assert [one.source for one in findings.found if one.backup] == [str(old)]


def test_copies_of_a_whole_file_only_stand_by(home: Home):
    home.config(ONE)
    home.config({"name": "Together AI", "api_key": TOGETHER}, name=".token_manager_config.backup.json")
    home.write(".token_manager_config.backup2.json", "{")
    findings = discover.read_all(discover.in_home(home.path, home.path, {}), {})
    assert [one.backup for one in findings.found] == [False, True]
    assert [file.backup for file in findings.files] == [False, True, True]
    assert [Path(one.source).name for one in findings.problems] == [".token_manager_config.backup2.json"]


def test_a_copy_of_a_database_brings_no_chats_twice(home: Home):
    home.database()
    home.database("token_manager.db.bak")
    findings = discover.read_all(discover.in_home(home.path, home.path, {}), {})
    assert len(findings.conversations) == 2
    assert sum(one.backup for one in findings.found) == 2


def test_looking_writes_nothing(home: Home):
    _fill(home)
    before = home.files()
    findings = discover.read_all(discover.in_home(home.path, home.path, {}), {"HF_TOKEN": HUGGINGFACE})
    assert findings != Findings()
    assert home.files() == before
