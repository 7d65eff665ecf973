"""The paper that belongs to a step just taken, so that the notice can lead to it."""

from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.procedure import open_moves
from mediation_desk.domain.stages import Stage, Step

if TYPE_CHECKING:
    from mediation_desk.services.papers import Offer


def papers_of(stage: Stage, step: Step) -> tuple[str, ...]:
    """Return the codes of the papers that a step offers from a stage.

    An answer that came in asks for no further inquiry.
    """
    if step is Step.ASK_CONSENT:
        return ()
    for row in open_moves(stage):
        if row.step is step:
            return row.papers
    return ()


def to_print(case: CaseFile, codes: tuple[str, ...], today: date) -> "Offer | None":
    """Return the offer of the first of these papers that can be made and was not issued."""
    from mediation_desk.services import papers  # brings python-docx along: for the worker

    offers = {offer.code: offer for offer in papers.offered(case, today)}
    for code in codes:
        offer = offers.get(code)
        if offer is not None and (offer.lacking or not offer.issued):
            return offer
    return None
