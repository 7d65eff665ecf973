"""What a report on a major or collective dispute tells beyond the case (重大争议情况报告)."""

from collections.abc import Iterator
from dataclasses import dataclass

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

MAJOR_REPORT = "D-76"
LONGEST, LONGEST_LINE, MOST_PEOPLE = 1000, 100, 100_000


class ReportKind(Term):
    """Which report it is: whoever writes it says so (首报、续报、终报)."""

    FIRST = "first", N_("First report")
    FURTHER = "further", N_("Further report")
    LAST = "last", N_("Last report")


class Unrest(Term):
    """Whether work stopped or people gathered (停工、聚集)."""

    NONE = "none", N_("Neither")
    SOME = "some", N_("Work stopped or people gathered")


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorReport:
    """What is told: when and where, who stopped work or gathered, what is to be coordinated."""

    kind: ReportKind | None = None
    happened: str = ""
    place: str = ""
    unrest: Unrest | None = None
    stopped: int | None = None
    gathered: int | None = None
    coordinate: str = ""


UNTOLD = MajorReport()
"""Nothing is told yet."""


def problems(report: MajorReport) -> Iterator[Problem]:
    """Find what is wrong with what was told; what is left out prints as a blank, and is named."""
    if report.kind is None:
        yield Problem("kind", _("Say which report it is."))
    for name, text, most in (
        ("happened", report.happened, LONGEST_LINE),
        ("place", report.place, LONGEST_LINE),
        ("coordinate", report.coordinate, LONGEST),
    ):
        if len(text) > most:
            yield Problem(name, _("At most {n} characters here.").format(n=most))
    counts = (("stopped", report.stopped), ("gathered", report.gathered))
    for name, count in counts:
        if count is not None and not 0 < count <= MOST_PEOPLE:
            yield Problem(name, _("Enter how many people, from 1 to {n}.").format(n=MOST_PEOPLE))
        if count is not None and report.unrest is not Unrest.SOME:
            yield Problem(
                "unrest", _("People are entered: say that work stopped or they gathered.")
            )
    if report.unrest is Unrest.SOME and report.stopped is None and report.gathered is None:
        yield Problem("stopped", _("Enter how many stopped work or gathered."))
