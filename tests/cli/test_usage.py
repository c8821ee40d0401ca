"""``traybridge usage``: what was spent, and that it is not known where the history was damaged."""

import re

from tests.cli.program import Program, openai
from tests.support.hosts import Host


async def test_requests_and_tokens_are_counted_by_provider_and_model(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        for _ in range(2):
            await program.run("ask", "hi")
    [row] = (await program.run("usage", "--json")).json["usage"]
    assert (row["provider"], row["model"], row["requests"]) == ("a", "m", 2)
    shown = await program.run("usage", "--days", "7")
    assert re.search(r"a +m +2 requests +14 \+ 6 tokens", shown.out)
    assert (await program.run("usage", "--days", "-1")).code == 2


async def test_after_a_damage_the_sum_is_not_called_whole(program: Program):
    program.configure("")
    whole = await program.run("usage")
    assert whole.out.endswith("$0.00 in all\n")
    program.database.write_bytes(b"no database at all" * 1000)
    for _ in range(2):  # by whom it is found, and later
        damaged = await program.run("usage")
        assert damaged.code == 0
        assert damaged.out.endswith("$0.00 in all, as far as the cost is known\n")
        assert "The history was damaged and is kept as traybridge.broken." in damaged.err
