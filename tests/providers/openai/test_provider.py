"""A host that speaks OpenAI's wire gets its key as a bearer token."""

from tests.providers.asking import CHAT, KEY, PLAIN, Host, answer, make_context, text_of
from tests.support.http_server import serving

from traybridge.providers.openai.provider import PROVIDER


async def test_the_key_goes_as_a_bearer_token() -> None:
    host = Host({CHAT: PLAIN})
    async with serving(host) as port:
        provider = PROVIDER(make_context(f"http://127.0.0.1:{port}/v1"))
        assert text_of(await answer(provider)) == "Hello world"
        await provider.aclose()
    assert host.seen[0][1]["authorization"] == f"Bearer {KEY}"
