"""Offers and own figures, in the file and on a server."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.offers import Bound, Estimate, Offer, OfferState, OfferSum
from mediation_desk.domain.sides import Side
from mediation_desk.storage import journal, parties, people_around, talks
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG, read, register

DAY = date(2026, 10, 20)


@pytest.fixture
def case_id(db: Database) -> int:
    return register(db).id


def offer(worker: int) -> Offer:
    return Offer(
        side=Side.RESPONDENT,
        made_on=DAY,
        made_at=time(9, 40),
        said_by="冯永固",
        conditions="七日内付清",
        caucus=True,
        sums=(
            OfferSum(party_id=worker, kind=ClaimKind.WAGE_ARREARS, amount=Decimal("10000.00")),
            OfferSum(kind=ClaimKind.SEVERANCE, amount=Decimal("0.01")),
        ),
    )


def test_an_offer_comes_back_as_it_was_kept_and_changes_row_by_row(db: Database, case_id: int):
    worker = read(db, case_id).applicants[0].id
    with db.write(WANG, "put_offer", case_id) as session:
        key = talks.put_offer(session, case_id, offer(worker))
    kept = replace(offer(worker), id=key)
    with db.read() as session:
        assert talks.offers(session, case_id) == (kept,)

    changed = replace(kept, sums=(replace(kept.sums[0], amount=Decimal("9000.00")),))
    with db.write(WANG, "put_offer", case_id) as session:
        talks.put_offer(session, case_id, changed)
        talks.set_state(session, key, OfferState.WITHDRAWN)

    with db.read() as session:
        assert talks.offers(session, case_id) == (replace(changed, state=OfferState.WITHDRAWN),)
        entry = journal.entries(session, case_id)[0]
        assert {c.table for c in entry.changes} == {"offer", "offer_sum"}

    with db.write(WANG, "undo") as session:
        journal.undo(session, entry.id, WANG)

    with db.read() as session:
        [back] = talks.offers(session, case_id)
    assert (back.state, set(back.sums)) == (OfferState.OPEN, set(kept.sums))


def test_a_worker_who_leaves_takes_sums_and_figures_along(db: Database, case_id: int):
    worker, other = (a.id for a in read(db, case_id).applicants)
    guess = Estimate(
        party_id=worker,
        kind=ClaimKind.WAGE_ARREARS,
        bound=Bound.LIKELY,
        amount=Decimal("11000.00"),
        reason="工资条只有八个月",
    )
    with db.write(WANG, "set_estimates", case_id) as session:
        talks.set_estimates(session, case_id, (worker,), (guess,))
        talks.set_estimates(session, case_id, (other,), ())
        talks.put_offer(session, case_id, offer(worker))
    with db.read() as session:
        [kept] = talks.estimates(session, case_id)
    assert kept == replace(guess, id=kept.id)

    with db.write(WANG, "remove_applicant", case_id) as session:
        people_around.remove_around(session, worker)
        parties.remove_applicant(session, worker)

    with db.read() as session:
        assert talks.estimates(session, case_id) == ()
        [left] = talks.offers(session, case_id)
    assert [one.party_id for one in left.sums] == [None]
