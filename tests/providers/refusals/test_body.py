import base64
import json

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.providers.refusals.body import clean, hide_keys, read_body, read_value

KEY = "sk-or-v1-0123456789abcdefghijklmnop"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two\n\nlines\t here ", "two lines here"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("left\u202eright\u200b", "left right"),
        ("<html><title>Bad &amp; worse</title></html>", "“Bad & worse”"),
        ("<!doctype html><p>no title", "an HTML page"),
        ("<p>only a paragraph</p>", "an HTML page"),
        ("<html><title><b>odd</b></title>", "an HTML page"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("Runner died: KeyError: 'a'\nTraceback (most recent call last):\n  File \"/x\"", "Runner died: KeyError: 'a'"),
        ("Traceback (most recent call last):\n  File \"/x\", line 1\nKeyError: 'a'\n", "KeyError: 'a'"),
        ("failed: <html><title>Down</title>", "failed: “Down”"),
        ("see https://a.example/b?key=secret#top for more", "see https://a.example/b for more"),
        ("", ""),
        ("x" * 301, "x" * 299 + "…"),
        ("x" * 300, "x" * 300),
    ],
)
def test_foreign_words_are_made_fit_to_be_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    "text",
    [KEY, f"Bearer {KEY}", f"key {KEY[:12]}…", f"'{KEY}'", f"{KEY[:10]}****", "hf_abcdefghijkl", "AIzaSyA-1234567890",
     "sk-proj-****wxyz", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx"],
)  # fmt: skip
def test_whatever_looks_like_a_key_is_hidden(text: str) -> None:
    hidden = hide_keys(f"it was {text} there", KEY)
    assert "[key]" in hidden
    assert text not in hidden
    assert hidden.startswith("it was ")


def test_a_short_key_is_hidden_whole_but_its_beginning_is_no_word_to_hunt() -> None:
    assert hide_keys("local is not loc", "local") == "[key] is not loc"


def test_codes_are_gathered_from_every_level() -> None:
    said = read_value(
        {
            "type": "error",
            "error": {"type": "Rate_Limit_Error", "code": "x1", "details": {"error_code": "deep"}, "status": "GONE"},
        }
    )
    assert said.codes >= {"rate_limit_error", "x1", "deep", "gone"}


@pytest.mark.parametrize(
    ("code", "status"),
    [(429, 429), ("429", 429), ("1500", None), (1302, None), (200, None), (True, None), (None, None), ("4O4", None)],
)
def test_only_a_number_that_is_an_http_error_is_a_status(code: object, status: int | None) -> None:
    assert read_value({"error": {"code": code, "message": "x"}}).status == status


def test_a_person_s_flagged_words_are_not_repeated() -> None:
    said = read_value({"error": {"message": "Flagged", "metadata": {"reasons": ["a"], "flagged_input": "my diary"}}})
    assert said.moderated
    assert said.reasons == ("a",)
    assert "diary" not in said.words


def test_deep_and_self_repeating_bodies_end() -> None:
    deep = b'{"error":' * 2000 + b"1" + b"}" * 2000
    assert read_body(deep).words == "" or len(read_body(deep).words) <= 300
    nested: dict[str, object] = {"message": "inner"}
    for _ in range(40):
        nested = {"error": nested}
    assert read_value(nested).is_json


def test_json_in_json_is_read_to_its_end() -> None:
    inner = json.dumps({"error": {"message": json.dumps({"detail": "the reason"})}})
    assert read_value({"message": inner}).words == "the reason"


@pytest.mark.parametrize(
    ("body", "content_type", "is_json", "is_page"),
    [
        (b"{}", "text/html", True, False),
        (b"null", "", True, False),
        (b"true", "application/json", False, False),
        (b"404", "application/json", False, False),
        (b"<html>", "application/json", False, True),
        (b"hello", "text/html; charset=utf-8", False, True),
        (b"", "text/html", False, False),
        (b"  \n", "text/html", False, False),
        (b"hello", "text/plain", False, False),
        (b"\xff\xfe\x00", "", False, False),
        (b'{"message": "cut', "application/json", True, False),
        (b'{"message": "cut', "text/plain", False, False),
    ],
)
def test_what_a_body_is(body: bytes, content_type: str, is_json: bool, is_page: bool) -> None:
    said = read_body(body, content_type)
    assert (said.is_json, said.is_page) == (is_json, is_page)


SECRET = "sk-made-up-AbC123xyz-0987654321"


@pytest.mark.parametrize(
    "echoed",
    [
        SECRET,
        SECRET[::-1],
        SECRET[-12:],
        SECRET.encode().hex(),
        SECRET.encode().hex().upper(),
        "".join(f"%{ord(sign):02X}" for sign in SECRET),
        SECRET.replace("-", "%2d"),
        base64.b64encode(SECRET.encode()).decode(),
        base64.b64encode(b"Bearer " + SECRET.encode()).decode(),
        base64.b64encode(f"user:{SECRET}".encode()).decode(),
        base64.urlsafe_b64encode(f"{{{SECRET}}}".encode()).decode(),
        f"{SECRET[:9]}\n{SECRET[9:]}",
        f"{SECRET[:20]} \r\n {SECRET[20:]}",
    ],
)
def test_an_echoed_key_is_taken_out_in_each_disguise(echoed: str) -> None:
    shown = clean(f"Bad key: {echoed} (see docs)", SECRET)
    assert "[key]" in shown
    assert "see docs" in shown
    core = "".join(echoed.split())
    assert not any(core[at : at + 12] in "".join(shown.split()) for at in range(len(core) - 11))


def test_taking_a_key_out_is_linear() -> None:
    def measure(n: int) -> int:
        return cpu(lambda: hide_keys(SECRET[:9] * n, SECRET))

    assert_linear(measure, 2_000)
