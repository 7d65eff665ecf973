"""What the file says of employers at risk: of all of them on a day, and of one over time."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.other_parties import BUILDERS
from mediation_desk.domain.risk_facts import CaseThere, History, LetterThere
from mediation_desk.domain.risk_indicators import RiskFacts
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
    SELECT c.employer_id, count(*), sum(p.arrears), max(p.arrears) FROM mediation_case c
    JOIN party p ON p.case_id = c.id AND p.side = 'applicant' AND p.role IS NULL AND p.arrears > 0
    WHERE {_RECENT} AND c.employer_id IS NOT NULL AND NOT ({_SETTLED})
        AND (c.effective_on IS NULL OR c.effective_on > :day)
    GROUP BY c.employer_id
"""  # noqa: S608
_ALL_MISSED = """
    SELECT c.employer_id, count(*) FROM (
        SELECT s.case_id, sum(m.amount) AS amount
        FROM settlement s JOIN money_row m ON m.settlement_id = s.id
        WHERE s.effective_on <= :day AND m.due_on < :late GROUP BY s.case_id
    ) due
    JOIN mediation_case c ON c.id = due.case_id
    LEFT JOIN (
        SELECT case_id, sum(amount) AS amount FROM payment WHERE paid_on <= :day GROUP BY case_id
    ) paid ON paid.case_id = c.id
    LEFT JOIN (
        SELECT case_id, sum(amount) AS amount FROM waiver WHERE waived_on <= :day GROUP BY case_id
    ) given ON given.case_id = c.id
    WHERE due.amount > coalesce(paid.amount, 0) + coalesce(given.amount, 0)
        AND c.employer_id IS NOT NULL
    GROUP BY c.employer_id
"""
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
_DUES = """
    SELECT s.case_id, m.due_on, m.amount FROM money_row m
    JOIN settlement s ON s.id = m.settlement_id
    JOIN mediation_case c ON c.id = s.case_id
    WHERE c.employer_id = :employer AND s.effective_on IS NOT NULL ORDER BY m.due_on, m.id
"""
_PAID = """
    SELECT t.case_id, t.paid_on, t.amount FROM payment t
    JOIN mediation_case c ON c.id = t.case_id WHERE c.employer_id = :employer
    UNION ALL
    SELECT w.case_id, w.waived_on, w.amount FROM waiver w
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
    for key, workers, owed, most in ask(session, _ALL_OWED, **year):
        found[key] |= {
            "owed_workers": int(workers),
            "owed": from_fen(int(owed)),
            "most": from_fen(int(most)),
        }
    for name, question, values in (
        ("missed", _ALL_MISSED, {"day": day, "late": late}),
        ("unanswered", _ALL_SILENT, {"day": day}),
        ("complaints", _ALL_COMPLAINTS, year),
    ):
        for key, count in ask(session, question, **values):
            found[key][name] = int(count)
    return {key: RiskFacts(**values) for key, values in found.items()}  # type: ignore[arg-type]


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
    for held, question in ((dues, _DUES), (paid, _PAID)):
        for case_id, on, amount in ask(session, question, **who):
            last = last_day(as_day(on)) if held is dues else as_day(on)
            held[case_id].append((last, from_fen(int(amount))))
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
