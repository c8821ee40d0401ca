"""Keys go, the file stays the same file for the program that reads it."""

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
import yaml
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from tests.migrate.conftest import OPENROUTER, OTHER, TOGETHER, plain_base64

from traybridge.core.secret import Secret
from traybridge.migrate.findings import KeyFile
from traybridge.migrate.key_search import encodings_of
from traybridge.migrate.redact_text import Broken, Eraser, erase

ERASER = Eraser([OPENROUTER, TOGETHER], [])


def _clean(text: str) -> bool:
    return not any(needle in text.encode() for key in (OPENROUTER, TOGETHER) for needle in encodings_of(key))


@pytest.mark.parametrize(
    "value",
    [
        OPENROUTER,
        f"  {OPENROUTER}\n",
        f"Bearer {OPENROUTER}",
        f"https://h/v1?key={quote(TOGETHER, safe='')}&x=1",
        plain_base64(TOGETHER),
        f"Basic {plain_base64('user:' + TOGETHER)}",
        f"data:{plain_base64('a:' + TOGETHER)},{plain_base64(':' + OPENROUTER)}",
        f"x=/auth/{plain_base64(':' + TOGETHER)}",
        b64encode(plain_base64(OPENROUTER).encode()).decode(),
        urlsafe_b64encode(f"??>{TOGETHER}??".encode()).decode(),
    ],
)
def test_every_shape_goes_from_a_value(value):
    left = ERASER.value(value)
    assert _clean(left)
    assert left in {"", "https://h/v1?key=&x=1", "data:,", "Basic ", "x="} or not left.strip()


def test_what_holds_no_key_stays_as_it_is():
    for text in (
        "",
        "active",
        OTHER,
        OPENROUTER + "5",
        "x" + OPENROUTER,
        plain_base64(OTHER),
        plain_base64(OPENROUTER + "5"),
        "/usr/lib/x86_64-linux-gnu/libfoo.so",
        "gAAAAA" + "x" * 94,
    ):
        assert ERASER.value(text) == text
        assert ERASER.running(text) == text


def test_a_short_key_goes_from_its_field_only():
    eraser = Eraser(["abc123"], [])
    assert eraser.value("abc123") == ""
    assert eraser.running("xabc123x abc123") == "xabc123x abc123"
    assert erase('{"abc123": "abc123", "status": "x abc123"}', "json", eraser) == '{"abc123": "", "status": "x abc123"}'


def test_another_ciphertext_of_the_same_key_goes_and_one_of_another_key_stays(tmp_path):
    fernet_key = Fernet.generate_key()
    eraser = Eraser([OPENROUTER], [], (KeyFile(tmp_path, Secret(fernet_key.decode())),))
    token = Fernet(fernet_key).encrypt(OPENROUTER.encode())
    for written in (token.decode(), urlsafe_b64encode(token).decode()):
        assert eraser.value(written) == ""
        assert eraser.running(f"# old: {written}!") == "# old: !"
    other = Fernet(fernet_key).encrypt(OTHER.encode()).decode()
    assert eraser.value(other) == other


def test_json_keeps_its_form_its_double_names_and_its_order():
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in OPENROUTER)
    slashed = TOGETHER.replace("/", "\\/")
    text = (
        f'{{\r\n\t"b": 1.50, "api_key": "{OPENROUTER}",\r\n  "api_key": "{slashed}", "n": 1e5, "x": "ü\\u00fc\\/",\r\n'
        f'  "deep": [["{escaped}", null]], "{OPENROUTER}": true }}\r\n'
    )
    left = erase(text, "json", ERASER)
    assert left == (
        '{\r\n\t"b": 1.50, "api_key": "",\r\n  "api_key": "", "n": 1e5, "x": "ü\\u00fc\\/",\r\n'
        '  "deep": [["", null]], "removed-0001": true }\r\n'
    )


def test_truncated_json_loses_its_keys_too():
    text = json.dumps({"providers": [{"api_key": OPENROUTER, "other": TOGETHER}]})
    for cut in (len(text) - 3, text.index(TOGETHER) + len(TOGETHER), text.index(OPENROUTER) + len(OPENROUTER) + 1):
        assert _clean(erase(text[:cut], "json", ERASER))


def test_what_would_break_the_file_is_not_done():
    """A key with quotation marks in it may look like a part of the file itself."""
    with pytest.raises(Broken):
        erase('{"name1234":"key56789"}', "json", Eraser(['name1234":"key56789'], []))
    with pytest.raises(Broken):
        erase("{name1234: key56789}", "yaml", Eraser(["{name1234:", "key56789}"], ["name1234: key56789"]))


YAML = f"""# {OPENROUTER} is mine
api_keys:   # {TOGETHER}
  plain: {OPENROUTER}
  quoted: "{OPENROUTER}"
  single: '{TOGETHER}'   # note
  anchored: &k {OPENROUTER}
  again: *k
  tagged: !!str {TOGETHER}
  block: |
    {OPENROUTER}
  folded: >-
    {TOGETHER}
  flow: {{a: {OPENROUTER}, b: [x, "{TOGETHER}"]}}
  url: https://h/?key={OPENROUTER}
  other: {OTHER}
  ümlaut: 😀
last: 1
"""


def test_yaml_keeps_its_form_its_anchors_and_its_other_keys():
    left = erase(YAML, "yaml", ERASER)
    assert _clean(left)
    assert yaml.safe_load(left) == {
        "api_keys": {
            "plain": "",
            "quoted": "",
            "single": "",
            "anchored": "",
            "again": "",
            "tagged": "",
            "block": "",
            "folded": "",
            "flow": {"a": "", "b": ["x", ""]},
            "url": "https://h/?key=",
            "other": OTHER,
            "ümlaut": "😀",
        },
        "last": 1,
    }
    assert left.splitlines()[0] == "#  is mine"
    assert erase(left, "yaml", ERASER) == left


def test_yaml_that_is_none_loses_its_keys_too():
    assert _clean(erase(f"a: [\n- {OPENROUTER}", "yaml", ERASER))


def test_env_lines_are_emptied():
    text = f"A=1\r\nexport OPENROUTER_API_KEY='{OPENROUTER}' # mine\n# old {TOGETHER}\nT = \"{TOGETHER}\"\nO={OTHER}\nU=http://h?k={OPENROUTER}"
    assert (
        erase(text, "env", ERASER)
        == f"A=1\r\nexport OPENROUTER_API_KEY= # mine\n# old \nT = \nO={OTHER}\nU=http://h?k="
    )


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from([OPENROUTER, f"a {TOGETHER}", OTHER, plain_base64(TOGETHER)]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4) | st.just(OPENROUTER), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_VALUES, st.sampled_from([None, 1, "\t"]))
def test_any_json_and_yaml_stays_what_it_was_but_for_the_keys(value, indent):
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    for syntax in ("json", "yaml"):
        if syntax == "yaml" and "\t" in text:
            continue
        left = erase(text, syntax, ERASER)
        assert _clean(left)
        assert _shape(json.loads(left)) == _shape(value)


def _shape(value):
    match value:
        case list():
            return [_shape(one) for one in value]
        case dict():
            return [_shape(one) for one in value.values()]
        case str():
            return value.replace(OPENROUTER, "").replace(TOGETHER, "").replace(plain_base64(TOGETHER), "").rstrip(" ")
        case _:
            return value


@given(st.text(), st.sampled_from(["json", "yaml", "env"]))
def test_any_text_without_keys_comes_out_as_it_went_in(text, syntax):
    assert erase(text, syntax, ERASER) == text


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["json", "yaml", "env"]))
def test_a_key_set_off_by_blanks_goes_from_any_text(before, after, syntax):
    assert _clean(erase(f"{before} {OPENROUTER} {after}", syntax, ERASER))
