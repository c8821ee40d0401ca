"""The models that the demo cluster knows, with the cards and rows that real Exo nodes gave for them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec


class Model(msgspec.Struct, frozen=True):
    """`card` stands in `/state` and `/place_instance`, `row` in `/v1/models` (recordings 002 and 005)."""

    card: dict[str, Any]
    row: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.card["modelId"])

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.card["storageSize"]["inBytes"])

    @property
    def layers(self) -> int:
        return int(self.card["nLayers"])


class ModelFiles(Mapping[str, Model]):
    """Models by id, in the order of the file."""

    def __init__(self, path: Path) -> None:
        models = msgspec.json.decode(path.read_bytes(), type=list[Model])
        self._models = {model.id: model for model in models}

    def __getitem__(self, model_id: str) -> Model:
        return self._models[model_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._models)

    def __len__(self) -> int:
        return len(self._models)
