"""No text is saved that holds what nobody sees or no paper can print (reliability.md §4)."""

import pytest

from mediation_desk.domain.centre import Centre, Room
from mediation_desk.domain.characters import wrong_in
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.storage import centre, journal
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG

FORBIDDEN = [
    "a\x00b",
    "李\u202eexe",
    "\u2066李",
    "甲\x1b",
    "甲\ufffe",
    "甲\ud800",
    "\x85",
]
IN_NAMES = [
    "甲\x0b乙",
    "张\u200b三",
    "张\ufeff三",
    "张\u00ad三",
    "甲\n乙",
    "甲\t乙",
    "e" + "\u0301" * 5,
]
ALLOWED = [
    *("\ufa19田", "⼀", "㈱①Ⅳ㎡％１２", "𬭎䶮㛃𠮷", "\ue863", "葛\U000e0100", "e\u0301\u0301"),
    *("👨\u200d👩\u200d👧", "阿依古丽·买买提", "A & B <公司>", "{{7*7}}", " 张三 "),
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_text_that_misleads_is_refused_wherever_it_stands(db: Database, text: str):
    with pytest.raises(Invalid) as refused, db.write(WANG, "change_centre") as session:
        centre.put(session, Centre(name="调解中心", address=text))

    [problem] = refused.value.problems
    assert problem.field == "address"
    assert "U+" in problem.text
    with db.read() as session:
        assert centre.get(session).address == ""


def test_the_soft_line_break_of_a_word_processor_is_kept_as_a_line_break(db: Database):
    with db.write(WANG, "change_centre") as session:
        centre.put(session, Centre(name="调解中心", address="宣化区\x0b新址1号"))

    with db.read() as session:
        assert centre.get(session).address == "宣化区\n新址1号"
    with db.read() as session:
        journal.verify(session)


@pytest.mark.parametrize("text", [*FORBIDDEN, *IN_NAMES])
def test_a_name_holds_nothing_that_is_not_seen(db: Database, text: str):
    with pytest.raises(DeskError), db.write(WANG, "change_room") as session:
        centre.put_room(session, Room(name=text))


@pytest.mark.parametrize("text", ALLOWED)
def test_rare_signs_are_kept_as_typed(text: str):
    assert wrong_in(text, in_name=True) == ""


def test_lines_and_tabs_stand_in_what_is_no_name():
    assert wrong_in("第一行\n\t第二行\r\n") == ""
    assert wrong_in("张\u200b三") == ""
