"""Catalogues of models kept on disk with their age, so that a start knows what there was."""

import sqlite3
from collections.abc import Mapping

import msgspec

from traybridge.core.i18n import plain
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.storage.database import Database


class SqliteCatalogues:
    """Implements core.ports.CatalogueStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self) -> Mapping[str, Catalogue]:
        """All that is kept, by provider id; a row that cannot be read is left out and will be fetched anew."""

        def read(connection: sqlite3.Connection) -> dict[str, Catalogue]:
            found: dict[str, Catalogue] = {}
            for provider, fetched_at, models, source in connection.execute(
                "SELECT provider, fetched_at, models, source FROM catalogues"
            ):
                try:
                    rows = msgspec.json.decode(models, type=tuple[ModelInfo, ...])
                except msgspec.MsgspecError:
                    continue
                found[provider] = Catalogue(rows, fetched_at, source)
            return found

        return await self._database.read(read)

    async def save(self, provider: str, catalogue: Catalogue) -> None:
        text = msgspec.json.encode(catalogue.models, enc_hook=plain).decode()

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO catalogues (provider, fetched_at, models, source) VALUES (?, ?, ?, ?)",
                (provider, catalogue.fetched_at, text, catalogue.source),
            )

        await self._database.run(write)
