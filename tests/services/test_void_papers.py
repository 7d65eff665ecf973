"""An issued paper that is declared void: kept with its number, counted for nothing."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from mediation_desk.domain import dossier_check
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.dossier import Volume, pieces
from mediation_desk.domain.dossier_check import Fault
from mediation_desk.domain.errors import Invalid, NotFound
from mediation_desk.domain.serving import ServiceFacts, ServiceManner, ServiceResult
from mediation_desk.services import boards, papers, serving, undo
from tests.documents.samples import sheets, squeezed
from tests.services.course import accepted, once

REASON = "工资数额写错，重新出具"


def issue(office, case_id, code, subject=""):
    paper = papers.compose(office.clerk, case_id, code, subject)
    return papers.issue(office.clerk, case_id, office.case(case_id).version, paper)


def _heads(docx):
    """Return what stands across the pages of a Word file: of odd ones, of even ones."""
    with ZipFile(BytesIO(docx)) as archive:
        heads = [archive.read(n).decode() for n in archive.namelist() if "header" in n]
    return [re.search('string="(.*?)"', head)[1] for head in heads]


def void(office, case_id, paper_id, reason=REASON):
    papers.void(office.clerk, case_id, office.case(case_id).version, paper_id, reason)


@once
def noticed_case(office, names):
    case_id = accepted(office, names)
    case = office.case(case_id)
    for party in (*(a.id for a in case.applicants), case.respondent.id):
        issue(office, case_id, "D-08", str(party))
    return case_id


@pytest.fixture
def noticed(office):
    return noticed_case(office, ("李建国",))


def test_a_void_paper_keeps_number_reason_and_content_and_is_not_served_any_more(office, noticed):
    first, second = office.case(noticed).papers
    before = papers.again(office.clerk, first.id, first.title)

    void(office, noticed, first.id)

    case = office.case(noticed)
    assert [paper.id for paper in case.papers] == [second.id]
    [gone] = case.void_papers
    assert (gone.number, gone.void_on, gone.void_by, gone.void_reason) == (
        1,
        office.clerk.today(),
        office.clerk.actor.name,
        REASON,
    )
    docx, pdf = papers.again(office.clerk, first.id, first.title)
    said = f"本文书已于{chinese_day(office.clerk.today())}作废"
    printed = [squeezed(sheet) for sheet in sheets(pdf)]
    assert all(said in sheet and "作废" in sheet.replace(said, "") for sheet in printed)
    assert [_heads(one) for one in (before[0], docx)] == [[], ["作废", "作废"]]
    assert "作废" not in squeezed(sheets(before[1])[0])
    assert [s.waiting for s in case.services if s.paper_id == first.id] == [False]
    assert [s.waiting for s in case.services if s.paper_id == second.id] == [True]
    assert [p.receiver for p in serving.unserved(office.clerk) if p.case_id == noticed] == [
        second.subject
    ]


def test_another_is_wanted_in_its_place_and_takes_the_next_number(office, noticed):
    first = office.case(noticed).papers[0]

    void(office, noticed, first.id)
    wanted = [p.form for p in boards.boards(office.clerk).unissued if p.case_id == noticed]
    offer = next(
        o for o in papers.offered(office.case(noticed), office.clerk.today()) if o.code == "D-08"
    )
    issue(office, noticed, "D-08", offer.lacking[0][0])

    assert wanted == ["D-08"]
    assert [paper.number for paper in office.case(noticed).papers] == [2, 3]
    assert first.id not in {
        piece.paper.id for piece in pieces(office.case(noticed), Volume.MAIN) if piece.paper
    }


def test_voiding_is_undone_whole(office, noticed):
    before = office.case(noticed)
    void(office, noticed, before.papers[0].id)

    undo.undo(office.clerk, undo.last(office.clerk, noticed).id)

    after = office.case(noticed)
    assert (after.papers, after.services, after.void_papers) == (
        before.papers,
        before.services,
        (),
    )


@pytest.mark.parametrize(("reason", "said"), [("", "请填写理由"), ("。。。。", "字")])
def test_a_paper_is_void_only_for_a_reason(office, noticed, reason, said):
    with pytest.raises(Invalid) as refused:
        void(office, noticed, office.case(noticed).papers[0].id, reason)

    assert said in refused.value.problems[0].text
    assert len(office.case(noticed).papers) == 2


def test_a_paper_is_declared_void_once(office, noticed):
    paper = office.case(noticed).papers[0]
    void(office, noticed, paper.id)

    with pytest.raises(NotFound, match="已经作废"):
        void(office, noticed, paper.id)


def test_the_values_of_a_paper_are_kept_as_they_were(office, noticed):
    paper = office.case(noticed).papers[0]

    given = dict(papers.given(office.clerk, paper.id))

    assert given["案号"] == office.case(noticed).number
    assert "李建国" in "".join(given.values())
    assert given["群体"] == "否"
    assert not {"True", "False"} & {*given.values()}


def test_of_a_void_paper_nothing_is_to_be_proved(office, noticed):
    first, second = office.case(noticed).papers
    case = office.case(noticed)
    [served] = [service for service in case.services if service.paper_id == first.id]
    told = ServiceFacts(
        manner=ServiceManner.DIRECT,
        result=ServiceResult.SERVED,
        served_on=office.clerk.today(),
        place="本中心",
        received_by=first.subject,
    )
    serving.record(office.clerk, noticed, case.version, (served.id,), told)

    void(office, noticed, first.id)

    case = office.case(noticed)
    proved = [o for o in papers.offered(case, office.clerk.today()) if o.code == "D-18"]
    assert [label.split(" · ")[0] for _key, label in proved[0].subjects] == [second.subject]
    links = {c.link for c in dossier_check.checks(case) if c.fault is Fault.UNSERVED}
    assert f"papers/service:{served.id}" not in links
