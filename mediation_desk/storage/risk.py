"""What the file says of employers at risk: of all of them on a day, and of one over time."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.money import ZERO, from_fen
from mediation_desk.domain.other_parties import BUILDERS
from mediation_desk.domain.risk_default import PAY, Instalment, WorkerDue, lasting_since, months_of
from mediation_desk.domain.risk_facts import CaseThere, History, LetterThere
from mediation_desk.domain.risk_indicators import CRIME_MONTHS, RiskFacts, group
from mediation_desk.domain.risk_rules import since
from mediation_desk.domain.working_days import late_from
from mediation_desk.storage import day_ends, watches
from mediation_desk.storage.asking import ask
from mediation_desk.storage.asking import day as as_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CHAIN = ", ".join(f"'{capacity.value}'" for capacity in sorted(BUILDERS))
_SETTLED = "coalesce(c.ended_as, c.stage) IN ('WDR', 'RCN')"
_RECENT = "c.received_on > :since AND c.received_on <= :day"
_ALL_CASES = f"""
    SELECT c.employer_id, count(*), sum(c.applicant_count) FROM mediation_case c
    WHERE {_RECENT} AND c.employer_id IS NOT NULL GROUP BY c.employer_id
"""  # noqa: S608 - joined from parts of our own
_ALL_CHAINS = f"""
    SELECT c.employer_id, count(DISTINCT c.id) FROM mediation_case c
    JOIN party p ON p.case_id = c.id AND p.capacity IN ({_CHAIN})
    WHERE {_RECENT} AND c.employer_id IS NOT NULL GROUP BY c.employer_id
"""  # noqa: S608
_ALL_OWED = f"""
    SELECT c.employer_id, count(*), sum(p.arrears) FROM mediation_case c
    JOIN party p ON p.case_id = c.id AND p.side = 'applicant' AND p.role IS NULL AND p.arrears > 0
    WHERE {_RECENT} AND c.employer_id IS NOT NULL AND NOT ({_SETTLED})
        AND (c.effective_on IS NULL OR c.effective_on > :day)
    GROUP BY c.employer_id
"""  # noqa: S608
_ALL_SILENT = """
    SELECT m.employer_id, count(*) FROM supervision_letter l
    JOIN supervision_matter m ON m.id = l.matter_id
    WHERE l.due < :day AND l.withdrawn_on IS NULL
        AND (l.answered_on IS NULL OR l.answered_on > :day)
    GROUP BY m.employer_id
"""
_ALL_COMPLAINTS = """
    SELECT employer_id, count(*) FROM supervision_matter
    WHERE source IN ('complaint', 'hotline') AND received_on > :since AND received_on <= :day
    GROUP BY employer_id
"""
_PAY = ", ".join(f"'{kind}'" for kind in sorted(PAY))
_ALL_DEFAULTS = f"""
    WITH due AS MATERIALIZED (
        SELECT told.case_id, told.party_id, told.amount,
            coalesce((SELECT sum(p.amount) FROM payment p
                WHERE p.party_id = told.party_id AND p.paid_on <= :day), 0)
            + coalesce((SELECT sum(w.amount) FROM waiver w
                WHERE w.party_id = told.party_id AND w.waived_on <= :day), 0) AS came
        FROM (
            SELECT s.case_id, m.party_id, sum(m.amount) AS amount
            FROM settlement s CROSS JOIN money_row m
            WHERE m.settlement_id = s.id AND s.effective_on <= :day AND m.due_on < :late
                AND NOT EXISTS (SELECT 1 FROM past_case h WHERE h.case_id = s.case_id)
            GROUP BY s.case_id, m.party_id
        ) told
    ), short AS MATERIALIZED (
        SELECT case_id, party_id, came FROM due WHERE amount > came
    ), whole AS MATERIALIZED (
        SELECT case_id, sum(amount) AS amount FROM due
        WHERE case_id IN (SELECT case_id FROM short) GROUP BY case_id
    ), wages AS MATERIALIZED (
        SELECT case_id, party_id, min(due_on) AS begun,
            sum(CASE WHEN so_far - came < amount THEN so_far - came ELSE amount END) AS rest
        FROM (
            SELECT short.case_id, m.party_id, m.due_on, m.kind, m.amount, short.came,
                sum(m.amount) OVER (
                    PARTITION BY m.party_id
                    ORDER BY m.due_on, CASE WHEN m.kind IN ({_PAY}) THEN 0 ELSE 1 END, m.id
                ) AS so_far
            FROM short CROSS JOIN money_row m
            WHERE m.party_id = short.party_id AND m.due_on < :late
        ) instalments WHERE so_far > came AND kind IN ({_PAY}) GROUP BY case_id, party_id
    )
    SELECT c.employer_id, coalesce(told.workers, 0), coalesce(told.rest, 0),
        coalesce(told.most, 0), told.begun,
        CASE WHEN whole.amount > coalesce((SELECT sum(p.amount) FROM payment p
                WHERE p.case_id = c.id AND p.paid_on <= :day), 0)
            + coalesce((SELECT sum(w.amount) FROM waiver w
                WHERE w.case_id = c.id AND w.waived_on <= :day), 0) THEN 1 ELSE 0 END
    FROM whole
    LEFT JOIN (
        SELECT case_id, count(*) AS workers, sum(rest) AS rest, min(begun) AS begun,
            max(CASE WHEN begun <= :long_ago THEN rest END) AS most
        FROM wages GROUP BY case_id
    ) told ON told.case_id = whole.case_id
    JOIN mediation_case c ON c.id = whole.case_id
    WHERE c.employer_id IS NOT NULL
"""  # noqa: S608
"""What wages are in default of each case's agreement, worker by worker (`domain.risk_default`).

What came is counted on the earliest instalments first, of one day on wages first: the first of
the wages that it does not reach tells since when wages are owed.
"""
_STATES = "SELECT id, state FROM employer WHERE state <> 'normal'"

_CASES = f"""
    SELECT c.id, c.received_on, c.applicant_count, c.effective_on,
        CASE WHEN {_SETTLED} THEN 1 ELSE 0 END,
        CASE WHEN EXISTS (SELECT 1 FROM party p WHERE p.case_id = c.id AND p.capacity IN ({_CHAIN}))
            THEN 1 ELSE 0 END
    FROM mediation_case c WHERE c.employer_id = :employer ORDER BY c.received_on, c.id
"""  # noqa: S608
_OWED = """
    SELECT p.case_id, p.arrears FROM party p JOIN mediation_case c ON c.id = p.case_id
    WHERE c.employer_id = :employer AND p.side = 'applicant' AND p.role IS NULL AND p.arrears > 0
    ORDER BY p.case_id, p.position
"""
_DUES = f"""
    SELECT s.case_id, m.due_on, m.amount, m.party_id,
        CASE WHEN m.kind IN ({_PAY}) THEN 1 ELSE 0 END FROM money_row m
    JOIN settlement s ON s.id = m.settlement_id
    JOIN mediation_case c ON c.id = s.case_id
    WHERE c.employer_id = :employer AND s.effective_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM past_case h WHERE h.case_id = s.case_id)
    ORDER BY m.due_on, m.id
"""  # noqa: S608
_PAID = """
    SELECT t.case_id, t.paid_on, t.amount, t.party_id FROM payment t
    JOIN mediation_case c ON c.id = t.case_id WHERE c.employer_id = :employer
    UNION ALL
    SELECT w.case_id, w.waived_on, w.amount, w.party_id FROM waiver w
    JOIN mediation_case c ON c.id = w.case_id WHERE c.employer_id = :employer
"""
_LETTERS = """
    SELECT m.id, l.due, l.answered_on FROM supervision_letter l
    JOIN supervision_matter m ON m.id = l.matter_id
    WHERE m.employer_id = :employer AND l.due IS NOT NULL AND l.withdrawn_on IS NULL
    ORDER BY l.due, l.id
"""
_COMPLAINTS = """
    SELECT id, received_on FROM supervision_matter
    WHERE employer_id = :employer AND source IN ('complaint', 'hotline') ORDER BY received_on, id
"""
_STATE = "SELECT state FROM employer WHERE id = :employer"
_NAMES = "SELECT id, name, district, legal_representative FROM employer WHERE id IN ({keys})"


def facts(session: "Session", day: date) -> dict[int, RiskFacts]:
    """Return what the cases and letters say of every employer of whom they say anything."""
    late = late_from(day, day_ends.calendar_of(session))
    found: dict[int, dict[str, object]] = defaultdict(dict)
    year = {"since": since(day), "day": day}
    for key, cases, workers in ask(session, _ALL_CASES, **year):
        found[key] |= {"cases": int(cases), "workers": int(workers or 0)}
    for key, chain in ask(session, _ALL_CHAINS, **year):
        found[key]["chain"] = int(chain)
    for key, workers, cents in ask(session, _ALL_OWED, **year):
        owed = from_fen(int(cents))
        found[key] |= {"owed": owed, "groups": group(int(workers), owed)}
    for name, question, values in (
        ("unanswered", _ALL_SILENT, {"day": day}),
        ("complaints", _ALL_COMPLAINTS, year),
    ):
        for key, count in ask(session, question, **values):
            found[key][name] = int(count)
    broken = _defaults(session, day, late)
    for key in broken:
        found[key] |= {}
    return {
        key: _with(RiskFacts(**values), broken.get(key), day)  # type: ignore[arg-type]
        for key, values in found.items()
    }


@dataclass(slots=True)
class _Broken:
    """What is in default of one employer's agreements; the sums are wages."""

    workers: int = 0
    rest: Decimal = ZERO
    most: Decimal = ZERO
    begun: date | None = None
    missed: int = 0


def _with(facts: RiskFacts, broken: _Broken | None, day: date) -> RiskFacts:
    """Add what is in default of agreements to what cases without one claim."""
    if broken is None:
        return facts
    [(workers, owed)] = facts.groups or ((0, ZERO),)
    return replace(
        facts,
        missed=broken.missed,
        owed=owed + broken.rest,
        groups=group(workers + broken.workers, owed + broken.rest),
        most=broken.most,
        months=months_of(broken.begun, day),
    )


def _defaults(session: "Session", day: date, late: date) -> dict[int, _Broken]:
    """Return what is in default of every employer's agreements."""
    found: dict[int, _Broken] = defaultdict(_Broken)
    rows = ask(
        session, _ALL_DEFAULTS, day=day, late=late, long_ago=lasting_since(day, CRIME_MONTHS)
    )
    for employer, workers, rest, most, begun, missed in rows:
        one = found[employer]
        one.workers += int(workers)
        one.rest += from_fen(int(rest))
        one.most = max(one.most, from_fen(int(most)))
        one.missed += int(missed)
        if begun is not None:
            since_then = as_day(begun)
            one.begun = min(since_then, one.begun or since_then)
    return found


def states(session: "Session") -> dict[int, EmployerState]:
    """Return the state of every employer that is not simply in business."""
    return {key: EmployerState.of(state) for key, state in ask(session, _STATES)}


def named(session: "Session", keys: "set[int]") -> Mapping[int, tuple[str, str]]:
    """Return name and district of employers."""
    listed = ", ".join(str(int(key)) for key in keys) or "NULL"
    rows = ask(session, _NAMES.format(keys=listed))
    return {key: (name, district) for key, name, district, _who in rows}


def history(session: "Session", employer_id: int, today: date) -> History:
    """Return all that the file says of one employer."""
    who = {"employer": employer_id}
    last_day = day_ends.last_day(session)
    owed: dict[int, list[Decimal]] = defaultdict(list)
    dues: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    paid: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for case_id, amount in ask(session, _OWED, **who):
        owed[case_id].append(from_fen(int(amount)))
    workers: dict[tuple[int, int], tuple[list[Instalment], list[tuple[date, Decimal]]]]
    workers = defaultdict(lambda: ([], []))
    for case_id, on, cents, party, wages in ask(session, _DUES, **who):
        due_on, amount = as_day(on), from_fen(int(cents))
        last = last_day(due_on)
        dues[case_id].append((last, amount))
        workers[case_id, party][0].append(Instalment(due_on, last, amount, bool(wages)))
    for case_id, on, cents, party in ask(session, _PAID, **who):
        came = (as_day(on), from_fen(int(cents)))
        paid[case_id].append(came)
        workers[case_id, party][1].append(came)
    by_worker: dict[int, list[WorkerDue]] = defaultdict(list)
    for (case_id, _party), (instalments, paid_) in workers.items():
        by_worker[case_id].append(WorkerDue(tuple(instalments), tuple(paid_)))
    state = ask(session, _STATE, **who)
    return History(
        today=today,
        state=EmployerState.of(state[0][0]) if state else EmployerState.NORMAL,
        cases=tuple(
            CaseThere(
                id=key,
                received_on=as_day(received),
                workers=workers,
                effective_on=None if effective is None else as_day(effective),
                settled=bool(settled),
                chain=bool(chain),
                owed=tuple(owed[key]),
                dues=tuple(dues[key]),
                paid=tuple(paid[key]),
                by_worker=tuple(by_worker[key]),
            )
            for key, received, workers, effective, settled, chain in ask(session, _CASES, **who)
        ),
        letters=tuple(
            LetterThere(
                matter_id=key,
                due=as_day(due),
                answered_on=None if answered is None else as_day(answered),
            )
            for key, due, answered in ask(session, _LETTERS, **who)
        ),
        complaints=tuple((key, as_day(on)) for key, on in ask(session, _COMPLAINTS, **who)),
        screenings=tuple(reversed(watches.screenings_of(session, employer_id))),
    )
