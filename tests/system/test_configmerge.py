from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig, RoutingConfig
from traybridge.system.configmerge import merge


def row(name: str, **changes: object) -> ProviderConfig:
    return ProviderConfig(id=name, base_url=f"http://{name}", **changes)  # type: ignore[arg-type]


BASE = Config(providers=(row("a"), row("b"), row("c")), aliases={"fast": ("a:m",)})


def order(config: Config) -> list[str]:
    return [provider.id for provider in config.providers]


def test_changes_of_both_sides_come_together() -> None:
    mine = BASE.with_routing(failover=False)
    theirs = replace(BASE.with_routing(pin="a"), aliases={"fast": ("b:m",), "big": ("c:m",)})
    merged = merge(BASE, mine, theirs)
    assert merged.routing == RoutingConfig(failover=False, pin="a")
    assert merged.aliases == {"fast": ("b:m",), "big": ("c:m",)}


def test_where_both_changed_one_thing_mine_holds() -> None:
    assert merge(BASE, BASE.with_routing(pin="a"), BASE.with_routing(pin="b")).routing.pin == "a"


def test_one_provider_changed_on_both_sides_keeps_both_changes() -> None:
    mine = BASE.with_provider(row("b", enabled=False))
    theirs = BASE.with_provider(row("b", model="m"))
    assert merge(BASE, mine, theirs).providers[1] == row("b", enabled=False, model="m")


def test_my_order_their_addition_and_both_removals() -> None:
    mine = replace(BASE, providers=(row("c"), row("b")))
    theirs = replace(BASE, providers=(row("a"), row("b"), row("c"), row("new")))
    assert order(merge(BASE, mine, theirs)) == ["c", "b", "new"]
    theirs = replace(BASE, providers=(row("b"), row("a")))
    mine = BASE.with_provider(row("a", enabled=False))
    assert order(merge(BASE, mine, theirs)) == ["b", "a"]


def test_an_alias_removed_by_me_and_another_added_by_them() -> None:
    merged = merge(BASE, replace(BASE, aliases={}), replace(BASE, aliases={"fast": ("a:m",), "big": ("c:m",)}))
    assert merged.aliases == {"big": ("c:m",)}


def test_nothing_changed_by_me_is_their_file() -> None:
    theirs = BASE.with_provider(row("z"))
    assert merge(BASE, BASE, theirs) == theirs
    assert merge(BASE, theirs, BASE) == theirs
