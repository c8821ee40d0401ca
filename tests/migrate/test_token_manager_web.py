"""The web manager's file and its encryption key beside it."""

from tests.migrate.conftest import loosely

from traybridge.core.secret import Secret
from traybridge.migrate import token_manager_web

read = loosely(token_manager_web.read)


def test_the_example_gives_its_three_keys(example):
    home = example("E")
    findings = read(home / ".token_manager/config.json", {})
    assert [one.key for one in findings.found] == [
        Secret("sk-or-v1-EXAMPLEkey0000000000000000000000000000000000000000000000000001"),
        Secret("hf_EXAMPLEexampleEXAMPLEexampleEXAMPLE02"),
        Secret("tgp_v1_EXAMPLEexampleEXAMPLEexampleEXAMPLEexa03"),
    ]
    assert all(one.enabled and one.reader == "token_manager_web" for one in findings.found)
    assert [file.path.name for file in findings.key_files] == ["key.key"]
    assert findings.found[0].places[0].key_file == home / ".token_manager/key.key"
