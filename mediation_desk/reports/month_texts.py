"""What the month's reports say around their tables, and how a value reads as text."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from mediation_desk.domain.money import figures
from mediation_desk.domain.statistics import Check, Head, Line, MonthBook, Report, Shape, Value
from mediation_desk.i18n import _

_NARROW, _LONG = 96, 24
"""Signs that fit beside each other on a standing page, and lines that a lying one has."""


def title(book: MonthBook, report: Report) -> str:
    """Return a report's title."""
    return _("{centre}: {log} ({month})").format(
        centre=book.centre, log=report.title, month=book.period.name
    )


def standing(book: MonthBook) -> str:
    """Say whether the period is locked, since when and by whom."""
    if book.locked_on is None:
        return _("Not locked: the figures follow the records")
    text = _("Locked on {day} by {name}").format(day=book.locked_on, name=book.locked_by)
    if book.changed:
        text += _("; corrected since in {n} cases: adjusted in the next period").format(
            n=len(book.changed)
        )
    if book.imported:
        text += _("; {n} cases of former years came in with a ledger since: no corrections").format(
            n=len(book.imported)
        )
    return text


def carried(book: MonthBook) -> str:
    """Say that a period carries what corrects earlier ones, and where; empty where it does not."""
    if not any(line.adjusts for report in book.reports for line in report.lines):
        return ""
    return _("corrections of earlier, locked periods stand in the last rows of the tables")


def note(book: MonthBook) -> str:
    """Return the line below a title."""
    told = (book.period.days, _("Amounts in yuan"), *filter(None, [book.said]))
    return _("; ").join((*told, standing(book)) if book.lockable else told)


def checks(book: MonthBook) -> tuple[str, ...]:
    """Return the identities with whether they hold."""
    return tuple(map(_check, book.checks))


def _check(check: Check) -> str:
    if check.holds:
        return f"√ {check.text}"
    if not check.wrong:
        return "× " + _("{identity} – does not hold").format(identity=check.text)
    return f"× {check.text}" + _(" – broken by {n} cases").format(n=len(check.wrong))


def shape(head: Head, line: Line, place: int) -> Shape:
    """Return how a value reads: as its column says, unless the row says otherwise."""
    return line.shapes[place] if line.shapes else head.shape


def upright(report: Report) -> bool:
    """Say whether a table is narrow and long: on a page that stands more of its lines fit."""
    wide = sum(head.width + 1 for head in report.heads)
    return wide <= _NARROW and len(report.lines) > _LONG


def text(value: Value, kind: Shape) -> str:
    """Write a value as people read it; nothing is left empty."""
    match value:
        case None:
            return ""
        case Decimal() if kind is Shape.SHARE:
            return percent(value)
        case Decimal() if kind is Shape.POINTS:
            return points(value)
        case Decimal():
            return figures(value)
        case date():
            return value.isoformat()
        case int():
            return f"{value:,}"
    return value


def percent(value: Decimal) -> str:
    """Write a share in per cent with one decimal."""
    return f"{(value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def points(value: Decimal) -> str:
    """Write points without noughts behind the last digit that counts."""
    plain = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{plain:,.2f}".rstrip("0").rstrip(".")


def heading(book: MonthBook, report: Report) -> str:
    """Return a report's title after its code, if it has one."""
    return f"{report.code}  {title(book, report)}".strip()


def numbered(report: Report) -> list[str]:
    """Return the definitions under a report with their numbers, under a heading."""
    told = [f"{number}. {note}" for number, note in enumerate(report.notes, 1)]
    return [_("Definitions"), *told] if told else []


def day_to_write() -> str:
    """Return room for a day that is written by hand."""
    return "　　　　年　　月　　日"
