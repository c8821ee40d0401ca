import pytest
from tests.demo.derive_data import MODELS, derive

from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.cluster import DATA
from traybridge.demo.recordings import Library


def test_the_package_data_is_what_was_recorded(library: Library):
    """Written anew by `python -m tests.demo.derive_data`."""
    for name, content in derive(library).items():
        assert (DATA / name).read_bytes() == content, name


def test_the_package_data_is_small_and_nothing_else(library: Library):
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert files == {*derive(library), "chats/.gitattributes"}
    assert sum((DATA / name).stat().st_size for name in files) < 200_000


def test_cards_and_rows_tell_of_the_same_model(catalogue: ModelFiles):
    assert tuple(catalogue) == MODELS
    for model_id, model in catalogue.items():
        assert (model.id, model.row["id"]) == (model_id, model_id)
        assert model.row["storage_size_megabytes"] == pytest.approx(model.size / 1024**2, abs=1)
        assert model.layers > 0
