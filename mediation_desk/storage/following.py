"""Who follows up a closed case: its mediator, or who took its follow-up over.

Logs, statistics and workload count a closed case for who mediated it, so a hand-over leaves the
case's own mediator as it is: the hand-over's row says who follows up from then on.
"""

from mediation_desk.domain.stages import LOCKED
from mediation_desk.storage.ranks import RANK

CLOSED_RANKS = tuple(sorted(RANK(stage) for stage in LOCKED))

_AFTER_CLOSING = "('已结案', '已归档')"
"""How a hand-over's list, which is Chinese in every window, writes down a closed case's stage."""

FOLLOWED_UP = f"""
    SELECT last.case_id, h.receiver_id
    FROM handover_case last
    JOIN handover h ON h.id = last.handover_id
    JOIN mediation_case closed ON closed.id = last.case_id
    WHERE last.stage IN {_AFTER_CLOSING} AND closed.stage_rank IN {CLOSED_RANKS}
        AND NOT EXISTS (
            SELECT 1 FROM handover_case later
            WHERE later.case_id = last.case_id AND later.id > last.id
        )
        AND EXISTS (
            SELECT 1 FROM handover_case first JOIN handover given ON given.id = first.handover_id
            WHERE first.case_id = last.case_id AND first.stage IN {_AFTER_CLOSING}
                AND given.giver_id = closed.mediator_id
        )
"""  # noqa: S608 - joined from parts of our own
"""The closed cases whose follow-up was handed over, with who has it now.

What was handed over before a case was opened again and mediated by another one counts no more.
"""


def followed_by(user: str) -> str:
    """Return the question for the cases that a person, as SQL calls it, mediates or follows up."""
    return f"""
        SELECT id FROM mediation_case WHERE mediator_id = {user}
            AND id NOT IN (SELECT case_id FROM ({FOLLOWED_UP}) given)
        UNION ALL
        SELECT case_id FROM ({FOLLOWED_UP}) taken WHERE receiver_id = {user}
    """  # noqa: S608 - joined from parts of our own
