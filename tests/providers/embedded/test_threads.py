"""How many threads the starter model takes."""

import pytest

from traybridge.providers.embedded.threads import distinct_cores, own_threads, physical_cores, quota_of, threads_for


@pytest.mark.parametrize(
    ("cores", "quota", "threads"),
    [(1, None, 1), (2, None, 1), (3, None, 2), (4, None, 3), (8, None, 4), (64, None, 4),
     (64, 2.0, 1), (64, 0.5, 1), (2, 8.0, 1), (8, 4.9, 3)],
)  # fmt: skip
def test_one_core_is_left_to_others(cores: int, quota: float | None, threads: int) -> None:
    assert threads_for(cores, quota) == threads


def test_two_hyper_threads_are_one_core() -> None:
    siblings = {0: "0,2\n", 1: "1,3\n", 2: "0,2\n", 3: "1,3\n"}

    def read(path: str) -> str:
        return siblings[int(path.rsplit("/cpu", maxsplit=1)[-1].split("/", maxsplit=1)[0])]

    assert distinct_cores([0, 1, 2, 3], read) == 2
    assert distinct_cores([0, 2], read) == 1


def test_cores_that_the_kernel_says_nothing_of_count_one_each() -> None:
    assert distinct_cores([0, 1, 2], lambda _: "") == 3


@pytest.mark.parametrize(
    ("text", "quota"),
    [("max 100000\n", None), ("200000 100000\n", 2.0), ("50000 100000", 0.5), ("", None), ("1 0", None), ("x y", None)],
)
def test_a_containers_quota_is_known(text: str, quota: float | None) -> None:
    assert quota_of(lambda _: text) == quota


def test_this_machine_has_a_sensible_answer() -> None:
    assert 1 <= own_threads() <= max(1, physical_cores())
