"""What a report on a major dispute tells: kept as typed, asked anew after one was issued."""

import pytest

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.major_report import MajorReport, ReportKind, Unrest
from mediation_desk.services import drafts, intake, major_reports, papers, story

TOLD = MajorReport(
    kind=ReportKind.FIRST,
    happened="2026年10月9日上午",
    place="某项目部门前",
    unrest=Unrest.SOME,
    stopped=12,
    coordinate="请住建部门到场。\n请街道到场。",
)


@pytest.fixture
def case(office):
    return office.case(intake.register(office.clerk, story.application()).id)


def test_what_was_typed_is_printed_and_begins_the_next_report(office, case):
    major_reports.keep(office.clerk, case.id, TOLD)

    paper = papers.compose(office.clerk, case.id, "D-76")
    papers.issue(office.clerk, case.id, case.version, paper)
    drafts.drop(office.clerk, f"major_report/{case.id}")  # another person writes the next one

    now = office.case(case.id)
    begun = major_reports.proposed(office.clerk, now)
    assert begun.kind is None
    assert (begun.happened, begun.place, begun.stopped) == (TOLD.happened, TOLD.place, 12)
    assert (begun.unrest, begun.coordinate) == (Unrest.SOME, TOLD.coordinate)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (MajorReport(), {"kind"}),
        (MajorReport(kind=ReportKind.LAST, unrest=Unrest.SOME), {"stopped"}),
        (MajorReport(kind=ReportKind.LAST, unrest=Unrest.NONE, gathered=3), {"unrest"}),
        (MajorReport(kind=ReportKind.LAST, unrest=Unrest.SOME, gathered=-1), {"gathered"}),
        (MajorReport(kind=ReportKind.LAST, coordinate="调" * 1001), {"coordinate"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, case, told, fields):
    with pytest.raises(Invalid) as refused:
        major_reports.keep(office.clerk, case.id, told)

    assert {problem.field for problem in refused.value.problems} == fields
