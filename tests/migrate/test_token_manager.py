"""The old bridge's own file, in each form that its writers left."""

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, TOGETHER, Home, loosely, plain_base64

from traybridge.core.secret import Secret
from traybridge.migrate import token_manager
from traybridge.migrate.findings import LAST

read = loosely(token_manager.read)

NAME = ".token_manager_config.json"


def _read(home: Home):
    return read(home / NAME, {})


def _keys(findings):
    return [one.key.reveal() if one.key else None for one in findings.found]


def test_the_encrypted_example_gives_its_three_keys(example):
    findings = _read(example("A"))
    assert [one.name for one in findings.found] == ["OpenRouter", "Hugging Face", "Together AI"]
    assert _keys(findings) == [
        "sk-or-v1-EXAMPLEkey0000000000000000000000000000000000000000000000000001",
        "hf_EXAMPLEexampleEXAMPLEexampleEXAMPLE02",
        "tgp_v1_EXAMPLEexampleEXAMPLEexampleEXAMPLEexa03",
    ]
    assert [one.enabled for one in findings.found] == [True, True, True]
    assert [one.row.base_url for one in findings.found] == [
        "https://openrouter.ai/api/v1",
        "https://router.huggingface.co/v1",
        "https://api.together.xyz/v1",
    ]
    assert findings.found[0].row.headers == {
        "HTTP-Referer": "https://localhost:3000",
        "X-Title": "Multi-Provider Token Manager",
    }
    assert not findings.problems


def test_the_older_base64_example_gives_the_same_keys(example):
    """Together's key begins with none of the usual letters and is base64 all the same."""
    assert _keys(_read(example("D"))) == _keys(_read(example("A")))


def test_the_older_writers_base64_needs_no_known_beginning(home: Home):
    written = {"name": "Work", "base_url": "https://h/v1", "api_key": plain_base64("nobody-knows-this-beginning")}
    home.config(written, version="1.0", saved_at="2025-01-01")
    assert _keys(_read(home)) == ["nobody-knows-this-beginning"]
    home.config(written)
    assert _keys(_read(home)) == [written["api_key"]]


def test_the_rotated_plain_key_wins_and_the_old_one_is_known_as_older(example):
    findings = _read(example("H"))
    exo, openrouter, huggingface, together = findings.found
    assert (exo.row.kind, exo.row.base_url, exo.key, exo.priority) == ("exo", "http://127.0.0.1:52415", None, 0)
    assert openrouter.key == Secret("sk-or-v1-EXAMPLErotated00000000000000000000000000000000000000000000009")
    assert [(place.label, place.older) for place in openrouter.places] == [
        ("providers[1].api_key", False),
        ("providers[1].api_key_encrypted", True),
    ]
    assert openrouter.places[1].key == Secret("sk-or-v1-EXAMPLEkey0000000000000000000000000000000000000000000000000001")
    assert huggingface.key == Secret("hf_EXAMPLErotatedEXAMPLErotatedEXAMPL9")
    assert together.key == Secret("tgp_v1_EXAMPLEexampleEXAMPLEexampleEXAMPLEexa03")


def test_the_founding_documents_format_in_its_order(example):
    findings = _read(example("K"))
    assert [(one.row.id, one.priority) for one in findings.found] == [("exo", 0), ("openrouter", 1), ("huggingface", 2)]


def test_junk_is_survived_and_named(example):
    findings = _read(example("M"))
    assert _keys(findings) == [None, None, "sk-plain-in-encrypted-field", None, None]
    assert [one.priority for one in findings.found] == [LAST, LAST, 2, 0, LAST]
    assert findings.found[3].row.base_url == "http://192.168.1.20:1234/v1"
    assert findings.found[4].row is None
    assert "no object" in findings.found[4].problem
    assert "current_provider_index" in findings.problems[0].text


def test_without_the_encryption_key_every_key_is_reported_lost(example):
    home = example("A")
    (home / ".token_manager_key").unlink()
    findings = _read(home)
    assert _keys(findings) == [None] * 3
    assert all(one.lost_key and "encrypted" in one.problem for one in findings.found)
    assert [place.key for one in findings.found for place in one.places] == [None] * 3


def test_settings_that_become_enforced(home: Home):
    home.config(
        {"name": "OpenRouter", "free_models_only": True, "max_cost_per_request": "0.05", "model": "openai/gpt-4o"},
        {"name": "Groq", "free_models_only": "no", "max_cost_per_request": -3, "status": "ProviderStatus.INACTIVE"},
        {"name": "DeepSeek", "status": "disabled", "disabled_reason": "no money"},
        {"name": "Mistral", "enabled": False, "status": "active"},
    )
    openrouter, groq, deepseek, mistral = _read(home).found
    assert (openrouter.row.free_only, openrouter.row.request_cap, openrouter.row.model) == (True, 0.05, "openai/gpt-4o")
    assert (groq.row.free_only, groq.row.request_cap, groq.enabled) == (False, None, False)
    assert "max_cost_per_request" in groq.problem
    assert deepseek.enabled is False
    assert "no money" in deepseek.problem
    assert mistral.enabled is False


def test_a_key_in_a_header_is_the_key_and_not_a_header(home: Home):
    home.config(
        {"name": "Work", "base_url": "https://h/v1", "headers": {"Authorization": f"Bearer {OTHER}", "X-A": "b"}}
    )
    (found,) = _read(home).found
    assert found.key == Secret(OTHER)
    assert found.row.headers == {"X-A": "b"}
    assert found.places[0].label == "providers[0].headers.Authorization"


def test_encrypted_and_plain_may_stand_in_either_field(home: Home):
    home.key_file()
    home.config(
        {"name": "OpenRouter", "api_key": home.token(OPENROUTER)},
        {
            "name": "Hugging Face",
            "api_key": "your_huggingface_key_here",
            "api_key_encrypted": home.wrapped(HUGGINGFACE),
        },
        {"name": "Together AI", "api_key": plain_base64("sk-plain-in-base64-0001"), "api_key_encrypted": None},
        {"name": "Groq", "api_key": {"no": "text"}, "api_key_encrypted": TOGETHER},
    )
    assert _keys(_read(home)) == [OPENROUTER, HUGGINGFACE, "sk-plain-in-base64-0001", TOGETHER]


@pytest.mark.parametrize(
    ("document", "names", "words"),
    [
        ({"providers": {"OpenRouter": {"api_key": OPENROUTER}, "Groq": 7}}, ["OpenRouter", ""], "an object instead"),
        ({"providers": {"name": "Groq", "api_key": OPENROUTER}}, ["Groq"], "one provider instead"),
        ([{"name": "Groq"}], ["Groq"], ""),
        ({"providers": None}, [], "no list"),
        ({"providers": "x"}, [], "no list"),
        (7, [], "no list"),
        (None, [], "no list"),
        ({"providers": [{"name": 5, "base_url": "http://h:1/v1"}]}, ["5"], ""),
        ({"providers": [{"base_url": "http://h:1/v1"}]}, ["h"], ""),
        ({"providers": [{}]}, ["providers[0]"], ""),
        ({"providers": [{"name": "Groq"}], "current_provider_index": "0"}, ["Groq"], ""),
        ({"providers": [{"name": "Groq"}], "current_provider_index": -1}, ["Groq"], "points to no provider"),
        ({"providers": [], "current_provider_index": 0}, [], ""),
    ],
)
def test_shapes_that_people_made_by_hand(home: Home, document, names, words):
    home.write(NAME, document)
    findings = _read(home)
    assert [one.name for one in findings.found] == names
    assert words in " ".join(one.text for one in findings.problems)
    assert bool(words) == bool(findings.problems)


def test_files_that_cannot_be_read_are_reported_and_still_known_to_the_scrub(home: Home):
    whole = home.config({"name": "OpenRouter", "api_key": OPENROUTER}).read_bytes()
    for content in (whole[:-30], b"", b"\x00" * 100, b"\xff\xfe\x00", whole.replace(b"OpenRouter", b"Open\x00Router")):
        home.write(NAME, content)
        findings = _read(home)
        assert not findings.found
        assert len(findings.problems) == 1
        assert [file.path for file in findings.files] == [home / NAME]


def test_other_encodings_are_read(home: Home):
    text = home.config({"name": "OpenRouter", "api_key": OPENROUTER}).read_text()
    for content in (
        b"\xef\xbb\xbf" + text.encode(),
        b"\xff\xfe" + text.encode("utf-16-le"),
        text.replace("OpenRouter", "Büro").encode("cp1252"),
    ):
        home.write(NAME, content)
        (found,) = _read(home).found
        assert found.key == Secret(OPENROUTER)


def test_a_list_without_end_is_cut_and_that_is_said(home: Home):
    home.config(*[{"name": f"n{at}", "base_url": "http://h:1/v1"} for at in range(1001)])
    findings = _read(home)
    assert len(findings.found) == 1000
    assert "1,001" in findings.problems[0].text


def test_a_broken_encryption_key_is_named(home: Home):
    home.write(".token_manager_key", "short")
    home.config({"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)})
    findings = _read(home)
    assert findings.found[0].lost_key
    assert ".token_manager_key" in findings.problems[0].text


def test_reading_changes_nothing(example):
    home = example("H")
    before = {name: (home / name).stat() for name in home.files()}
    _read(home)
    assert {name: (home / name).stat().st_mtime_ns for name in home.files()} == {
        name: stat.st_mtime_ns for name, stat in before.items()
    }
