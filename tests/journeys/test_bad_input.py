"""Bad values at the counter: a sentence at each field, all at once, nothing lost or half saved."""

import openpyxl
import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.services import browse, story
from tests.journeys.counter import CAUSE
from tests.journeys.hand import CONTROL

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)

HEAD = "姓名\t公民身份号码\t入职日期\t离职日期\t离职前十二个月平均工资\t拖欠工资\t伤残等级\n"
SOUND = "李建国\t139900197903121013\t2016-03-01\t2026-09-30\t6200\t18600\t\n"


@pytest.fixture
def card(office):
    """The empty card of a new case."""
    office.hand.key(Qt.Key.Key_N, CONTROL)
    office.hand.rest()
    return office.hand


@pytest.fixture
def nothing_saved(office):
    """Ask whether the file holds a case."""
    return lambda: browse.first_lines(office.desk, CaseFilter(), CaseOrder.NUMBER, False) == ()


def fill_enough(hand):
    """Fill in what a card needs at least."""
    hand.fill("respondent_name", story.EMPLOYER.name)
    hand.fill("person_name", "李建国")
    hand.choose("cause", CAUSE)


def save(hand):
    """Press Ctrl+Enter and wait until the desk has looked at everything."""
    hand.key(Qt.Key.Key_Return, CONTROL)
    hand.rest()


ALL_AT_ONCE = {
    "respondent_credit_code": ("91139900000000018H", "校验位"),
    "person_id_number": ("139900197903121014", "校验位"),
    "person_name": ("", "姓名"),
    "work_hired_on": ("2026-02-30", "2026-02-30"),
    "work_average_wage": ("0.00", "不能为零"),
    "work_contribution_wage": ("6200.123", "两位小数"),
    "work_arrears": ("-18600", "负数"),
    "received_on": ("2026-10-13", "晚于今天"),
}
"""What is typed into each field, and a word of what must stand under it."""


def test_every_wrong_field_says_so_at_once_and_keeps_what_was_typed(card, nothing_saved):
    card.fill("respondent_name", "x")
    card.fill("respondent_name", "")
    for name, (typed, _words) in ALL_AT_ONCE.items():
        card.fill(name, typed)

    save(card)

    told = {name: card.problem(name) for name in ALL_AT_ONCE}
    for name, (typed, words) in ALL_AT_ONCE.items():
        assert words in told[name], name
        assert card.text(name) == typed
    assert card.problem("respondent_name") != ""
    assert card.problem("cause") != ""
    assert nothing_saved()


FIELD_BY_FIELD = [
    ("respondent_name", "宣化\u202e公司", "字符"),
    ("respondent_credit_code", "91139900000000019", "17"),
    ("respondent_credit_code", "9113990000000001OH", "O"),
    ("respondent_credit_code", "91139900000000018H", "校验位"),
    ("person_name", "李" * 51, "50"),
    ("person_id_number", "13990019790230101X", "1979-02-30"),
    ("person_id_number", "1.39900197903121E+17", "Excel"),
    ("person_id_number", "13990019790312101", "18"),
    ("person_id_number", "139900197903121014", "校验位"),
    ("work_hired_on", "昨天", "昨天"),
    ("work_hired_on", "2026-02-30", "2026-02-30"),
    ("work_hired_on", "2026-10-13", "晚于今天"),
    ("work_hired_on", "1916-03-01", "1916"),
    ("work_left_on", "2026.9.31", "2026.9.31"),
    ("work_average_wage", "六千", "六千"),
    ("work_average_wage", "0.00", "不能为零"),
    ("work_average_wage", "-6200", "负数"),
    ("work_average_wage", "6200.123", "两位小数"),
    ("work_average_wage", "1000000000000", "过大"),
    ("work_average_wage", "20000000", "过大"),
    ("work_contribution_wage", "1e12", "1e12"),
    ("work_arrears", "一万八", "一万八"),
    ("received_on", "12.10.2026", "12.10.2026"),
    ("received_on", "2026-10-13", "晚于今天"),
]


def test_each_bad_value_is_named_and_mended_in_place(card, nothing_saved):
    fill_enough(card)
    for name, typed, words in FIELD_BY_FIELD:
        before = card.text(name)
        card.fill(name, typed)

        save(card)

        assert words in card.problem(name), (name, typed)
        assert card.text(name) == typed
        assert nothing_saved()
        card.fill(name, before)

    save(card)
    card.told("已登记")


def test_days_are_judged_against_each_other(card, nothing_saved):
    fill_enough(card)
    card.fill("work_hired_on", "2026-09-30")
    card.fill("work_left_on", "2016-03-01")

    save(card)

    assert "早于入职" in card.problem("work_left_on")
    assert nothing_saved()


def test_a_text_without_end_is_refused(card, nothing_saved):
    fill_enough(card)
    card.see("facts").setPlainText("拖欠工资。" * 4001)

    save(card)

    assert "20000" in card.problem("facts").replace(",", "")
    assert nothing_saved()


def test_a_wrong_check_digit_is_taken_with_a_reason(card, office):
    fill_enough(card)
    card.fill("person_id_number", "139900197903121014")
    card.fill("respondent_credit_code", "91139900000000018H")
    save(card)
    assert card.problem("person_id_number") != ""

    card.fill("person_id_note", "与身份证原件核对一致")
    card.fill("respondent_code_note", "与营业执照核对一致")
    save(card)

    card.told("已登记")
    case = office.on_disk()
    assert case.applicants[0].person.id_note == "与身份证原件核对一致"
    assert case.respondent.employer.code_note == "与营业执照核对一致"


def test_ctrl_enter_twice_makes_one_case(card, office):
    fill_enough(card)

    card.key(Qt.Key.Key_Return, CONTROL)
    card.key(Qt.Key.Key_Return, CONTROL)
    card.told("已登记")

    lines = browse.first_lines(office.desk, CaseFilter(), CaseOrder.NUMBER, False)
    assert [line.number for line in lines] == ["张劳调字〔2026〕第0001号"]


def test_the_draft_outlives_the_window_right_or_wrong(card, office):
    card.fill("respondent_name", story.EMPLOYER.name)
    card.fill("work_hired_on", "昨天")
    card.fill("work_average_wage", "六千")
    card.fill("facts", "拖欠三个月工资")
    card.choose("cause", CAUSE)
    office.close()

    hand = office.open()
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()

    assert hand.sees("draft_said")
    assert hand.text("respondent_name") == story.EMPLOYER.name
    assert hand.text("work_hired_on") == "昨天"
    assert hand.text("work_average_wage") == "六千"
    assert hand.text("facts") == "拖欠三个月工资"
    assert hand.text("cause") == CAUSE
    hand.click("draft_discard")
    assert hand.text("respondent_name") == ""


def test_a_draft_whose_case_is_registered_is_not_offered_again(card, office):
    fill_enough(card)
    card.key(Qt.Key.Key_1, CONTROL)
    card.rest()
    office.sit_down("王敏")
    card.key(Qt.Key.Key_N, CONTROL)
    card.rest()
    save(card)
    card.told("已登记")
    office.close()

    hand = office.open()
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()

    assert not hand.sees("draft_said")
    assert hand.text("person_name") == ""


# -- the roster -----------------------------------------------------------------------------


def open_group(hand):
    """Choose “group” on a card that has all else."""
    hand.fill("respondent_name", story.EMPLOYER.name)
    hand.choose("cause", CAUSE)
    hand.click("intake_group")


def import_file(hand, path):
    """Read a roster from a file."""
    hand.answer_file_dialog(path)
    hand.click("roster_import")
    hand.rest()


@pytest.fixture
def pasted(card):
    """Paste rows on a card that has all else, and take them all."""

    def paste(text):
        from PySide6.QtGui import QGuiApplication

        open_group(card)
        QGuiApplication.clipboard().setText(text)
        card.click("roster_paste")
        card.wait(lambda: card.sees("dry_run_table"))
        return card

    return paste


WRONG_ROWS = {
    "王秀英\t139900198511021027\t2019-07-15\t2026-09-30\t5800\t17400\t": "校验位",
    "张志强\t139900199006251036\t2026-02-30\t2026-09-30\t5500\t16500\t": "2026-02-30",
    "赵铁柱\t139900197601301051\t2026-09-30\t2014-10-08\t7350.50\t22051.50\t": "早于入职",
    "刘桂兰\t139900198208171048\t2023-04-01\t2026-09-30\t0\t12600\t": "不能为零",
    "陈磊\t139900199512091071\t2025-11-03\t2026-09-30\t-5100\t15300\t": "负数",
    "孙㛃\t139900199309141061\t2022-03-31\t2026-09-30\t4800.123\t14400\t": "两位小数",
    "周大勇\t139900197107071115\t2009-06-01\t2026-09-30\t1000000000000\t63000\t": "过大",
    "吴𠮷\t139900198402291131\t2018-10-01\t2026-09-30\t5000\t15000\t11": "1",
    "\t139900199704111081\t2026-04-01\t2026-09-30\t4000\t12000\t": "姓名",
}


def test_a_dry_run_names_every_row_with_its_reason_before_anything_is_taken(pasted, nothing_saved):
    hand = pasted(HEAD + SOUND + "\n".join(WRONG_ROWS))

    rows = hand.rows("dry_run_table")
    assert rows[-1][1:] == ("李建国", "无问题")
    for (line, _name, told), (typed, words) in zip(rows, WRONG_ROWS.items(), strict=False):
        assert words in told, (line, typed)
    assert "1行无问题，9行有问题" in hand.text("dry_run_summary")
    assert hand.rows("roster_grid") == []

    hand.click("dry_run_all")
    save(hand)
    assert nothing_saved()
    assert "第2行" in hand.text("roster_problem")
    typed = hand.rows("roster_grid")
    assert typed[2][3] == "2026-02-30"
    assert typed[3][4] == "2014-10-08"
    assert [row[5] for row in typed][5:8] == ["-5100", "4800.123", "1000000000000"]


def test_a_row_that_should_be_looked_at_is_counted_apart(pasted):
    old = "王秀英\t\t1990-07-15\t1993-12-31\t5800\t\t\n"
    hand = pasted(HEAD + SOUND + old)

    assert "1行无问题，1行需核对，0行有问题" in hand.text("dry_run_summary")
    assert "2行" in hand.text("dry_run_all"), "it may be taken all the same"


def test_only_the_sound_rows_can_be_taken(pasted, office):
    hand = pasted(HEAD + SOUND + "\n".join(WRONG_ROWS))

    hand.click("dry_run_sound")
    save(hand)

    hand.told("已登记")
    assert [a.person.name for a in office.on_disk().applicants] == ["李建国"]


def test_wrong_cells_are_mended_in_place(pasted, nothing_saved):
    hand = pasted(HEAD + SOUND)
    hand.click("dry_run_all")
    head = hand.headings("roster_grid")
    for title, typed, words in (
        ("入职", "2026-02-30", "2026-02-30"),
        ("等级", "11", "1"),
        ("拖欠工资", "-1", "负数"),
        ("工伤", "也许", "否"),
        ("公民身份号码", "12345", "18"),
    ):
        column = head.index(title)
        before = hand.cell_text("roster_grid", 0, column)
        hand.type_cell("roster_grid", 0, column, typed)
        assert words in hand.text("roster_problem"), title
        assert hand.cell_text("roster_grid", 0, column) == typed
        save(hand)
        assert nothing_saved()
        hand.type_cell("roster_grid", 0, column, before)

    hand.type_cell("roster_grid", 0, head.index("工伤"), "否")
    assert hand.text("roster_problem") == ""
    save(hand)
    hand.told("已登记")


def test_what_is_still_being_typed_into_a_cell_is_registered_too(pasted, office):
    hand = pasted(HEAD + SOUND)
    hand.click("dry_run_all")
    column = hand.headings("roster_grid").index("拖欠工资")
    hand.cell("roster_grid", 0, column)
    hand.type("19000")

    save(hand)

    hand.told("已登记")
    assert office.on_disk().applicants[0].work.arrears == 19000


def test_two_rows_with_one_number_are_refused_until_one_is_gone(pasted, nothing_saved, office):
    hand = pasted(HEAD + SOUND + SOUND.replace("李建国", "李建军"))
    hand.click("dry_run_all")
    save(hand)
    assert "李建国" in hand.text("roster_problem")
    assert nothing_saved()

    hand.cell("roster_grid", 0, 0)
    hand.click("roster_remove")
    save(hand)

    hand.told("已登记")
    assert [a.person.name for a in office.on_disk().applicants] == ["李建军"]


def test_numbers_that_excel_floated_are_refused_with_the_reason(card, tmp_path, nothing_saved):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "公民身份号码", "拖欠工资"])
    book.active.append(["李建国", 139900197903121013.0, 18600])
    book.save(tmp_path / "名册.xlsx")
    open_group(card)

    import_file(card, tmp_path / "名册.xlsx")

    assert "Excel" in card.rows("dry_run_table")[0][2]
    card.click("dry_run_all")
    save(card)
    assert "Excel" in card.text("roster_problem")
    assert nothing_saved()


def test_a_group_of_501_is_refused_with_one_sentence(card, tmp_path, nothing_saved):
    (tmp_path / "名册.csv").write_text(
        "姓名,拖欠工资\n" + "".join(f"职工{n},100\n" for n in range(501)), encoding="utf-8"
    )
    open_group(card)

    import_file(card, tmp_path / "名册.csv")

    assert "500" in card.text("roster_problem")
    assert card.rows("roster_grid") == []
    assert nothing_saved()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("名册.xlsx", b"%PDF-1.7 not a sheet", "表格"),
        ("名册.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600, ".xls"),
        ("名册.csv", b"", "空"),
        ("名册.csv", b"1,2\n3,4\n", "姓名"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(card, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    open_group(card)

    import_file(card, tmp_path / name)

    assert words in card.text("roster_problem")
    assert card.rows("roster_grid") == []
