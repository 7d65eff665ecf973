"""What a person has under way, for a hand-over: a handful of plain questions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from mediation_desk.domain.centre import User
from mediation_desk.domain.handover import Duty, HeldCase, HeldClock, HeldHearing, HeldMoney
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.stages import LOCKED, Stage
from mediation_desk.i18n import _
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, Row, ask, day, opened
from mediation_desk.storage.following import CLOSED_RANKS, followed_by
from mediation_desk.storage.ranks import RANK

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

T = TypeVar("T")

_OPEN = tuple(RANK(stage) for stage in Stage if stage not in LOCKED)
_HELD = f"""
    SELECT id FROM mediation_case WHERE mediator_id = :giver AND stage_rank IN {_OPEN}
    UNION
    SELECT id FROM mediation_case WHERE clerk_id = :giver AND stage_rank IN {_OPEN}
    UNION
    SELECT c.id FROM panel_member m JOIN mediation_case c ON c.id = m.case_id
    WHERE m.user_id = :giver AND c.stage_rank IN {_OPEN}
    UNION
    SELECT c.id FROM mediation_case c
    WHERE c.stage_rank IN {CLOSED_RANKS} AND c.id IN ({followed_by(":giver")}) AND c.id IN (
        SELECT case_id FROM clock WHERE state = 'running'
        UNION SELECT case_id FROM service WHERE waiting
    )
"""  # noqa: S608 - joined from parts of our own
"""Of a closed case only what still runs goes along: who mediated it, mediated it."""
_PANEL = "SELECT case_id FROM panel_member WHERE user_id = :giver"
_CASES = """
    SELECT id, version, number, stage, first_applicant, applicant_count, respondent,
        received_on, mediator_id, clerk_id
    FROM mediation_case WHERE id IN ({held})
    ORDER BY due_on, number_key, id
"""
_CLOCKS = """
    SELECT case_id, kind, detail, due, provisional FROM clock
    WHERE case_id IN ({held}) AND state = 'running'
    ORDER BY due, raw_due, id
"""
_HEARINGS = """
    SELECT case_id, day, begins, minutes, room, status, day_reason FROM hearing
    WHERE case_id IN ({held}) AND status IN ('planned', 'under_way')
    ORDER BY day, begins, id
"""
_UNSERVED = """
    SELECT s.case_id, p.title, s.receiver FROM service s JOIN paper p ON p.id = s.paper_id
    WHERE s.waiting AND s.case_id IN ({held})
    ORDER BY s.since, s.id
"""
_MONEY = """
    SELECT due.case_id, due.instalment, max(due.due_on),
        sum(due.amount - coalesce(paid.amount, 0) - coalesce(waived.amount, 0))
    FROM (
        SELECT s.case_id, m.party_id, m.instalment, max(m.due_on) AS due_on, sum(m.amount) AS amount
        FROM settlement s JOIN money_row m ON m.settlement_id = s.id
        WHERE s.case_id IN ({held}) AND s.effective_on IS NOT NULL
        GROUP BY s.case_id, m.party_id, m.instalment
    ) due
    LEFT JOIN (
        SELECT case_id, party_id, instalment, sum(amount) AS amount FROM payment
        WHERE case_id IN ({held}) GROUP BY case_id, party_id, instalment
    ) paid ON paid.case_id = due.case_id AND paid.party_id = due.party_id
        AND paid.instalment = due.instalment
    LEFT JOIN (
        SELECT case_id, party_id, instalment, sum(amount) AS amount FROM waiver
        WHERE case_id IN ({held}) GROUP BY case_id, party_id, instalment
    ) waived ON waived.case_id = due.case_id AND waived.party_id = due.party_id
        AND waived.instalment = due.instalment
    WHERE due.amount > coalesce(paid.amount, 0) + coalesce(waived.amount, 0)
    GROUP BY due.case_id, due.instalment
    ORDER BY 3, 2
"""
_OWN_HEARINGS = """
    SELECT c.id, c.number, h.day, h.begins, h.minutes, h.room, h.status, h.day_reason
    FROM hearing h JOIN mediation_case c ON c.id = h.case_id
    WHERE (c.mediator_id = :receiver OR c.clerk_id = :receiver)
        AND h.status IN ('planned', 'under_way') AND h.day BETWEEN :first AND :last
"""
_AWAY = """
    SELECT first_day, last_day FROM absence WHERE user_id = :receiver
"""
_RECUSED = """
    SELECT case_id, person FROM recusal
    WHERE person = :name AND ruling = 'granted' AND case_id IN ({held})
"""
_NAMESAKES = """
    SELECT p.case_id, n.phone, 'worker' FROM person n JOIN party p ON p.person_id = n.id
    WHERE n.name = :name AND p.role IS NULL AND p.case_id IN ({held})
    UNION ALL
    SELECT p.case_id, e.phone, 'representative'
    FROM employer e JOIN party p ON p.employer_id = e.id
    WHERE e.legal_representative = :name AND p.case_id IN ({held})
    UNION ALL
    SELECT a.case_id, n.phone, 'agent' FROM person n JOIN agent a ON a.person_id = n.id
    WHERE n.name = :name AND a.case_id IN ({held})
    UNION ALL
    SELECT p.case_id, n.phone, 'party' FROM person n JOIN party p ON p.person_id = n.id
    WHERE n.name = :name AND p.role IS NOT NULL AND p.case_id IN ({held})
"""


def _ask(of: "Asked", question: str, giver_id: int, **values: object) -> Sequence[Row]:
    """Ask something about the cases in which a person has anything under way."""
    return ask(of, question.format(held=_HELD), giver=giver_id, **values)


def held(of: "Asked", giver_id: int, receiver: User | None = None) -> tuple[HeldCase, ...]:
    """Return a person's cases, the most urgent first, as another one would take them over.

    These are the open ones, and closed ones of theirs in which a clock or a service still runs.
    """
    clocks = _by_case(_ask(of, _CLOCKS, giver_id), _clock)
    hearings = _by_case(_ask(of, _HEARINGS, giver_id), _hearing)
    unserved = _by_case(_ask(of, _UNSERVED, giver_id), lambda row: f"{row[1]} · {row[2]}")
    money = _by_case(_ask(of, _MONEY, giver_id), _money)
    seats = {row[0] for row in ask(of, _PANEL, giver=giver_id)}
    cases = [
        HeldCase(
            case_id=key,
            version=version,
            number=number,
            parties=booked.between(first, count, respondent),
            stage=Stage.of(stage),
            received_on=day(received),
            duties=frozenset({Duty.FOLLOW_UP})
            if Stage.of(stage) in LOCKED
            else _duties(giver_id, mediator, clerk, sits=key in seats),
            clocks=clocks[key],
            hearings=hearings[key],
            unserved=unserved[key],
            money=money[key],
        )
        for key, version, number, stage, first, count, respondent, *more in _ask(
            of, _CASES, giver_id
        )
        for received, mediator, clerk in [more]
    ]
    if receiver is None or not cases:
        return tuple(cases)
    return _judged(of, giver_id, receiver, cases)


def _by_case(rows: Iterable[Row], make: Callable[[Row], T]) -> defaultdict[int, tuple[T, ...]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(row))
    groups: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    groups.update((key, tuple(values)) for key, values in found.items())
    return groups


def _duties(
    user_id: int, mediator: int | None, clerk: int | None, *, sits: bool
) -> frozenset[Duty]:
    held = {
        Duty.MEDIATOR: mediator == user_id,
        Duty.CLERK: clerk == user_id,
        Duty.PANEL: sits,
    }
    return frozenset(duty for duty, has in held.items() if has)


def _clock(row: Row) -> HeldClock:
    _case, kind, detail, due, provisional = row
    return HeldClock(kind=kind, detail=detail, due=day(due), provisional=bool(provisional))


def _hearing(row: Row) -> HeldHearing:
    _case, held_on, begins, minutes, room, status, why = row
    at = begins if isinstance(begins, time) else time.fromisoformat(begins)
    return HeldHearing(
        day=day(held_on),
        begins=at,
        minutes=minutes,
        room=room,
        status=HearingStatus.of(status),
        day_reason=why,
    )


def _money(row: Row) -> HeldMoney:
    _case, instalment, due_on, owed = row
    return HeldMoney(instalment=instalment, due_on=day(due_on), owed=from_fen(int(owed)))


def _judged(
    of: "Asked", giver_id: int, receiver: User, cases: list[HeldCase]
) -> tuple[HeldCase, ...]:
    """Say of each case what speaks against the one who would take it over."""
    busy = _busy(of, receiver, cases)
    away = [(day(first), day(last)) for first, last in ask(of, _AWAY, receiver=receiver.id)]
    same = _by_case(
        _ask(of, _NAMESAKES, giver_id, name=receiver.name),
        lambda row: (opened(of, "person.phone", row[1]), row[2]),
    )
    out = _by_case(_ask(of, _RECUSED, giver_id, name=receiver.name), lambda row: row[1])
    return tuple(
        replace(
            case,
            doubts=(
                *_recused(receiver, out[case.case_id]),
                *_namesakes(receiver, same[case.case_id]),
                *_clashes(receiver, case, busy, away),
            ),
            recused=bool(out[case.case_id]),
            barred=bool(out[case.case_id])
            or any(
                receiver.phone and phone == receiver.phone for phone, _what in same[case.case_id]
            ),
        )
        for case in cases
    )


def _busy(
    of: "Asked", receiver: User, cases: list[HeldCase]
) -> dict[int, tuple[str, list[HeldHearing]]]:
    """Return the receiver's own hearings in the days concerned, by case."""
    days = [hearing.day for case in cases for hearing in case.hearings]
    if not days:
        return {}
    found: dict[int, tuple[str, list[HeldHearing]]] = {}
    asked = {"receiver": receiver.id, "first": min(days), "last": max(days)}
    for key, number, *hearing in ask(of, _OWN_HEARINGS, **asked):
        found.setdefault(key, (number, []))[1].append(_hearing([key, *hearing]))
    return found


def _clashes(
    receiver: User,
    case: HeldCase,
    busy: Mapping[int, tuple[str, list[HeldHearing]]],
    away: Sequence[tuple[date, date]],
) -> list[str]:
    found = []
    for hearing in case.hearings:
        for key, (number, others) in busy.items():
            if key != case.case_id and any(hearing.overlaps(other) for other in others):
                text = _("{name} has another hearing at {time}: {case}.")
                found.append(text.format(name=receiver.name, time=hearing.text, case=number))
        if any(first <= hearing.day <= last for first, last in away):
            text = _("{name} is away on {day}, the day of the hearing.")
            found.append(text.format(name=receiver.name, day=hearing.day.isoformat()))
    return found


def _recused(receiver: User, out: Iterable[str]) -> list[str]:
    text = _("{name} was recused in this case (最高人民法院关于人民法院特邀调解的规定第十五条).")
    return [text.format(name=receiver.name) for _person in list(out)[:1]]


def _namesakes(receiver: User, same: Iterable[Row]) -> list[str]:
    found = []
    for phone, what in same:
        if receiver.phone and phone == receiver.phone:
            text = _("{name} is in this case as {what}, with the same telephone number.")
        else:
            text = _("{name} has the same name as somebody in this case: {what}.")
        found.append(text.format(name=receiver.name, what=_what(what)))
    return found


def _what(code: str) -> str:
    names = {
        "worker": _("worker"),
        "representative": _("legal representative"),
        "agent": _("agent"),
        "party": _("other party"),
    }
    return names[code]
