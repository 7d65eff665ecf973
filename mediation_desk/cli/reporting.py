"""Reports of a period from the command line, as for a supervisor's schedule."""

import argparse
import re
from pathlib import Path

from mediation_desk.cli.opening import at_desk
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Span
from mediation_desk.i18n import _

_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?"
)


def report(options: argparse.Namespace) -> int:
    """Write the text report of a period; it is numbered and stands in the journal."""
    from mediation_desk.services import statistics, text_reports
    from mediation_desk.services.files import require_folder, write_whole

    span, year, number = parse_period(options.period)
    kind = _kind(options.out, ("docx", "pdf"), _("The text report is written as .docx or .pdf."))
    require_folder(options.out)
    with at_desk(options) as desk:
        period = statistics.period_of(desk, span, year, number)
        drafted = text_reports.draft(desk, period, whole=options.whole)
        paper = text_reports.issue(desk, drafted, kind)
        print(write_whole(options.out, paper.docx if kind == "docx" else paper.pdf))
    return 0


def work(options: argparse.Namespace) -> int:
    """Write the caseload and the points of a period: everybody's, or one's own (工作考评)."""
    from mediation_desk.services import points, statistics
    from mediation_desk.services.files import require_folder, write_whole

    span, year, number = parse_period(options.period)
    kind = _kind(options.out, ("xlsx", "pdf"), _("Reports are written as .xlsx or .pdf."))
    require_folder(options.out)
    with at_desk(options) as desk:
        period = statistics.period_of(desk, span, year, number)
        shown = points.work(desk, period)
        print(write_whole(options.out, points.work_bytes(desk, shown, kind)))
    return 0


def parse_period(text: str) -> tuple[Span, int, int]:
    """Read a period: 2026-10, 2026-Q3, 2026-H1 or 2026."""
    found = _PERIOD.fullmatch(text.strip().upper())
    if found is None or (found["month"] and not 1 <= int(found["month"]) <= 12):
        raise DeskError(_("Write the period as 2026-10, 2026-Q3, 2026-H1 or 2026."))
    year = int(found["year"])
    if not 2000 <= year <= 2100:
        raise DeskError(_("Write the period as 2026-10, 2026-Q3, 2026-H1 or 2026."))
    for name, span in (("month", Span.MONTH), ("quarter", Span.QUARTER), ("half", Span.HALF)):
        if found[name]:
            return span, year, int(found[name])
    return Span.YEAR, year, 1


def _kind(path: Path, kinds: tuple[str, ...], refusal: str) -> str:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in kinds:
        raise DeskError(refusal)
    return kind
