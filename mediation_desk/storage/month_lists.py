"""What the month's reports list besides counted cases: clocks, money, letters, aid, employers."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediation_desk.domain.period import Period
from mediation_desk.domain.risk_rules import since
from mediation_desk.domain.working_days import late_from
from mediation_desk.storage import day_ends
from mediation_desk.storage.asking import Row, ask, day
from mediation_desk.storage.case_lines import OF_ROUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_MISSED = f"""
    SELECT k.kind, c.id, c.number, c.respondent, k.due, k.met_on, u.name
    FROM clock k JOIN mediation_case c ON c.id = k.case_id
    LEFT JOIN app_user u ON u.id = c.mediator_id
    WHERE k.due BETWEEN :first AND :last AND k.state <> 'void'
        AND k.kind NOT IN ({OF_ROUTES})
        AND (k.state = 'missed' OR (k.state = 'met' AND k.met_on > k.due)
             OR (k.state = 'running' AND k.due < :today))
        AND NOT EXISTS (
            SELECT 1 FROM split_worker x WHERE x.new_case_id = c.id AND x.split_on > :last)
    ORDER BY k.kind, k.due, c.number_key, k.id
"""  # noqa: S608 - joined from parts of our own
"""What ran out or was kept late; a way that nobody took in its days (ROUTES) was not missed.

A case that was split off later had no days of its own yet.
"""
_OWED = """
    SELECT c.id, c.number, c.first_applicant, c.applicant_count, c.respondent, u.name,
        c.effective_on, due.amount, COALESCE(paid.amount, 0), COALESCE(given.amount, 0), due.agreed,
        c.employer_id
    FROM (
        SELECT s.case_id, sum(m.amount) AS agreed,
            sum(CASE WHEN m.due_on < :late THEN m.amount ELSE 0 END) AS amount
        FROM settlement s JOIN money_row m ON m.settlement_id = s.id
        WHERE s.effective_on <= :last
            AND NOT EXISTS (SELECT 1 FROM past_case h WHERE h.case_id = s.case_id)
        GROUP BY s.case_id
    ) due
    JOIN mediation_case c ON c.id = due.case_id
    LEFT JOIN (
        SELECT case_id, sum(amount) AS amount FROM payment WHERE paid_on <= :last GROUP BY case_id
    ) paid ON paid.case_id = c.id
    LEFT JOIN (
        SELECT case_id, sum(amount) AS amount FROM waiver WHERE waived_on <= :last GROUP BY case_id
    ) given ON given.case_id = c.id
    LEFT JOIN app_user u ON u.id = c.mediator_id
    WHERE {which}
    ORDER BY due.amount - COALESCE(paid.amount, 0) DESC, c.number_key
"""
"""What agreements bring; of a ledger's past case nobody waits for what it does not tell."""
_ARREARS = "due.amount > COALESCE(paid.amount, 0) + COALESCE(given.amount, 0)"
_DUE_BY_CASE = """
    SELECT d.case_id, d.due, COALESCE(p.amount, 0) AS paid,
        CASE WHEN h.case_id IS NULL OR COALESCE(p.amount, 0) >= d.due THEN 1 ELSE 0 END AS told
    FROM (
        SELECT s.case_id, sum(m.amount) AS due
        FROM settlement s JOIN money_row m ON m.settlement_id = s.id
        WHERE s.effective_on <= :last AND m.due_on < :late GROUP BY s.case_id
    ) d
    LEFT JOIN (
        SELECT case_id, sum(amount) AS amount FROM payment WHERE paid_on <= :last
        GROUP BY case_id
    ) p ON p.case_id = d.case_id
    LEFT JOIN past_case h ON h.case_id = d.case_id
"""
"""What is due and paid of each agreement; not `told` are those of ledgers of former years, unless
they tell that all was performed: how much of the rest was is not known.
"""
_DUE = f"""
    SELECT count(*), COALESCE(sum(due), 0),
        COALESCE(sum(CASE WHEN paid < due THEN paid ELSE due END), 0),
        COALESCE(sum(CASE WHEN paid >= due THEN 1 ELSE 0 END), 0)
    FROM ({_DUE_BY_CASE}) whole WHERE told = 1
"""  # noqa: S608 - joined from parts of our own
_UNTOLD = f"SELECT case_id, due, paid FROM ({_DUE_BY_CASE}) whole WHERE told = 0 ORDER BY 1"  # noqa: S608
_COURSES = """
    SELECT p.track, p.case_id,
        CASE WHEN p.opened_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN p.standing IN ('REVOK', 'CFMOK') AND p.ended_on BETWEEN :first AND :last
            THEN 1 ELSE 0 END,
        CASE WHEN p.standing IN ('REVNO', 'CFMNO') AND p.ended_on BETWEEN :first AND :last
            THEN 1 ELSE 0 END,
        CASE WHEN p.ended_on IS NULL OR p.ended_on > :last THEN 1 ELSE 0 END
    FROM proceeding p
    WHERE p.track IN ('review', 'confirmation') AND p.opened_on <= :last
    ORDER BY p.track, p.case_id
"""
_LETTERS = """
    SELECT l.kind, m.case_id,
        CASE WHEN l.issued_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN l.answered_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN l.due BETWEEN :first AND :last AND l.due < :today
            AND (l.answered_on IS NULL OR l.answered_on > l.due) THEN 1 ELSE 0 END,
        CASE WHEN m.ended_as IN ('corrected', 'partly') AND m.ended_on BETWEEN :first AND :last
            THEN 1 ELSE 0 END,
        CASE WHEN m.ended_as = 'handed_over' AND m.ended_on BETWEEN :first AND :last
            THEN 1 ELSE 0 END
    FROM supervision_letter l JOIN supervision_matter m ON m.id = l.matter_id
    WHERE l.issued_on <= :last AND l.withdrawn_on IS NULL
    ORDER BY l.kind, l.id
"""
_AID_COUNTS = "a.ended_on BETWEEN :first AND :last AND COALESCE(a.granted, TRUE)"
"""Money is counted at the end; what was refused recovers nothing."""
_AID_HELPED = """
    a.granted AND a.id = (SELECT max(b.id) FROM legal_aid b
        WHERE b.party_id = a.party_id AND b.granted AND b.applied_on <= :last)
"""
"""What a case recovered belongs to the last aid granted, once, as `legal_aid` lists it."""
_AID = """
    SELECT a.matter, a.case_id,
        CASE WHEN a.applied_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN a.granted AND a.decided_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN a.ended_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN a.migrant AND a.applied_on BETWEEN :first AND :last THEN 1 ELSE 0 END,
        CASE WHEN {counts} THEN COALESCE(a.agreed, (
            SELECT sum(m.amount) FROM money_row m JOIN settlement s ON s.id = m.settlement_id
            WHERE {helped} AND m.party_id = a.party_id AND s.effective_on <= :last), 0)
            ELSE 0 END,
        CASE WHEN {counts} THEN COALESCE(a.performed, (
            SELECT sum(p.amount) FROM payment p
            WHERE {helped} AND p.party_id = a.party_id AND p.paid_on <= :last), 0)
            ELSE 0 END
    FROM legal_aid a
    WHERE a.applied_on <= :last AND (a.applied_on >= :first OR a.decided_on >= :first
        OR a.ended_on >= :first)
    ORDER BY a.matter, a.id
"""
_ENQUIRIES = """
    SELECT count(*) FROM enquiry WHERE asked_on BETWEEN :first AND :last AND void_reason = ''
"""
_PAYMENTS = """
    SELECT c.effective_on, p.paid_on FROM payment p JOIN mediation_case c ON c.id = p.case_id
    WHERE p.paid_on BETWEEN :first AND :last AND c.effective_on IS NOT NULL
"""
_GROUPS = """
    SELECT c.id, c.number, c.respondent, c.applicant_count, c.accepted_on,
        CASE WHEN c.effective_on <= :last THEN c.agreed ELSE 0 END,
        COALESCE((SELECT sum(p.amount) FROM payment p
            WHERE p.case_id = c.id AND p.paid_on <= :last), 0)
    FROM mediation_case c WHERE c.id IN ({keys}) ORDER BY c.number_key
"""


def missed(session: "Session", period: Period, today: date) -> "Sequence[Row]":
    """Return the clocks of the period that ran out or were met late."""
    return ask(session, _MISSED, first=period.first, last=period.last, today=today)


def arrears(session: "Session", last: date) -> "Sequence[Row]":
    """Return the agreements of which something that was due by a day had not been paid by then."""
    return ask(session, _OWED.format(which=_ARREARS), last=last, late=_late(session, last))


def performed(session: "Session", last: date) -> Row:
    """Return agreements with money due by a day, the sum due, what of it was paid, paid in full."""
    return ask(session, _DUE, last=last, late=_late(session, last))[0]


def untold(session: "Session", last: date) -> "Sequence[Row]":
    """Return the agreements whose performance no ledger tells: case, sum due, paid as far as told.

    They count neither as due nor as performed.
    """
    return ask(session, _UNTOLD, last=last, late=_late(session, last))


def _late(session: "Session", last: date) -> date:
    """Return the day before which what was due had to be paid by the last day."""
    return late_from(last + timedelta(days=1), day_ends.calendar_of(session))


def courses(session: "Session", period: Period) -> "Sequence[Row]":
    """Return reviews and confirmations: asked for, granted, refused, pending."""
    return ask(session, _COURSES, first=period.first, last=period.last)


def letters(session: "Session", period: Period, today: date) -> "Sequence[Row]":
    """Return letters of supervision: issued, answered, late, corrected, handed over."""
    return ask(session, _LETTERS, first=period.first, last=period.last, today=today)


def aid(session: "Session", period: Period) -> "Sequence[Row]":
    """Return legal aid: applied, granted, ended, migrants, agreed and recovered."""
    question = _AID.format(counts=_AID_COUNTS, helped=_AID_HELPED)
    return ask(session, question, first=period.first, last=period.last)


def of_employer(session: "Session", name: str, last: date) -> tuple[int, ...]:
    """Return the cases for which an employer is listed: of the twelve months, and in arrears."""
    words = (
        "SELECT c.id FROM mediation_case c JOIN employer e ON e.id = c.employer_id"
        " WHERE e.name = :name AND c.received_on > :since AND c.received_on <= :last"
    )
    recent = ask(session, words, name=name, since=since(last), last=last)
    named = ask(session, "SELECT id FROM employer WHERE name = :name", name=name)
    keys = {row[0] for row in named}
    owing = (row[0] for row in arrears(session, last) if row[11] in keys)
    return tuple(sorted({int(row[0]) for row in recent} | {int(key) for key in owing}))


def days_to_money(session: "Session", period: Period) -> list[int]:
    """Return the days from an agreement's effect to each payment that came in the period."""
    rows = ask(session, _PAYMENTS, first=period.first, last=period.last)
    return [(day(paid) - day(effective)).days for effective, paid in rows]


def enquiries(session: "Session", period: Period) -> int:
    """Count the enquiries of the period."""
    return int(ask(session, _ENQUIRIES, first=period.first, last=period.last)[0][0])


def heads(session: "Session", keys: "Sequence[int]", last: date) -> "Sequence[Row]":
    """Return number, respondent, workers, acceptance, agreed and paid by a day, by number."""
    listed = ", ".join(str(int(key)) for key in keys) or "NULL"
    return ask(session, _GROUPS.format(keys=listed), last=last)
