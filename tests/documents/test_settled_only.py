"""One of a group does not settle: the agreement and what rests on it do not name that worker."""

from dataclasses import replace

import pytest

from mediation_desk import i18n
from mediation_desk.documents.bulk import Maker, Order
from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.documents.papers import paper
from mediation_desk.domain.alone import settled_only
from mediation_desk.domain.claims import totals
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.money import figures
from mediation_desk.domain.stages import Stage
from mediation_desk.services.packs import Pack, contents
from tests.documents import full_cases
from tests.documents.samples import squeezed, written

LEFT = 3


@pytest.fixture(scope="module")
def whole():
    """Six workers, all of whom settle; nobody else is a party or acts for them."""
    with i18n.speaking(i18n.CHINESE):
        case = full_cases.cases()["twelve"]
    six = case.applicants[:6]
    known = {worker.id for worker in six}
    terms = case.settlement.terms
    terms = replace(
        terms, copies=8, money=tuple(row for row in terms.money if row.party_id in known)
    )
    signed = tuple(s for s in case.settlement.signatures if s.party_id in {*known, None})
    return replace(
        case,
        applicants=six,
        settlement=replace(case.settlement, terms=terms, signatures=signed),
        payments=tuple(p for p in case.payments if p.party_id in known),
        waivers=(),
        duties=(),
        others=(),
        agents=(),
        answers=(),
        representatives=(),
    )


@pytest.fixture(scope="module")
def five(whole):
    """The same six, of whom one has no agreed sums and has not signed."""
    who = whole.applicants[LEFT]
    cleared = replace(who, claims=tuple(replace(c, agreed=None) for c in who.claims))
    money = tuple(row for row in whole.settlement.terms.money if row.party_id != who.id)
    signed = tuple(s for s in whole.settlement.signatures if s.party_id != who.id)
    return replace(
        whole,
        applicants=tuple(cleared if a.id == who.id else a for a in whole.applicants),
        settlement=replace(
            whole.settlement,
            terms=replace(whole.settlement.terms, money=money, copies=7),
            signatures=signed,
        ),
    )


def text(code, case, subject=""):
    made = paper(code, case, full_cases.CENTRE, subject=subject, on=full_cases.ISSUED)
    return written(made.docx)


def test_the_agreement_names_and_counts_only_whom_it_binds(five):
    """procedure.md 2.6: it binds only those who signed or validly consented."""
    told = text("D-30", five)
    bound = [a for a in five.applicants if a.id != five.applicants[LEFT].id]
    first = five.applicants[0].person.name
    kind = bound[0].claims[0].kind
    asked = totals(c for a in bound for c in a.claims if c.kind is kind).claimed

    assert squeezed(f"{first}等5人") in told
    assert squeezed(five.applicants[LEFT].person.name) not in told
    assert figures(asked) in told
    assert figures(totals(c for c in five.claims if c.kind is kind).claimed) not in told
    assert "一式七份，5名申请人、被申请人各执一份，中心存一份，具有同等效力" in told


@pytest.mark.parametrize("code", ["D-31", "D-40", "D-41", "D-42", "D-44", "D-50", "D-52", "D-53"])
def test_what_rests_on_the_agreement_names_only_whom_it_binds(five, code):
    form = form_of(code)
    subject = next((key for key, _name in subjects(form, five)), "")

    told = text(code, five, subject)

    assert squeezed(five.applicants[LEFT].person.name) not in told
    assert "6人" not in told
    if code in {"D-40", "D-41"}:
        assert squeezed(f"{five.applicants[0].person.name}等5人") in told


@pytest.mark.parametrize("pack", [Pack.REVIEW, Pack.CONFIRMATION, Pack.ORDER])
def test_a_pack_holds_no_paper_of_whom_the_agreement_does_not_bind(five, pack):
    """procedure.md 2.6: nothing of a worker who did not settle goes to another body."""
    who = str(five.applicants[LEFT].id)

    held = contents(replace(five, stage=Stage.EFFECTIVE), pack, full_cases.ISSUED)

    assert who not in {subject for _code, subject in held}
    if pack is not Pack.ORDER:
        keys = {subject for code, subject in held if code == "D-13"}
        assert keys == {str(key) for key, _n in five.addressed if str(key) != who}


def test_no_order_is_asked_for_whom_the_agreement_does_not_bind(five):
    who = str(five.applicants[LEFT].id)

    assert who not in dict(subjects(form_of("D-43"), five))
    with pytest.raises(NotFound):
        text("D-43", five, who)


def test_papers_that_do_not_rest_on_the_agreement_still_name_everybody(five):
    assert squeezed(five.applicants[LEFT].person.name) in text("D-02", five)


def test_where_all_settle_the_case_is_itself(whole):
    assert settled_only(whole) is whole
    assert "一式八份，6名申请人、被申请人各执一份，中心存一份" in text("D-30", whole)


def test_a_run_for_many_makes_its_papers_of_those_who_settled(five):
    order = Order(code="D-44", case=five, centre=full_cases.CENTRE, on=full_cases.ISSUED)
    keys = [str(five.applicants[0].id), str(five.applicants[LEFT].id)]

    made, refused = Maker(order).make(keys, pdf=False)

    assert squeezed(five.applicants[LEFT].person.name) not in written(made.docx)
    assert refused.refused
