"""Notices that the procedure requires and that were never issued, over all cases.

The law has them in writing: acceptance, refusal and what ends a mediation
(企业劳动争议协商调解规定第二十二条, 第三十条), and the agreement (劳动争议调解仲裁法第十四条,
协商调解规定第二十六条); the papers to complete are told once in full, and whoever is called to a
session is called by a notice. Acceptance is told to each party (procedure.md 2.5, T11). The sheet
of rights and duties (D-11) is no notice of the law: it belongs to the set of people's mediation.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediation_desk.domain.stages import Stage
from mediation_desk.domain.today import UnissuedPaper
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, Row, ask, day
from mediation_desk.storage.ranks import RANK

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

_YEAR = timedelta(days=365)
"""How far back ended cases are looked at: what is older is no work of today."""

_BEFORE_HEARD = (
    *(Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING),
    *(Stage.EXTENDED, Stage.SIGNING),
)
_AGREED = (Stage.EFFECTIVE, Stage.PERFORMED)

_COLUMNS = "c.id AS id, c.number, c.first_applicant, c.applicant_count, c.respondent"
_MINE = "(:all OR c.mediator_id = :officer OR c.clerk_id = :officer)"
_OF_STAGE = f"""
    SELECT {_COLUMNS}, '{{form}}' AS form, {{since}} AS since
    FROM mediation_case c
    WHERE c.stage_rank = {{rank}} AND {{since}} >= :first AND {_MINE}
        AND {{lacking}}
"""  # noqa: S608 - joined from parts of our own
_NONE = (
    "NOT EXISTS (SELECT 1 FROM paper p WHERE p.case_id = c.id AND p.form = '{form}'"
    " AND p.void_on IS NULL)"
)
_FEWER = (
    "NOT EXISTS (SELECT 1 FROM split_worker w WHERE w.new_case_id = c.id)"
    " AND (SELECT count(*) FROM paper p WHERE p.case_id = c.id AND p.form = '{form}'"
    " AND p.void_on IS NULL) <= c.applicant_count"
)
_ONE_STAYS_OUT = (
    f"{_NONE} AND NOT EXISTS (SELECT 1 FROM split_worker w WHERE w.new_case_id = c.id)"  # noqa: S608
    " AND EXISTS (SELECT 1 FROM asked_respondent a JOIN party o ON o.id = a.party_id"
    " WHERE a.case_id = c.id AND o.role = 'not_taking_part')"
)
_REQUIRED = (
    ("D-07", (Stage.CORRECTING,), "c.received_on", _NONE),
    ("D-08", (*_BEFORE_HEARD, *_AGREED), "c.accepted_on", _FEWER),
    ("D-09", (Stage.REFUSED,), "c.ended_on", _NONE),
    ("D-12", (Stage.NO_CONSENT,), "c.ended_on", _NONE),
    ("D-12", _BEFORE_HEARD, "c.accepted_on", _ONE_STAYS_OUT),
    ("D-30", _AGREED, "c.effective_on", _NONE),
    ("D-23", (Stage.FAILED, Stage.LAPSED, Stage.TERMINATED), "c.ended_on", _NONE),
)
"""Each notice with the stages that require it, the day from which it is, and what is lacking.

Of a notice of acceptance there is one for each party, and one for some of them is not enough. Of
a case that goes on without a respondent the applicant is told. Who was split off had both in the
case before.
"""
_OUTSIDE = """
    (SELECT count(*) FROM party w WHERE w.case_id = c.id AND w.side = 'applicant' AND w.role IS NULL
        AND NOT EXISTS (SELECT 1 FROM money_row m WHERE m.party_id = w.id)
        AND NOT EXISTS (SELECT 1 FROM signature g WHERE g.party_id = w.id)
        AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.party_id = w.id))
"""
"""Workers whom the agreement does not bind, as `outside.outside` has them of one case."""
_APART = f"""
    SELECT {_COLUMNS}, 'D-23b' AS form, c.effective_on AS since
    FROM mediation_case c
    WHERE c.effective_on >= :first AND c.applicant_count > 1
        AND c.stage_rank + 0 IN {tuple(RANK(stage) for stage in _AGREED)}
        AND c.source <> 'past' AND {_MINE}
        AND EXISTS (SELECT 1 FROM settlement s JOIN money_row m ON m.settlement_id = s.id
            WHERE s.case_id = c.id)
        AND (SELECT count(*) FROM paper p WHERE p.case_id = c.id AND p.form = 'D-23b'
            AND p.void_on IS NULL) < {_OUTSIDE}
"""  # noqa: S608 - joined from parts of our own
"""From the groups alone, which have an index of their own: most agreements have one worker."""
_OF_HEARING = f"""
    SELECT {_COLUMNS}, 'D-17' AS form, h.day AS since
    FROM hearing h
    JOIN mediation_case c ON c.id = h.case_id
    WHERE h.status = 'planned' AND h.day >= :today AND {_MINE}
        AND NOT EXISTS (SELECT 1 FROM service s WHERE s.case_id = c.id AND s.hearing_id = h.id)
"""  # noqa: S608 - joined from parts of our own
_ORDER = "ORDER BY since, id LIMIT :limit"
"""Over all of them together: each is read along its index, and no further than the limit asks."""


def unissued(
    of: "Asked", today: date, officer_id: int | None = None, limit: int = 200
) -> tuple[UnissuedPaper, ...]:
    """Return the notices that were not issued, the most urgent first: of one person, or of all.

    Notices of a session that is still to come stand first, the next one before the others.
    """
    asked = {
        "all": officer_id is None,
        "officer": officer_id or 0,
        "first": today - _YEAR,
        "today": today,
        "limit": limit,
    }
    questions = f"{_OF_HEARING} {_ORDER}", f"{_of_stages()} {_ORDER}"
    rows = [row for question in questions for row in ask(of, question, **asked)]
    return tuple(_unissued(row) for row in rows[:limit])


def _of_stages() -> str:
    parts = (
        _OF_STAGE.format(
            form=form,
            rank=RANK(stage),
            since=since,
            lacking=lacking.format(form=form),
        )
        for form, stages, since, lacking in _REQUIRED
        for stage in stages
    )
    return " UNION ALL ".join((*parts, _APART))


def _unissued(row: Row) -> UnissuedPaper:
    key, number, first, applicants, respondent, form, since = row
    return UnissuedPaper(
        case_id=key,
        number=number,
        parties=booked.between(first, applicants, respondent),
        form=form,
        since=day(since),
    )
