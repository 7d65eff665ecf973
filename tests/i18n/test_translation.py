import gettext
import re
import runpy

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.stages import Stage

UPDATE = runpy.run_path(str(paths.resources("locale", "update.py")))


@pytest.fixture(scope="module")
def chinese():
    return gettext.translation("mediation_desk", paths.resources("locale"), [i18n.CHINESE])


@pytest.fixture(scope="module")
def messages():
    return sorted(UPDATE["messages"]())


def test_every_message_is_translated(messages, chinese):
    untranslated = [m for m in messages if m not in chinese._catalog]

    assert untranslated == []


def test_a_message_within_an_f_string_is_a_message_too(messages):
    assert "Paste a picture or files" in messages


def test_the_compiled_catalogue_is_the_written_one(messages, chinese):
    catalogue = UPDATE["merged"](i18n.CHINESE)

    written = {m.id: m.string for m in catalogue if m.id}
    compiled = {key: text for key, text in chinese._catalog.items() if key}

    assert compiled == written


def test_a_message_is_found_as_gettext_finds_it(messages, chinese):
    compiled = i18n.Compiled(paths.resources("locale", "zh_CN", "LC_MESSAGES", "mediation_desk.mo"))
    unknown = ["\N{NO-BREAK SPACE}", "Nobody wrote this", "~"]

    differing = [m for m in [*messages, *unknown] if compiled.text(m) != chinese.gettext(m)]

    assert differing == []


def test_what_is_no_catalogue_is_not_read_as_one(tmp_path):
    (tmp_path / "not.mo").write_bytes(b"not a catalogue at all")

    with pytest.raises(ValueError, match=r"not\.mo"):
        i18n.Compiled(tmp_path / "not.mo")


def test_a_translation_fills_the_same_fields(messages, chinese):
    def fields(text):
        return set(re.findall(r"\{([^{}]*)\}", text))

    differing = [m for m in messages if fields(m) != fields(chinese.gettext(m))]

    assert differing == []


def test_chinese_is_spoken_by_default_and_english_on_choice():
    assert Stage.ACCEPTED.label == "已受理"

    with i18n.speaking(i18n.ENGLISH):
        assert Stage.ACCEPTED.label == "Accepted"

    assert Stage.ACCEPTED.label == "已受理"
