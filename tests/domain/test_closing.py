"""What a dossier still lacks, and where a review is not open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.domain.case import Clock, IssuedPaper
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.procedure import advance
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_checks import problems
from mediation_desk.domain.step_facts import ContactManner, Facts
from mediation_desk.domain.visits import Performed, Visit
from tests.domain.samples import AGREED, BOTH, MEDIATOR, case, heard, settlement

DAY = date(2026, 12, 30)
VISIT = Visit(
    id=1,
    day=DAY,
    manner=ContactManner.PHONE,
    person="李建国",
    performed=Performed.IN_FULL,
    visitor="刘静",
)


def effective(**values):
    agreed = replace(settlement(), effective_on=AGREED)
    known = {"settlement": agreed, "consents": BOTH, "mediator": MEDIATOR, "hearings": (heard(),)}
    return case(Stage.EFFECTIVE, **(known | values))


def texts(some):
    return "\n".join(gap.text for gap in gaps(some))


def issued(form):
    return IssuedPaper(id=1, form=form, title=form, issued_on=DAY, issued_by="刘静", sha256="")


def test_papers_that_were_not_issued_are_named_and_lead_to_the_papers():
    bare = effective()

    assert "劳动争议调解协议书" in texts(bare) or "Mediation agreement" in texts(bare)
    papers = tuple(issued(form) for form in ("D-08", "D-19", "D-30", "D-50", "D-60"))
    assert not [gap for gap in gaps(replace(bare, papers=papers)) if gap.link.startswith("papers")]


def test_a_visit_that_is_still_to_come_is_named_with_its_day():
    due = Clock(kind="DL35", start=AGREED, raw_due=DAY, due=DAY, detail="7")

    assert "2026-12-30" in texts(effective(clocks=(due,)))
    [late] = [g.text for g in gaps(effective(clocks=(due,)), on=DAY + timedelta(days=1))
              if "2026-12-30" in g.text]  # fmt: skip
    assert late.startswith("回访已逾期") or late.startswith("Follow-up visits overdue")


def test_a_case_that_was_visited_does_not_lack_a_visit():
    none = {gap.text for gap in gaps(effective())}
    visited = {gap.text for gap in gaps(effective(visits=(VISIT,)))}

    assert len(none - visited) == 1


@pytest.mark.parametrize("cause", ["B01", "I02"])
def test_an_agreement_that_confirms_the_employment_is_not_open_to_review(cause):
    asked = effective(cause=cause)

    with pytest.raises(StepNotAllowed, match="第七十五条"):
        advance(asked, Step.APPLY_REVIEW, AGREED)


@pytest.mark.parametrize(
    ("answer", "asked"), [("", "请通读后作答"), ("yes", "不受理仲裁审查申请"), ("no", None)]
)
def test_clauses_that_speak_of_the_employment_are_asked_about_arbitration_rules_art_75(
    answer, asked
):
    """劳动人事争议仲裁办案规则第七十五条: whoever read the clauses says it, no word decides it."""
    agreed = replace(settlement(), effective_on=AGREED)
    terms = replace(agreed.terms, other="双方确认自2020年3月1日起存在劳动关系")
    spoken = effective(settlement=replace(agreed, terms=terms))
    row = advance(spoken, Step.APPLY_REVIEW, AGREED)

    found = list(problems(spoken, row, Facts(day=AGREED, ground=answer), None))

    assert [
        (p.field, asked is not None and asked in p.text, "第七十五条" in p.text) for p in found
    ] == ([("ground", True, True)] if asked else [])
    assert not list(problems(effective(), row, Facts(day=AGREED), None))
