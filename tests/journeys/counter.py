"""At the counter: the card, the roster, consent, acceptance, the first papers."""

import csv

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mediation_desk import paths
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.stages import Stage
from mediation_desk.services import story
from tests.journeys.hand import CONTROL
from tests.journeys.office import CLERK, MEDIATOR, SUPERVISOR, pdf_text, word_text

NUMBER = "张劳调字〔2026〕第0001号"
ROSTER = paths.resources("sample", "roster.csv")
CAUSE = "拖欠、克扣工资"


def fill_respondent(office):
    """Ctrl+N, then the employer as the licence has it; its earlier cases show beside it."""
    hand, employer = office.hand, story.EMPLOYER
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()
    assert hand.text("page_title") == "新登记"
    for name in ("name", "credit_code", "legal_representative", "representative_post"):
        hand.fill(f"respondent_{name}", getattr(employer, name))
    hand.fill("respondent_phone", employer.phone)
    hand.choose("respondent_district", "宣化区")
    hand.choose("respondent_industry", "建筑业")
    hand.choose("respondent_ownership", "私营企业")
    hand.fill("respondent_address", employer.address)
    hand.rest()
    assert hand.text("earlier_said") == "无。该单位此前没有案件。"


def import_roster(office, path=ROSTER):
    """Choose “group” and read the roster from a file: a dry run shows every row first."""
    hand = office.hand
    hand.click("intake_group")
    hand.answer_file_dialog(path)
    hand.click("roster_import")
    hand.wait(lambda: hand.sees("dry_run_table"))


def paste_roster(office, text):
    """Choose “group”, go to the empty roster and paste what was copied in Excel."""
    hand = office.hand
    hand.click("intake_group")
    QGuiApplication.clipboard().setText(text)
    grid = hand.see("roster_grid").viewport()
    hand.press(grid, grid.rect().center())
    hand.key(Qt.Key.Key_V, CONTROL)
    hand.wait(lambda: hand.sees("dry_run_table"))


def as_excel_copies(path=ROSTER):
    """Return a roster as Excel puts it on the clipboard: tabs between, a line end after each."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return "".join("\t".join(row) + "\r\n" for row in csv.reader(file))


def take_all(office, n=12):
    """Look through the dry run and take every row."""
    hand = office.hand
    assert f"{n}行无问题，0行有问题" in hand.text("dry_run_summary")
    assert {row[2] for row in hand.rows("dry_run_table")} == {"无问题"}
    assert hand.rows("roster_grid") == []
    hand.click("dry_run_all")
    assert hand.text("roster_count") == f"{n}人"
    rows = hand.rows("roster_grid")
    assert [row[0] for row in rows][6:10] == ["买买提·艾力", "孙㛃", "周大勇", "吴𠮷"]
    assert rows[0][:5] == (
        "李建国",
        "139900197903121013",
        "13900000101",
        "2016-03-01",
        "2026-09-30",
    )


def describe_dispute(office):
    """What was told is claimed, what the facts suggest is taken over; the rest is filled in."""
    hand = office.hand
    hand.choose("cause", CAUSE)
    hand.fill("facts", story.FACTS)
    hand.click("written_signed")
    assert not hand.see("claim_severance").isChecked()
    hand.click("claims_suggested")
    for kind in ("wage_arrears", "severance", "unemployment_loss", "injury_disability"):
        assert hand.see(f"claim_{kind}").isChecked()


def leave_and_come_back(office):
    """The card is left for another page; everything is still there."""
    hand = office.hand
    hand.key(Qt.Key.Key_1, CONTROL)
    hand.rest()
    assert hand.text("page_title") == "今日"
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()
    assert hand.text("respondent_name") == story.EMPLOYER.name
    assert hand.text("facts") == story.FACTS
    assert hand.text("roster_count") == "12人"


def register(office):
    """Ctrl+Enter gives the number, opens the case and starts the clocks."""
    hand = office.hand
    hand.key(Qt.Key.Key_Return, CONTROL)
    hand.told(f"{NUMBER} 已登记。")
    assert hand.text("page_title") == NUMBER
    assert "李建国等12人" in hand.see("case_parties").toolTip()
    clocks = {row[0]: row[1:3] for row in hand.rows("case_clocks")}
    assert len(clocks) == 4
    assert {starts for starts, _due in clocks.values()} == {"2026-10-12"}

    case = office.on_disk()
    assert (case.number, case.stage, len(case.applicants)) == (NUMBER, Stage.APPLIED, 12)
    assert case.applicants[9].person.name == "吴𠮷"
    assert case.applicants[9].work.injury_grade == 10
    assert case.respondent.employer == story.EMPLOYER
    assert case.facts == story.FACTS
    assert case.signed
    assert {c.kind for c in case.clocks} == {"DL01", "DL02", "DL03", "DL23"}


def record_consent(office, by, on):
    """Record the answer of the side that has not answered yet, as proposed."""
    hand = office.hand
    hand.click("take_ask_consent")
    hand.wait(lambda: hand.sees("step_ask_consent_ok"))
    assert hand.text("by") == by
    assert hand.text("given_on") == on
    hand.click("step_ask_consent_ok")
    hand.told("调解意愿已登记。")


def accept(office):
    """A clerk cannot accept; the supervisor can, once both sides agree."""
    hand = office.hand
    assert not hand.see("take_accept").isEnabled()
    assert "主任" in hand.text("step_why")
    office.sit_down(SUPERVISOR)
    hand.click("take_accept")
    hand.wait(lambda: hand.sees("step_accept_ok"))
    assert hand.text("on") == "2026-10-14"
    hand.click("step_accept_ok")
    hand.told("已受理。")

    case = office.on_disk()
    assert (case.stage, case.accepted_on) == (Stage.ACCEPTED, story.ACCEPTED)
    states = {clock.kind: clock.state for clock in case.clocks}
    assert states["DL01"] is ClockState.MET
    assert states["DL04"] is ClockState.RUNNING
    assert "10-29" in hand.text("case_clock_0")


def assign(office):
    """Mediator and clerk are assigned; the head of the case names them."""
    hand = office.hand
    hand.click("take_assign")
    hand.wait(lambda: hand.see("mediator").count() > 0)
    hand.choose("mediator", MEDIATOR)
    hand.choose("clerk", CLERK)
    hand.click("step_assign_ok")
    hand.told("已指派")
    assert MEDIATOR in hand.see("case_officers").toolTip()
    assert CLERK in hand.see("case_officers").toolTip()


def choose_paper(office, code):
    """Open the tab of papers and choose a form; it is shown as it will print."""
    hand = office.hand
    hand.tab("文书")
    hand.wait(lambda: hand.rows("offered_papers"))
    codes = [row[0].split()[0] for row in hand.rows("offered_papers")]
    hand.cell("offered_papers", codes.index(code), 0)
    hand.wait(lambda: hand.sees("pdf_view") and hand.see("paper_issue").isEnabled())
    hand.rest()


def save_paper(office, name):
    """Save the paper in view as .docx and as PDF; return the texts of both."""
    hand, folder = office.hand, office.path.parent
    texts = []
    for ending, read in (("docx", word_text), ("pdf", pdf_text)):
        path = folder / f"{name}.{ending}"
        hand.answer_file_dialog(path)
        hand.click(f"paper_{ending}")
        hand.told(f"已保存：{path.name}")
        texts.append(read(path))
    return tuple(texts)


def issue_notices_of_acceptance(office):
    """受理通知书: looked at, saved, issued for every party."""
    hand = office.hand
    choose_paper(office, "D-08")
    assert hand.text("paper_title") == "受理通知书"
    for text in save_paper(office, "受理通知书"):
        assert "受理通知书" in text
        assert NUMBER in text
        assert "李建国" in text
        assert "2026年10月14日" in text
    hand.click("paper_issue")
    hand.told("已出具13份文书。")
    papers = office.on_disk().papers
    assert [paper.form for paper in papers] == ["D-08"] * 13
    assert {paper.issued_on for paper in papers} == {story.ACCEPTED}
    assert {paper.subject for paper in papers} >= {"吴𠮷", story.EMPLOYER.name}
