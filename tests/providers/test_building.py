import pytest
from tests.providers.asking import make_context

from traybridge.core.config import KINDS as CONFIG_KINDS
from traybridge.providers import KINDS, build
from traybridge.providers.anthropic.provider import AnthropicProvider
from traybridge.providers.openai.provider import OpenAIProvider


def test_every_kind_of_the_config_has_a_class() -> None:
    assert set(KINDS) == set(CONFIG_KINDS)


@pytest.mark.parametrize(("kind", "made"), [("openai", OpenAIProvider), ("anthropic", AnthropicProvider)])
def test_a_row_makes_its_provider(kind: str, made: type) -> None:
    assert type(build(make_context("https://a.example/v1", kind=kind))) is made


def test_exo_is_one_of_ours() -> None:
    assert isinstance(build(make_context("http://127.0.0.1:52415", kind="exo")), OpenAIProvider)
