from traybridge.core.secret import Secret
from traybridge.system.environment import KeyInEnvironment, offers


def test_keys_of_known_hosts_are_offered_with_the_variable_they_stand_in() -> None:
    environ = {"OPENROUTER_API_KEY": " sk-made-up-1\n", "HF_API_KEY": "hf_made_up", "PATH": "/usr/bin"}
    assert offers(environ) == (
        KeyInEnvironment("openrouter", "OPENROUTER_API_KEY", Secret("sk-made-up-1")),
        KeyInEnvironment("huggingface", "HF_API_KEY", Secret("hf_made_up")),
    )


def test_the_first_good_variable_of_a_host_is_the_one() -> None:
    environ = {"HF_TOKEN": "two\nlines", "HUGGINGFACE_API_KEY": "", "HF_API_KEY": "hf_made_up"}
    assert [offer.variable for offer in offers(environ)] == ["HF_API_KEY"]
    environ["HF_TOKEN"] = "hf_other"
    assert [offer.variable for offer in offers(environ)] == ["HF_TOKEN"]


def test_nothing_there_is_no_offer_and_an_offer_does_not_show_its_key() -> None:
    assert offers({}) == ()
    assert "made-up" not in repr(offers({"OPENAI_API_KEY": "sk-made-up-1"}))
