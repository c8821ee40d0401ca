"""Lists of models come back with their age, and a row that cannot be read is left out."""

import sqlite3

from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.database import Database

NOVEMBER = 1_795_000_000.0  # 2026-11-18 UTC


async def test_catalogues_come_back_with_their_age(database: Database):
    kept = SqliteCatalogues(database)
    catalogue = Catalogue((ModelInfo("a/b", context=8192, prompt_price=0.0),), NOVEMBER, "https://here.example/v1")
    await kept.save("openrouter", catalogue)
    assert await kept.load() == {"openrouter": catalogue}
    named = Catalogue((ModelInfo("tiny", name=msg("a tiny starter model")),), NOVEMBER)
    await kept.save("embedded", named)
    assert (await kept.load())["embedded"] == named


async def test_a_row_that_cannot_be_read_is_left_out_and_the_others_come(database: Database):
    kept = SqliteCatalogues(database)
    catalogue = Catalogue((ModelInfo("a/b"),), NOVEMBER)
    await kept.save("good", catalogue)
    await kept.save("bad", catalogue)

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE catalogues SET models = '[{' WHERE provider = 'bad'")

    await database.run(spoil)
    assert await kept.load() == {"good": catalogue}
