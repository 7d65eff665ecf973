"""Points of mediators: the standards, levels set by hand, what files earn from, claims made."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.money import from_fen, to_fen
from mediation_desk.domain.period import Period
from mediation_desk.domain.points import Band, Ended, FileFacts, FileLevel, Point, Standard
from mediation_desk.domain.points_claim import PointsClaim
from mediation_desk.storage.asking import Row, ask, day
from mediation_desk.storage.reading import fill, one, touch
from mediation_desk.storage.records import (
    FileLevelRecord,
    PointsClaimLineRecord,
    PointsClaimRecord,
    PointsStandardRecord,
)

_DONE = "COALESCE(c.effective_on, CASE WHEN c.ended_as IS NOT NULL THEN c.ended_on END)"
_FILES = f"""
    WITH near AS (
        SELECT c.id FROM mediation_case c
        WHERE c.accepted_on <= :last AND ({_DONE} BETWEEN :first AND :last
            OR (:with_open = 1 AND ({_DONE} IS NULL OR {_DONE} > :last)))
        UNION
        SELECT case_id FROM visit WHERE day BETWEEN :first AND :last
        UNION
        SELECT case_id FROM proceeding WHERE track = 'performance' AND standing = 'DON'
            AND ended_on BETWEEN :first AND :last
    )
    SELECT c.id, c.number, c.mediator_id, c.applicant_count, c.accepted_on, {_DONE},
        CASE WHEN c.effective_on IS NOT NULL THEN 'agreed'
            WHEN c.ended_as = 'RCN' THEN 'reconciled'
            WHEN c.ended_as = 'WDR' THEN 'withdrawn'
            WHEN c.ended_as IN ('FAI', 'LAP', 'TRF', 'TER', 'NCN') THEN 'failed' ELSE '' END,
        (SELECT COALESCE(sum(k.claimed), 0) FROM claim k JOIN party p ON p.id = k.party_id
            WHERE p.case_id = c.id AND p.role IS NULL),
        (SELECT min(v.day) FROM visit v WHERE v.case_id = c.id),
        (SELECT min(g.ended_on) FROM proceeding g WHERE g.case_id = c.id
            AND g.track = 'performance' AND g.standing = 'DON'),
        COALESCE(l.level, '')
    FROM near JOIN mediation_case c ON c.id = near.id
    LEFT JOIN file_level l ON l.case_id = c.id
    WHERE c.accepted_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM split_worker x WHERE x.new_case_id = c.id AND x.split_on > :last)
    ORDER BY c.number_key, c.id
"""  # noqa: S608 - words of our own


def files(
    session: Session, first: date, last: date, *, with_open: bool = False
) -> tuple[FileFacts, ...]:
    """Return the cases that ended, were visited or performed in a period, as of its last day.

    With `with_open` those too that were open at its end, for the caseload.
    """
    rows = ask(session, _FILES, first=first, last=last, with_open=int(with_open))
    return tuple(_facts(row, first, last) for row in rows)


def _facts(row: Any, first: date, last: date) -> FileFacts:  # noqa: ANN401
    def within(held: object) -> date | None:
        known = day(held) if held else None
        return known if known is not None and first <= known <= last else None

    return FileFacts(
        case_id=row[0],
        number=row[1],
        mediator_id=row[2],
        workers=int(row[3]),
        accepted_on=day(row[4]),
        ended_on=day(row[5]) if row[5] else None,
        ended=Ended.of(row[6]) if row[6] and within(row[5]) else None,
        claimed=from_fen(int(row[7])),
        visited_on=within(row[8]),
        performed_on=within(row[9]),
        graded=row[10],
    )


def plain(session: Session, period: Period) -> list[list[Any]]:
    """Return the files of a period, open ones too, as plain values that a lock keeps."""
    return [
        [
            one.case_id,
            one.number,
            one.mediator_id,
            one.workers,
            one.accepted_on.isoformat(),
            one.ended_on.isoformat() if one.ended_on and one.ended_on <= period.last else None,
            one.ended.value if one.ended else "",
            to_fen(one.claimed),
            one.visited_on.isoformat() if one.visited_on else None,
            one.performed_on.isoformat() if one.performed_on else None,
            one.graded,
        ]
        for one in files(session, period.first, period.last, with_open=True)
    ]


def kept(rows: Iterable[Row], period: Period) -> tuple[FileFacts, ...]:
    """Return files from what a lock kept."""
    return tuple(_facts(row, period.first, period.last) for row in rows)


def standards(session: Session) -> tuple[Standard, ...]:
    """Return the standards, the latest first."""
    found = select(PointsStandardRecord).order_by(PointsStandardRecord.since.desc())
    return tuple(_standard(record) for record in session.scalars(found))


def standard(session: Session, key: int) -> Standard:
    """Return a standard by its key."""
    return _standard(one(session, PointsStandardRecord, key))


def _standard(record: PointsStandardRecord) -> Standard:
    return _of_rows(
        json.loads(record.rows),
        id=record.id,
        version=record.version,
        since=record.since,
        basis=record.basis,
        yuan_per_point=record.yuan_per_point,
        taken_over_on=record.taken_over_on,
        taken_over_by=record.taken_over_by,
    )


def _of_rows(rows: dict[str, Any], **besides: Any) -> Standard:
    return Standard(
        levels=tuple(
            FileLevel(
                name=name,
                points=Decimal(points),
                weight=Decimal(weight),
                from_workers=workers,
                from_claimed=Decimal(claimed),
            )
            for name, points, weight, workers, claimed in rows["levels"]
        ),
        bands=tuple(Band(from_workers=n, points=Decimal(points)) for n, points in rows["bands"]),
        outcomes={Ended.of(code): Decimal(points) for code, points in rows["outcomes"]},
        visit=Decimal(rows["visit"]),
        performed=Decimal(rows["performed"]),
        **besides,
    )


def plain_standards(session: Session, last: date) -> list[list[Any]]:
    """Return the standards taken over that count until a day, as plain values for a lock."""
    return [
        [
            one.id,
            one.since.isoformat(),
            one.basis,
            str(one.yuan_per_point),
            one.taken_over_on.isoformat(),
            one.taken_over_by,
            _rows(one),
        ]
        for one in standards(session)
        if one.taken_over_on is not None and one.since <= last
    ]


def kept_standards(rows: Iterable[Row]) -> tuple[Standard, ...]:
    """Return standards from what a lock kept."""
    return tuple(
        _of_rows(
            held,
            id=key,
            since=day(since),
            basis=basis,
            yuan_per_point=Decimal(yuan),
            taken_over_on=day(taken_over_on),
            taken_over_by=taken_over_by,
        )
        for key, since, basis, yuan, taken_over_on, taken_over_by, held in rows
    )


def _rows(wanted: Standard) -> dict[str, Any]:
    """Return what earns points by a standard, as it is held."""
    return {
        "levels": [
            [one.name.strip(), str(one.points), str(one.weight), one.from_workers,
             str(one.from_claimed)]
            for one in wanted.levels
        ],
        "bands": [[one.from_workers, str(one.points)] for one in wanted.bands],
        "outcomes": [[ended.value, str(points)] for ended, points in wanted.outcomes.items()],
        "visit": str(wanted.visit),
        "performed": str(wanted.performed),
    }  # fmt: skip


def put_standard(session: Session, wanted: Standard) -> int:
    """Save a standard, unless somebody else saved it meanwhile; return its key."""
    values = {
        "since": wanted.since,
        "basis": wanted.basis.strip(),
        "yuan_per_point": wanted.yuan_per_point,
        "rows": json.dumps(_rows(wanted), ensure_ascii=False),
        "taken_over_on": wanted.taken_over_on,
        "taken_over_by": wanted.taken_over_by,
    }
    if wanted.id:
        record = one(session, PointsStandardRecord, wanted.id)
        touch(record, wanted.version)
        fill(record, values)
    else:
        record = PointsStandardRecord(version=1, **values)
        session.add(record)
    session.flush()
    return record.id


def remove_standard(session: Session, key: int) -> None:
    """Take a standard away; undo brings it back."""
    session.delete(one(session, PointsStandardRecord, key))
    session.flush()


def set_level(session: Session, case_id: int, level: str, reason: str, by: str) -> None:
    """Set the level of a file by hand; an empty one goes back to the standard's own rule."""
    found = select(FileLevelRecord).where(FileLevelRecord.case_id == case_id)
    record = session.scalars(found).one_or_none()
    values = {"level": level, "reason": reason, "set_by": by}
    if not level:
        if record is not None:
            session.delete(record)
    elif record is None:
        session.add(FileLevelRecord(case_id=case_id, **values))
    else:
        fill(record, values)
    session.flush()


def claims(session: Session, *, with_lines: bool = True) -> tuple[PointsClaim, ...]:
    """Return the claims made, the latest first."""
    order = (PointsClaimRecord.last.desc(), PointsClaimRecord.id.desc())
    found = [
        _claim(record) for record in session.scalars(select(PointsClaimRecord).order_by(*order))
    ]
    if not with_lines:
        return tuple(found)
    lines: dict[int, list[Point]] = {}
    held = select(PointsClaimLineRecord).order_by(PointsClaimLineRecord.id)
    for record in session.scalars(held):
        lines.setdefault(record.claim_id, []).append(_line(record))
    return tuple(replace(claim, lines=tuple(lines.get(claim.id, ()))) for claim in found)


def _claim(record: PointsClaimRecord) -> PointsClaim:
    return PointsClaim(
        id=record.id,
        period=Period(record.first, record.last, record.span, record.cutoff),
        serial=record.serial,
        made_on=record.made_on,
        made_by=record.made_by,
        withdrawn_on=record.withdrawn_on,
        reason=record.reason,
    )


def _line(record: PointsClaimLineRecord) -> Point:
    return Point(
        mediator_id=record.mediator_id,
        case_id=record.case_id,
        number=record.number,
        ground=record.ground,
        day=record.day,
        what=record.what,
        points=record.points,
        yuan=record.yuan,
    )


def add_claim(session: Session, claim: PointsClaim, lines: Iterable[Point]) -> int:
    """Keep a claim with its lines; return its key."""
    record = PointsClaimRecord(
        first=claim.period.first,
        last=claim.period.last,
        span=claim.period.span,
        cutoff=claim.period.cutoff,
        serial=claim.serial,
        made_on=claim.made_on,
        made_by=claim.made_by,
        withdrawn_on=None,
        reason="",
    )
    session.add(record)
    session.flush()
    session.add_all(
        PointsClaimLineRecord(
            claim_id=record.id,
            mediator_id=line.mediator_id,
            case_id=line.case_id,
            number=line.number,
            ground=line.ground,
            day=line.day,
            what=line.what,
            points=line.points,
            yuan=line.yuan,
        )
        for line in lines
    )
    session.flush()
    return record.id


def withdraw_claim(session: Session, key: int, on: date, reason: str) -> None:
    """Let a claim count no more; it stays, with the reason."""
    fill(one(session, PointsClaimRecord, key), {"withdrawn_on": on, "reason": reason})
    session.flush()
