"""Reasons keep their pattern on the whole way from a reader to the preview, so that a window can translate them."""

from tests.migrate.conftest import Home

from traybridge.core.config import Config
from traybridge.core.errors import BadConfig, NotFound
from traybridge.core.i18n import Text, msg
from traybridge.migrate import discover
from traybridge.migrate.plan import plan
from traybridge.migrate.reasons import Reason, capitalised, uncapitalised, words_of


def test_a_line_begins_with_a_capital_and_is_still_the_same_text():
    text = capitalised(msg("{name} is listed twice", name="groq"))
    assert (text, text.pattern, text.values) == ("Groq is listed twice", "{name} is listed twice", {"name": "groq"})
    assert uncapitalised(NotFound("The key is empty").title) == "the key is empty"
    assert capitalised("") == ""


def test_an_error_is_told_as_str_tells_it():
    for error in (NotFound("Gone", "Look elsewhere."), NotFound("Gone"), BadConfig("Odd", path="config.toml", line=3)):
        assert words_of(error) == str(error)
    assert words_of(NotFound("Gone", "Look elsewhere.")).values["part1"].pattern == "Look elsewhere."
    assert words_of(ValueError("a {brace}")).pattern == "{told}"


def test_a_reason_reads_as_its_words():
    assert str(Reason(msg("it is empty"))) == "it is empty"


def test_every_problem_of_a_preview_can_be_translated(home: Home):
    """Junk in every place: whatever is said about it is a text with a pattern, never a finished sentence."""
    home.config({"name": "Nowhere"}, {"name": "A", "base_url": "ftp://a"}, "no object", {"name": "OpenRouter"})
    home.write("bridge_config.yaml", b"failover: {enabled: perhaps, what: 1}\nexo: {primary_host: 'a b c'}\n")
    home.write(".spiral_codex_keys.json", b"[1]")
    home.write("litellm_config.yaml", b"model_list: [{litellm_params: {model: azure/x}}, {}]\n")
    found = discover.read_all(discover.in_home(home.path, home.path, {}), {})
    problems = [one.problem for one in plan(found, Config(), {}).items if one.problem]
    assert len(problems) >= 9
    assert [one for one in problems if not isinstance(one, Text)] == []
    assert {one.pattern for one in problems if isinstance(one, Text)} >= {
        "{label} is no object; it was left out",
        "it holds no object of providers",
        "no key in there; enter it: traybridge keys set {account}",
    }
