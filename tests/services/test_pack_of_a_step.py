"""The pack of the last step: its papers, and the proofs of service of those."""

from datetime import time

import pytest

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _
from mediation_desk.services import hearings, packs, papers, story
from mediation_desk.services.packs import APPLIED_WITH, Pack
from mediation_desk.storage import cases
from tests.documents.samples import written
from tests.services.course import assigned, effective, take
from tests.services.effect_course import COURT, LATE, apply_for, defaulted


def contents(office, case_id):
    return packs.contents(office.case(case_id), Pack.STEP, office.clerk.today())


def composed(office, case_id):
    return packs.compose(office.clerk, office.case(case_id), Pack.STEP, lambda _n, _of: True)


def test_notices_go_with_the_proofs_of_their_own_service_and_with_no_others_t14(office):
    case_id = assigned(office)
    for party, _name in office.case(case_id).addressed:
        told = papers.compose(office.clerk, case_id, "D-14", str(party))
        papers.issue(office.clerk, case_id, office.case(case_id).version, told)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)

    made = composed(office, case_id).papers

    names = [name for _key, name in office.case(case_id).addressed]
    assert [(paper.code, paper.subject_label) for paper in made] == [
        *(("D-17", name) for name in names),
        *(("D-18", f"{name} · 调解通知书") for name in names),
    ]
    assert all("调解通知书" in written(paper.docx) for paper in made[2:])

    papers.issue_all(office.clerk, case_id, office.case(case_id).version, made[:2])
    proofs = contents(office, case_id)
    called = [s for s in office.case(case_id).services if s.hearing_id is not None]
    assert proofs == tuple(("D-18", str(service.id)) for service in called)

    left = composed(office, case_id).papers
    papers.issue_all(office.clerk, case_id, office.case(case_id).version, left)
    with pytest.raises(DeskError, match="都已出具"):
        contents(office, case_id)


def test_after_the_seal_the_pack_holds_the_agreement_its_proofs_and_the_plan_t19_t31(office):
    case_id = effective(office)

    made = composed(office, case_id).papers

    names = [name for _key, name in office.case(case_id).addressed]
    proofs = [(paper.code, paper.subject_label) for paper in made if paper.code == "D-18"]
    assert {paper.code for paper in made} == {"D-30", "D-31", "D-18"}
    assert [label.endswith("调解协议书") for _code, label in proofs] == [True] * len(names)

    agreement = [paper for paper in made if paper.code == "D-30"]
    papers.issue_all(office.clerk, case_id, office.case(case_id).version, agreement)
    waiting = [s for s in office.case(case_id).services if s.waiting]
    assert contents(office, case_id) == (
        ("D-31", ""),
        *(("D-18", str(service.id)) for service in waiting),
    )


def test_after_a_default_the_pack_is_the_notice_that_urges_t33(office):
    case_id = defaulted(office)

    assert contents(office, case_id) == (("D-52", ""),)

    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone", until=LATE)
    assert contents(office, case_id) == (("D-52", ""),)


@pytest.mark.parametrize("step", [Step.APPLY_REVIEW, Step.APPLY_CONFIRMATION])
def test_after_an_application_the_pack_is_what_goes_to_the_other_body_t27_t29(office, step):
    """办案规则第七十四条; 民诉法解释第三百五十四条: the agreement and its proofs go with it."""
    case_id = effective(office)
    apply_for(office, case_id, step, office.clerk.today())
    whole = packs.contents(office.case(case_id), APPLIED_WITH[step], office.clerk.today())

    assert contents(office, case_id) == whole

    made = composed(office, case_id)
    assert made.enclosed == tuple(_(text) for text in packs.ENCLOSED[APPLIED_WITH[step]])
    papers.issue_all(office.clerk, case_id, office.case(case_id).version, made.papers)
    assert contents(office, case_id) == whole


def test_after_an_application_for_a_payment_order_the_pack_holds_its_proofs_t34(office):
    case_id = defaulted(office)
    worker = office.case(case_id).applicants[0].id
    told = {"body": COURT, "agreed": True, "party_ids": (worker,)}
    take(office.clerk, office, case_id, Step.APPLY_ORDER, LATE, **told)

    assert contents(office, case_id) == (
        ("D-43", str(worker)),
        ("D-30", ""),
        ("D-52", ""),
        ("D-50", ""),
    )
    assert composed(office, case_id).enclosed


def test_the_sheets_of_a_group_read_the_case_once_and_hear_a_stop_within_each(office, monkeypatch):
    case_id = office.register()
    case, told, read = office.case(case_id), [], []
    of = [worker.id for worker in case.applicants[:3]]
    own = cases.file
    monkeypatch.setattr(cases, "file", lambda *given: read.append(given) or own(*given))

    whole = packs.compose(
        office.clerk, case, Pack.SHEETS, lambda n, _of: told.append(n) or True, of
    )
    once = len(read)
    stopped = packs.compose(office.clerk, case, Pack.SHEETS, lambda n, _of: n < 1, of)

    assert whole is not None
    assert len(whole.papers) == 3
    assert told == sorted(told)
    assert {*told} == {0, 1, 2}
    assert once < 3
    assert stopped is None
