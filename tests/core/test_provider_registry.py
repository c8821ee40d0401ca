"""Providers stand ready; one that was taken away is closed when its last stream has ended, and never before."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import STEADY, FakeProvider, answer, row, say
from tests.core.virtual import JumpingLoop

from traybridge.core.config import Timers
from traybridge.core.errors import ProviderDefect
from traybridge.core.ports import ProviderContext
from traybridge.core.provider_registry import Providers
from traybridge.core.tasks import TaskOwner

TIMERS = Timers(connect=1, headers=1, first_content=1, idle=1, total=1)


def make_context(name: str, model: str = "m", timers: Timers = TIMERS) -> ProviderContext:
    return ProviderContext(row(name, model=model), timers, lambda: None, lambda: False)


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


class Maker:
    """Builds fakes and remembers them; ``broken`` names whom it cannot build."""

    def __init__(self) -> None:
        self.made: list[tuple[str, FakeProvider]] = []
        self.broken = ""

    def __call__(self, context: ProviderContext) -> FakeProvider:
        if context.provider.id == self.broken:
            raise ValueError("cannot be built")
        provider = FakeProvider(answer())
        self.made.append((context.provider.id, provider))
        return provider

    def named(self, name: str) -> list[FakeProvider]:
        return [provider for made, provider in self.made if made == name]


async def test_who_did_not_change_stays_and_who_did_is_made_anew():
    """A provider whose settings did not change survives a change of the config."""
    maker = Maker()
    async with TaskOwner("test", raise_it) as tasks:
        providers = Providers(maker, tasks, on_defect=raise_it)
        first = providers.update([make_context("a"), make_context("b"), make_context("c")])
        quick = Timers(connect=9, headers=1, first_content=1, idle=1, total=1)
        second = providers.update(
            [make_context("a"), make_context("b", model="n"), make_context("c", timers=quick), make_context("d")]
        )
        assert second["a"] is first["a"]
        assert second["b"] is not first["b"]
        assert second["c"] is not first["c"]
        assert list(second) == ["a", "b", "c", "d"]
        assert providers.get("b") is second["b"]
        assert providers.get("z") is None
        await asyncio.sleep(0)
        assert [provider.closed for _, provider in maker.made] == [False, True, True, False, False, False]


async def test_who_is_in_use_is_closed_when_the_last_use_ends():
    maker = Maker()
    async with TaskOwner("test", raise_it) as tasks:
        providers = Providers(maker, tasks, on_defect=raise_it)
        providers.update([make_context("a")])
        (a,) = maker.named("a")
        with providers.in_use([a]):
            with providers.in_use([a, a]):
                providers.update([])
                await asyncio.sleep(1)
            await asyncio.sleep(1)
            assert not a.closed
        await asyncio.sleep(0)
        assert a.closed
        assert providers.all() == ()


async def test_a_use_that_ends_badly_ends_too():
    maker = Maker()
    async with TaskOwner("test", raise_it) as tasks:
        providers = Providers(maker, tasks, on_defect=raise_it)
        providers.update([make_context("a")])
        (a,) = maker.named("a")
        with pytest.raises(ValueError, match="oops"), providers.in_use([a]):
            providers.update([])
            raise ValueError("oops")
        await asyncio.sleep(0)
        assert a.closed


async def test_one_that_cannot_be_built_takes_no_other_with_it():
    maker = Maker()
    defects: list[str] = []
    async with TaskOwner("test", raise_it) as tasks:
        providers = Providers(maker, tasks, on_defect=lambda where, error: defects.append(f"{where}: {error}"))
        before = providers.update([make_context("a"), make_context("b")])
        maker.broken = "c"
        after = providers.update([make_context("b"), make_context("c")])
        assert after["b"] is before["b"]
        assert defects == ["build c: cannot be built"]
        broken = after["c"]
        with pytest.raises(ProviderDefect, match="a defect of TrayBridge: ValueError"):
            await anext(broken.stream(say(), "m"))
        with pytest.raises(ProviderDefect):
            await broken.probe()
        with pytest.raises(ProviderDefect):
            await broken.models()
        assert (await broken.check_key(None)).detail == "a defect of TrayBridge: ValueError"
        maker.broken = ""
        assert providers.update([make_context("c", model="n")])["c"] is maker.named("c")[0]
        await asyncio.sleep(0)
        assert maker.named("a")[0].closed


async def test_at_the_end_all_are_closed_also_those_in_use_and_those_on_their_way_out():
    maker = Maker()
    async with TaskOwner("test", raise_it) as tasks:
        providers = Providers(maker, tasks, on_defect=raise_it)
        providers.update([make_context("a"), make_context("b"), make_context("c")])
        with providers.in_use([maker.named("a")[0]]):
            providers.update([make_context("c")])
            await tasks.cancel()
            await providers.aclose()
            assert all(provider.closed for _, provider in maker.made)
        await providers.aclose()


STEPS = st.lists(
    st.tuples(st.sampled_from(["stock", "use", "end"]), st.sets(st.sampled_from("abc")), st.sampled_from("mn")),
    max_size=12,
)


@STEADY
@given(STEPS)
def test_nobody_is_closed_in_use_and_nobody_is_left_open(steps: list[tuple[str, set[str], str]]):
    """Streams in flight finish on the old providers, which are closed afterwards."""

    async def run() -> None:
        maker = Maker()
        async with TaskOwner("test", raise_it) as tasks:
            providers = Providers(maker, tasks, on_defect=raise_it)
            uses = []
            for step, names, model in steps:
                if step == "stock":
                    providers.update([make_context(name, model) for name in sorted(names)])
                elif step == "use":
                    held = [one for name in sorted(names) if (one := providers.get(name)) is not None]
                    use = providers.in_use(held)
                    use.__enter__()
                    uses.append((use, held))
                elif uses:
                    uses.pop(0)[0].__exit__(None, None, None)
                await asyncio.sleep(1)
                busy = {id(one) for _, held in uses for one in held}
                ready = {id(one) for one in providers.all()}
                for _, provider in maker.made:
                    assert provider.closed is (id(provider) not in busy | ready)
            for use, _ in uses:
                use.__exit__(None, None, None)
            await providers.aclose()
        assert all(provider.closed for _, provider in maker.made)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(run())
