"""Days that the text of an agreement prints besides those of the money (procedure.md 5.7)."""

from collections.abc import Iterable, Iterator

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.settlement import Ending, Terms
from mediation_desk.i18n import _


def still_employed(workers: Iterable[Applicant]) -> bool:
    """Say whether the employment of somebody goes on, as far as the case tells."""
    return any(worker.work.left_on is None for worker in workers)


def missing_days(case: CaseFile, terms: Terms) -> Iterator[Problem]:
    """Find days without which the signed text would promise a duty on a blank day.

    The clause on formalities (手续) stands in every agreement by which the employment is over; its
    duties have clocks by the days agreed there.
    """
    if terms.ending is Ending.CONTINUES:
        return
    bound = {row.party_id for row in terms.money}
    inside = [a for a in case.applicants if not bound or a.id in bound]
    if terms.ended_on is None and still_employed(inside):
        yield Problem(
            "ended_on",
            _(
                "The text says that the employment is over, but on a blank day: the case has no"
                " last day worked. Enter under the terms when it ended, or that it continues."
            ),
        )
    if terms.certificate_by is None:
        yield Problem(
            "certificate_by",
            _(
                "The text promises the certificate of leaving on a blank day, and no clock runs for"
                " it, the personal file or social insurance. Enter under the terms by when; file"
                " and insurance are transferred within 15 days of the end"
                " (劳动合同法第五十条)."
            ),
        )
