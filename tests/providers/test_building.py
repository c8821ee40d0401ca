from pathlib import Path

import pytest
from tests.providers.asking import make_context

import traybridge.providers
from traybridge.core.kinds import KINDS
from traybridge.providers import build
from traybridge.providers.anthropic.provider import AnthropicProvider
from traybridge.providers.base import HttpProvider
from traybridge.providers.openai.provider import OpenAIProvider


def test_every_kind_has_its_package_and_every_package_with_a_provider_its_row() -> None:
    package = Path(traybridge.providers.__file__).parent
    assert {found.parent.name for found in package.glob("*/provider.py")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_provider_is_built_from_its_package(kind: str) -> None:
    made = build(make_context("http://127.0.0.1:9/v1", kind=kind))
    assert type(made).__module__ == f"traybridge.providers.{kind}.provider"


@pytest.mark.parametrize(("kind", "made"), [("openai", OpenAIProvider), ("anthropic", AnthropicProvider)])
def test_a_row_makes_its_provider(kind: str, made: type) -> None:
    assert type(build(make_context("https://a.example/v1", kind=kind))) is made


def test_exo_has_a_chat_client_and_is_none() -> None:
    assert not isinstance(build(make_context("http://127.0.0.1:52415", kind="exo")), HttpProvider)
