"""Keys in variables and in .env files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, TOGETHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import environment
from traybridge.migrate.environment import split_line, value_of, variables_of

read = loosely(environment.read)
read_environment = loosely(environment.read_environment)


def test_each_variable_named_in_the_design_is_found():
    for name, provider in (
        ("OPENROUTER_API_KEY", "openrouter"),
        ("HUGGINGFACE_API_KEY", "huggingface"),
        ("HF_API_KEY", "huggingface"),
        ("HF_TOKEN", "huggingface"),
        ("TOGETHER_API_KEY", "together"),
    ):
        findings = read_environment({name: OPENROUTER, "PATH": "/bin", "EMPTY": ""})
        (found,) = findings.found
        assert (found.row.id, found.key, found.source) == (provider, Secret(OPENROUTER), "environment")
        assert findings.variables == ((name, Secret(OPENROUTER)),)


def test_placeholders_and_foreign_variables_are_nothing():
    environment = {"OPENROUTER_API_KEY": "your_openrouter_key_here", "HF_TOKEN": "", "SECRET_KEY": OTHER}
    findings = read_environment(environment)
    assert findings.found == ()
    assert findings.variables == ()


def test_a_key_beside_an_address_belongs_to_that_address():
    """OPENAI_API_KEY next to OPENAI_BASE_URL is no key of OpenAI's and must not be sent there."""
    (found,) = read_environment({"OPENAI_API_KEY": OTHER, "OPENAI_BASE_URL": "https://llm.example.com/v1"}).found
    assert (found.row.base_url, found.row.label) == ("https://llm.example.com/v1", "llm.example.com")
    (broken,) = read_environment({"OPENAI_API_KEY": OTHER, "OPENAI_BASE_URL": "ftp://x"}).found
    assert broken.row is None


def test_an_env_file_as_people_write_them(home: Home):
    path = home.write(
        ".env",
        f"# keys\nexport OPENROUTER_API_KEY='{OPENROUTER}'  # mine\r\n"
        f'HF_TOKEN = "{HUGGINGFACE}"\nTOGETHER_API_KEY={TOGETHER} # no # in it\nnonsense\n=x\n'
        f"GROQ_API_KEY={OTHER}\nGROQ_API_KEY={OPENROUTER}\nMISTRAL_API_KEY=${{OTHER}}\nDEEPSEEK_API_KEY=\n",
    )
    findings = read(path, {})
    found = {one.row.id: one for one in findings.found}
    assert {name: one.key.reveal() for name, one in found.items()} == {
        "openrouter": OPENROUTER,
        "huggingface": HUGGINGFACE,
        "together": TOGETHER,
        "groq": OPENROUTER,
    }
    assert [place.older for place in found["groq"].places] == [True, False]
    assert found["openrouter"].places[0].label == "OPENROUTER_API_KEY"
    assert findings.variables == ()


def test_two_names_for_one_host(home: Home):
    path = home.write(".env", f"HF_API_KEY={OTHER}\nHF_TOKEN={HUGGINGFACE}\n")
    first, second = read(path, {}).found
    assert (first.key, second.key) == (Secret(HUGGINGFACE), Secret(OTHER))


@pytest.mark.parametrize("content", [b"\0" * 10, b"", b"\xff\xfe\x00", b"=\n==\nexport\n"])
def test_junk(home: Home, content):
    findings = read(home.write(".env", content), {})
    assert findings.found == ()
    assert len(findings.files) == 1


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("abc", "abc", ""),
        ("abc # note", "abc", " # note"),
        ("a#b", "a#b", ""),
        ("'a # b' # c", "a # b", " # c"),
        ('"open', '"open', ""),
        ("# only", "", "# only"),
        ("", "", ""),
    ],
)
def test_values_and_what_follows_them(text, value, after):
    assert value_of(text) == (value, after)


@given(st.text())
def test_any_text_is_read_and_any_line_splits_without_loss(text):
    variables_of(text)
    for line in text.splitlines():
        if parts := split_line(line):
            assert "".join(parts[1:]) == line


PUBLIC = Path(__file__).parents[1] / "fixtures" / "public"


def test_the_forms_that_dotenv_files_have():
    findings = read(PUBLIC / "s-dotenv.env", {})
    keys = {found.row.id: found.key.reveal() for found in findings.found}
    assert keys == {
        "openai": "sk-proj-" + "A" * 40,
        "groq": "gsk_" + "c" * 52,
        "anthropic": "sk-ant-api03-" + "e" * 36,
    }
    (place,) = next(found for found in findings.found if found.row.id == "groq").places
    assert place.label == "MAIN_KEY"  # where the key itself stands
    assert findings.problems == ()


def test_a_reference_that_leads_nowhere_is_named(home: Home):
    path = home.write(".env", "GROQ_API_KEY=${SOMEWHERE}\nNO_KEY=${ELSEWHERE}\n")
    (problem,) = read(path, {}).problems
    assert problem.text == "GROQ_API_KEY is kept in SOMEWHERE, which is not set here"
    (found,) = read(path, {"SOMEWHERE": OPENROUTER}).found
    assert (found.row.id, found.key, found.places) == ("groq", Secret(OPENROUTER), ())


def test_a_chain_of_references_is_followed_to_its_end(home: Home):
    path = home.write(".env", f"MAIN={OPENROUTER}\nMID=${{MAIN}}\nGROQ_API_KEY=$MID\n")
    (found,) = read(path, {}).found
    assert (found.row.id, found.key) == ("groq", Secret(OPENROUTER))
    assert [place.label for place in found.places] == ["MAIN"]
    (problem,) = read(home.write("b/.env", "MID=${GONE}\nGROQ_API_KEY=${MID}\n"), {}).problems
    assert problem.text == "GROQ_API_KEY is kept in GONE, which is not set here"


def test_references_in_a_circle_end(home: Home):
    path = home.write(".env", "GROQ_API_KEY=${MID}\nMID=${GROQ_API_KEY}\n")
    assert read(path, {}).found == ()
    assert len(read(path, {}).problems) == 1
