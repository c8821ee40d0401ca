"""What a cluster's models do, in words."""

import pytest

from traybridge.core.cluster import LoadedModel, ModelState, activity, in_words


@pytest.mark.parametrize(
    ("state", "share", "words"),
    [
        (ModelState.DOWNLOADING, None, "downloading"),
        (ModelState.DOWNLOADING, 0.405, "downloading 40%"),
        (ModelState.LOADING, None, "loading"),
        (ModelState.LOADING, 1.0, "loading 100%"),
        (ModelState.READY, None, "ready"),
        (ModelState.BUSY, 0.3, "busy"),
        (ModelState.FAILED, None, "failed"),
    ],
)
def test_what_a_model_does_is_told_with_its_progress(state: ModelState, share: float | None, words: str):
    assert in_words(state, share) == words


def test_only_a_model_that_is_ready_or_busy_answers():
    assert {one for one in ModelState if LoadedModel("m", one).answers} == {ModelState.READY, ModelState.BUSY}


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (LoadedModel("m", ModelState.LOADING, 0.405), "loading 40%"),
        (LoadedModel("m", ModelState.LOADING, 1.0, warming_up=True), "warming up"),
        (LoadedModel("m", ModelState.READY, 1.0), "ready"),
    ],
)
def test_the_end_of_loading_has_a_name_of_its_own(model: LoadedModel, words: str):
    assert activity(model) == words
