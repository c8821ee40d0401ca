"""Which files are copies of another."""

import os

from tests.migrate.conftest import Home

from traybridge.core.i18n import msg
from traybridge.migrate.backups import as_backup, backups_of
from traybridge.migrate.findings import Findings, FoundProvider, OldConversation, OldFile, Problem


def test_names_of_copies_newest_first(home: Home):
    names = [
        ".c.backup.json",
        ".c.backup_2025.json",
        ".c.json.bak",
        ".c.json.bak2",
        ".c.json~",
        ".c_backup.json",
        ".c.json.old",
    ]
    for age, name in enumerate(names):
        os.utime(home.write(name, "{}"), (1000 - age, 1000 - age))
    for name in (".c.json", ".d.backup.json", ".cc.json", ".c.jsonx"):
        home.write(name, "{}")
    assert [path.name for path in backups_of(home / ".c.json")] == names


def test_copies_of_names_without_an_ending(home: Home):
    home.write(".env.bak", "")
    home.write(".env.local", "")
    assert [path.name for path in backups_of(home / ".env")] == [".env.bak"]
    assert backups_of(home / "nowhere" / "x") == ()


def test_a_copy_brings_keys_and_files_and_no_chats_or_settings(home: Home):
    whole = Findings(
        found=(FoundProvider("x", "r"),),
        conversations=(OldConversation("m", "u", "a"),),
        settings=(("routing.failover", False),),
        problems=(Problem("x", msg("odd")),),
        files=(OldFile(home.path, "json"),),
    )
    copy = as_backup(whole)
    assert copy.found[0].backup
    assert copy.files[0].backup
    assert (copy.conversations, copy.settings, copy.problems) == ((), (), ())
    assert as_backup(Findings(problems=(Problem("x", msg("cut off")),))).problems
