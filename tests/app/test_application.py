"""The application is opened for use and taken apart in reverse, and serves others while it runs."""

from tests.app.conftest import CONFIG, Opened
from tests.core.fakes import say

from traybridge.app.application import Application, forget_old
from traybridge.core.errors import BadConfig


async def ask(application: Application) -> None:
    async for _ in application.bridge.chat(say()):
        pass


async def test_what_was_asked_stands_in_the_journal_when_the_application_is_left(opened: Opened):
    async with opened.open() as application:
        await ask(application)
    async with opened.open() as again:
        [row] = await again.journal.tail()
    assert (row["provider"], row["outcome"]) == ("a", "ok")
    assert opened.reported == []


async def test_leaving_closes_the_providers(opened: Opened):
    async with opened.open() as application:
        await ask(application)
        assert not opened.providers["a"].closed
    assert opened.providers["a"].closed


async def test_folders_that_cannot_be_made_are_reported_and_answers_still_come(opened: Opened):
    (opened.paths.config / "data").write_text("in the way")
    async with opened.open() as application:
        await ask(application)
    places = [where for where, _ in opened.reported]
    assert places[0] == "folders"
    assert "journal" in places
    assert opened.providers["a"].requests


async def test_a_hand_edit_is_taken_in_and_a_broken_one_is_reported_and_changes_nothing(opened: Opened):
    async with opened.open() as application:
        await application.reload()
        assert application.bridge.config.routing.failover
        opened.paths.config_file.write_text("[routing]\nfailover = false\n" + CONFIG)
        await application.reload()
        assert not application.bridge.config.routing.failover
        opened.paths.config_file.write_text("[routing\n")
        await application.reload()
        assert not application.bridge.config.routing.failover
        assert isinstance(application.problem, BadConfig)
        assert [where for where, _ in opened.reported] == ["settings"]
        opened.paths.config_file.write_text(CONFIG)
        await application.reload()
        assert application.problem is None
        assert application.bridge.config.routing.failover


async def test_journal_rows_go_after_90_days_and_not_before(opened: Opened):
    async with opened.open() as application:
        await forget_old(application)
        assert not (opened.paths.data / "traybridge.db").exists()
        await ask(application)
        await application.bridge.flush_journal()
        opened.clock.wall_now += 89 * 86_400
        await forget_old(application)
        assert await application.journal.tail()
        opened.clock.wall_now += 2 * 86_400
        await forget_old(application)
        assert not await application.journal.tail()
