import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from traybridge.core.errors import NotFound
from traybridge.core.secret import Secret
from traybridge.system.logs import LogFile, redact, reporter, start_log

ODD = Secret("made+up/key=of-no-known-shape")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "logs"


@pytest.fixture
def logger(folder: Path) -> Iterator[logging.Logger]:
    ours, stop = start_log(folder, lambda: [ODD])
    yield ours
    stop()


def written(folder: Path) -> str:
    return (folder / "traybridge.log").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "key sk-or-v1-SECRETSECRETSECRET refused",
        "hf_SECRETSECRETSECRET",
        "gsk_SECRETSECRETSECRET",
        "AIzaSECRETSECRETSECRETSECRET",
        "Authorization: Bearer SECRETSECRET",
        "authorization=Basic SECRETSECRET==",
        "{'x-api-key': 'SECRETSECRET'}",
        '{"api_key":"SECRETSECRET","a":1}',
        "GET http://h/v1?key=SECRETSECRET&b=1",
        "http://me:SECRETSECRET@host/v1",
        "bearer SECRETSECRET",
        "eyJSECRETSECRET.SECRETSECRET.SECRETSECRET",
        "password = SECRETSECRET",
        f"x {ODD.reveal()} y",
    ],
)
def test_keys_are_taken_out(text: str) -> None:
    result = redact(text, [ODD])
    assert "SECRET" not in result
    assert ODD.reveal() not in result
    assert "[key]" in result


@pytest.mark.parametrize(
    "text",
    [
        "Exo: 31 tokens, token limit reached",
        "task-list of disk-usage",
        "max_tokens: 100, tokens=5",
        "https://openrouter.ai:443/api/v1 answered 401",
        "bearer of news",
        "the basic settings",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert redact(text, []) == text


def test_the_log_is_for_us_alone_and_not_there_before_the_first_word(logger: logging.Logger, folder: Path) -> None:
    assert not folder.exists()
    logger.info("hello")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "traybridge.log").stat().st_mode & 0o777 == 0o600
    assert "INFO" in written(folder)
    assert "traybridge: hello" in written(folder)


def test_other_peoples_chatter_stays_out(logger: logging.Logger, folder: Path) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://host/v1/chat/completions")
    logging.getLogger("httpcore.http11").debug("send_request_headers.started")
    logging.getLogger("some.library").info("chatter")
    assert not folder.exists()
    logging.getLogger("some.library").warning("trouble with sk-made-up-0123456789")
    assert "trouble with [key]" in written(folder)


@pytest.mark.shows_defects
def test_a_task_that_failed_is_told_with_its_place_but_not_with_foreign_words(
    logger: logging.Logger, folder: Path
) -> None:
    """A foreign error may quote what it was working on."""
    told = reporter(logger)
    try:
        stumble("what somebody asked in private")
    except ValueError as error:
        told("monitor.probe", error)
    text = written(folder)
    assert "monitor.probe failed" in text
    assert "test_logs.py" in text
    assert "builtins.ValueError\ncaused by\n" in text
    assert "builtins.KeyError" in text
    assert "in private" not in text.replace('stumble("what somebody asked in private")', "")


def stumble(content: str) -> None:
    nothing: dict[str, str] = {}
    try:
        nothing[content]
    except KeyError as error:
        raise ValueError(content) from error


def test_our_own_errors_are_told_in_their_words(logger: logging.Logger, folder: Path) -> None:
    reporter(logger)("settings", NotFound("There is no provider “x”", "Add it."))
    assert "WARNING traybridge: settings: There is no provider “x”. Add it." in written(folder)


def test_three_files_of_at_most_a_mebibyte(folder: Path) -> None:
    handler = LogFile(folder / "x.log", largest=1000)
    for number in range(100):
        handler.emit(logging.LogRecord("n", logging.INFO, "", 0, f"{number:03} {'x' * 95}", (), None))
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["x.log", "x.log.1", "x.log.2"]
    assert all(900 <= file.stat().st_size <= 1000 for file in files)
    assert files[0].read_text().splitlines()[-1].startswith("099")


def test_redacting_a_megabyte_takes_no_time() -> None:
    """The pattern must not look again and again at one and the same place."""
    begin = time.process_time()
    for text in ("x" * 1_000_000, "a://" * 250_000, "token: " * 140_000, "sk-" * 300_000, "eyJ" * 300_000):
        redact(text)
    assert time.process_time() - begin < 20


def test_a_very_long_record_is_cut(logger: logging.Logger, folder: Path) -> None:
    logger.info("x" * 1_000_000)
    assert len(written(folder)) < 9_000


def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("in the way")
    logger, stop = start_log(tmp_path / "logs", list)
    logger.warning("lost")
    stop()
    assert capsys.readouterr().err == ""
