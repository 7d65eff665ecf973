"""The agreement: instalments, its paper, signatures, the seal, and the clocks that follow."""

from datetime import date
from decimal import Decimal

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.settlement import total
from mediation_desk.domain.stages import Stage
from mediation_desk.services import story
from tests.journeys.counter import choose_paper, save_paper
from tests.journeys.office import SUPERVISOR

AGREED = Decimal("1319444.51")
FIRST, SECOND = Decimal("659722.25"), Decimal("659722.26")


def plan_two_instalments(office):
    """Two due days divide every sum; what is left over goes to the last and is shown."""
    hand = office.hand
    hand.click("take_agree")
    hand.wait(lambda: hand.sees("terms_grid"))
    assert hand.text("agreed_on") == "2026-10-23"
    assert hand.text("ended_on") == "2026-09-30"
    hand.set_number("instalments", 2)
    hand.fill("due_1", "20261030")
    hand.fill("due_2", "2026/11/30")
    hand.fill("certificate_by", "2026.10.30")
    hand.fill("breach", "逾期部分按一年期贷款市场报价利率支付利息")
    hand.rest()
    rows = {row[:2]: row[2:] for row in hand.rows("terms_grid")}
    assert rows["李建国", "经济补偿"] == ("30,700.00", "30,700.01", "61,400.01")
    assert rows["吴𠮷", "工伤待遇"] == ("58,264.00", "58,264.00", "116,528.00")
    assert ("郑晓燕", "失业保险待遇损失") not in rows
    assert "0.01" in hand.text("terms_remainder")
    assert "1,319,444.51" in hand.text("terms_total")
    assert "壹佰叁拾壹万玖仟肆佰肆拾肆元伍角壹分" in hand.text("terms_total")


def propose(office):
    """Saving writes the agreement down; it waits for signatures."""
    hand = office.hand
    hand.click("terms_save")
    hand.told("协议")
    hand.wait(lambda: hand.sees("signatures_table"))

    case = office.on_disk()
    assert case.stage is Stage.SIGNING
    assert case.settlement.agreed_on == story.AGREED
    assert case.settlement.terms.ended_on == date(2026, 9, 30)
    money = case.settlement.terms.money
    assert total(row for row in money if row.instalment == 1) == FIRST
    assert total(row for row in money if row.instalment == 2) == SECOND
    assert {row.due_on for row in money} == {story.FIRST_DUE, story.SECOND_DUE}


def look_at_the_paper(office):
    """劳动争议调解协议书: figures and 大写 from one number, an annex for the group."""
    hand = office.hand
    choose_paper(office, "D-30")
    docx, pdf = save_paper(office, "调解协议书")
    for text in (docx, pdf):
        assert "劳动争议调解协议书" in text
        assert "1,319,444.51" in text
        assert "壹佰叁拾壹万玖仟肆佰肆拾肆元伍角壹分" in text
        assert "2026年10月30日" in text
        assert "2026年11月30日" in text
        assert "659,722.26" in text
        for name in ("孙㛃", "吴𠮷", "买买提·艾力", "欧阳海", story.EMPLOYER.name):
            assert name in text
    hand.click("paper_issue")
    hand.told("已出具。")


def sign(office):
    """Nothing takes effect before everybody has signed; the clerk cannot seal."""
    hand = office.hand
    hand.click("take_seal")
    hand.wait(lambda: hand.sees("signatures_table"))
    assert not hand.see("seal_agreement").isEnabled()
    assert [row[3] for row in hand.rows("signatures_table")] == ["未签"] * 15
    assert _running(office) & {"DL10", "DL12", "DL15"} == set()
    hand.fill("signatures", "2026-10-23")
    hand.cell("signatures_table", 0, 1)
    hand.click("sign_some")
    hand.told("1")
    assert [row[3] for row in hand.rows("signatures_table")].count("2026-10-23") == 1
    assert "李建国" not in hand.text("signatures_said")
    assert "王秀英" in hand.text("signatures_said")
    hand.click("sign_all")
    hand.told("13")
    *before, sealed = hand.rows("signatures_table")
    assert {row[3] for row in before} == {"2026-10-23"}
    assert sealed[3] == "未签"  # the seal is left to the supervisor
    assert "由主任用印并使协议生效" in hand.text("signatures_said")
    assert _running(office) & {"DL10", "DL12", "DL15"} == set()


def seal(office):
    """劳动争议调解仲裁法第十四条: only now the periods of 15 and 30 days run."""
    hand = office.hand
    hand.click("sign_all")
    hand.told("1")
    *_before, sealed = hand.rows("signatures_table")
    assert sealed[2:4] == (SUPERVISOR, "2026-10-23 09:00")
    assert len(office.on_disk().settlement.signatures) == 15
    hand.click("seal_agreement")
    hand.told("生效")

    case = office.on_disk()
    assert case.stage is Stage.EFFECTIVE
    assert case.settlement.effective_on == story.AGREED
    due = {(c.kind, c.detail): c.due for c in case.clocks if c.state is ClockState.RUNNING}
    assert {key: day for key, day in due.items() if key[0] in ("DL10", "DL12", "DL15")} == {
        ("DL10", ""): date(2026, 11, 9),
        ("DL12", ""): date(2026, 11, 23),
        ("DL15", "1"): story.FIRST_DUE,
        ("DL15", "2"): story.SECOND_DUE,
        ("DL15", "certificate/1/"): date(2026, 10, 30),
        ("DL15", "insurance/2/"): date(2026, 10, 30),
        ("DL15", "file/3/"): date(2026, 10, 30),
    }
    hand.tab("概览")
    shown = [set(row) for row in hand.rows("case_clocks")]
    assert any({"2026-10-23", "2026-11-07", "2026-11-09"} <= row for row in shown)
    assert any({"2026-10-23", "2026-11-22", "2026-11-23"} <= row for row in shown)


def _running(office):
    return {c.kind for c in office.on_disk().clocks if c.state is ClockState.RUNNING}
