"""What a preview of an import says of its lines."""

from traybridge.core.import_preview import ENVIRONMENT, ImportItem, ImportPreview, KeptFile

NEW = ImportItem("old tool", "work", "add", key="sk-…0001")
KNOWN = ImportItem("old tool", "home", "same")
VARIABLE = ImportItem(ENVIRONMENT, "OPENAI_API_KEY", "add")


def test_only_what_would_change_something_can_be_left_out_and_be_taken_again():
    assert NEW.choice
    assert not KNOWN.choice
    assert ImportItem("old tool", "work", "skip", left_out=True).choice


def test_two_keys_of_one_name_are_told_apart():
    assert NEW.entry != ImportItem("old tool", "work", "add", key="sk-…0002").entry


def test_what_stands_in_the_environment_only_is_no_news():
    """It is offered key by key elsewhere."""
    assert not ImportPreview((KNOWN, VARIABLE)).news
    assert ImportPreview((NEW,)).news
    assert ImportPreview((KNOWN,), conversations=3).news


def test_a_file_that_was_kept_is_told_with_its_reason():
    assert KeptFile("/home/ada/keys.json", "It is read-only").text == "/home/ada/keys.json: It is read-only"
