"""What rests on an agreement in force, told before its paper is declared void."""

from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import total
from mediation_desk.i18n import _

AGREEMENT = "D-30"


def rests_on(case: CaseFile, paper: IssuedPaper) -> tuple[str, ...]:
    """Say what rests on a paper if it is the agreement in force; nothing of any other."""
    settlement = case.settlement
    if paper.form != AGREEMENT or settlement is None or settlement.effective_on is None:
        return ()
    found = [
        _("It took effect on {day}, and the case goes on by it as before.").format(
            day=settlement.effective_on.isoformat()
        ),
        _("{paid} of {sum} yuan are recorded as paid.").format(
            paid=figures(case.paid), sum=figures(total(settlement.terms.money))
        ),
    ]
    if case.proceedings:
        courses = dict.fromkeys(one.track.label for one in case.proceedings)
        found.append(_("Courses that rest on it: {names}.").format(names=_(", ").join(courses)))
    return tuple(found)


def voided_in_force(case: CaseFile) -> bool:
    """Say whether the paper of the agreement in force was declared void and none stands since."""
    settlement = case.settlement
    in_force = settlement is not None and settlement.effective_on is not None
    stands = any(paper.form == AGREEMENT for paper in case.papers)
    return in_force and not stands and any(p.form == AGREEMENT for p in case.void_papers)
