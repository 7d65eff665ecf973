"""Reading one raw input by its field's shape, with a sentence for what is wrong with it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from mediation_desk.domain import money
from mediation_desk.domain.day_text import EARLIEST, LATEST, parse_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.law.dependents import Dependent
from mediation_desk.law.fields import Field, Shape

FIRST_LEAVE_YEAR, LAST_YEAR = 1995, 2100
MOST_WORKED, MOST_DAYS = 70, 366


def _decimal(value: object) -> Decimal:
    """Return an exact number from JSON or from text; a float counts as it is written."""
    if isinstance(value, bool):
        raise DeskError(_("a number is wanted."))
    if isinstance(value, int) and abs(value) < 10**30:
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and len(value) <= 40 and value.isascii() and "e" not in value.lower():
        try:
            return Decimal(value.strip())
        except InvalidOperation:
            pass
    raise DeskError(_("a number is wanted."))


def _money(field: Field, value: object) -> Decimal:
    amount = money.parse(value) if isinstance(value, str) else money.checked(_decimal(value))
    if field.positive and not amount:
        raise DeskError(_("The amount must not be zero."))
    return amount


def _number(field: Field, value: object) -> Decimal:
    number = _decimal(value)
    if not number.is_finite():
        raise DeskError(_("a number is wanted."))
    if not field.low <= number <= field.high:
        raise DeskError(
            _("a number from {low} to {high} is wanted.").format(low=field.low, high=field.high)
        )
    if field.whole and number != int(number):
        raise DeskError(_("a whole number is wanted."))
    return number


def _day(field: Field, value: object) -> date:  # noqa: ARG001 - one form for all readers
    if isinstance(value, str):
        return parse_day(value)
    if type(value) is date:
        return value if EARLIEST <= value <= LATEST else parse_day(value.isoformat())
    raise DeskError(_("a day such as 2026-03-01 is wanted."))


def _flag(field: Field, value: object) -> bool:  # noqa: ARG001 - one form for all readers
    if isinstance(value, bool):
        return value
    raise DeskError(_("true or false is wanted."))


def _choice(field: Field, value: object) -> str:
    if value in field.choices:
        return str(value)
    raise DeskError(_("one of {choices} is wanted.").format(choices=" / ".join(field.choices)))


def _text(field: Field, value: object) -> str:  # noqa: ARG001 - one form for all readers
    if isinstance(value, str) and len(value) <= 200:
        return value.strip()
    raise DeskError(_("a short text is wanted."))


def _pairs(field: Field, value: object) -> tuple[tuple[Decimal, Decimal], ...]:
    """Read a list of pairs: a sum of money, then a number or another sum."""
    if not isinstance(value, list | tuple) or not 0 < len(value) <= 600:
        raise DeskError(_("a list of pairs is wanted."))
    read_pairs = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise DeskError(_("a list of pairs is wanted."))
        second = _money if field.shape is Shape.MONEY_PAIRS else _number
        read_pairs.append((_money(field, pair[0]), second(field, pair[1])))
    return tuple(read_pairs)


def _shares(field: Field, value: object) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    """Read sums with the share of each that counts: [4500, 27, 30] is 27/30 of 4,500.

    Over 1 a number of whole months may stand: [4500, 10, 1].
    """
    read_shares = []
    for row in _rows(value, 3):
        numerator, denominator = _number(field, row[1]), _number(field, row[2])
        if not denominator or (numerator > denominator and denominator != 1):
            raise DeskError(_("a share from nothing to the whole is wanted."))
        read_shares.append((_money(field, row[0]), numerator, denominator))
    return tuple(read_shares)


def _items(field: Field, value: object) -> tuple[tuple[str, Decimal], ...]:
    return tuple((_text(field, row[0]), _money(field, row[1])) for row in _rows(value, 2))


def _leave_years(
    field: Field,  # noqa: ARG001 - one form for all
    value: object,
) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    """Read calendar years, each with the years of work for all employers and the days taken."""
    read_years: dict[Decimal, tuple[Decimal, Decimal, Decimal]] = {}
    for row in _rows(value, 3):
        year, worked, taken = (_decimal(entry) for entry in row)
        if year != year.to_integral_value() or not FIRST_LEAVE_YEAR <= year <= LAST_YEAR:
            raise DeskError(
                _("a year from {low} to {high} is wanted.").format(
                    low=FIRST_LEAVE_YEAR, high=LAST_YEAR
                )
            )
        if not 0 <= worked <= MOST_WORKED or not 0 <= taken <= MOST_DAYS:
            raise DeskError(
                _("{year}: years of work from 0 to {most}, days taken from 0 to {days}.").format(
                    year=year, most=MOST_WORKED, days=MOST_DAYS
                )
            )
        if year in read_years:
            raise DeskError(_("{year} stands twice in the list.").format(year=year))
        read_years[year] = (year, worked, taken)
    return tuple(read_years[year] for year in sorted(read_years))


def _spans(field: Field, value: object) -> tuple[tuple[date, date | None], ...]:
    """Read stretches of days; one without a last day still goes on."""
    found = []
    for row in _rows(value, 2):
        first, last = _day(field, row[0]), _day(field, row[1]) if row[1] else None
        if last and last < first:
            raise DeskError(_("The last day lies before the first."))
        found.append((first, last))
    return tuple(found)


def _rows(value: object, width: int) -> list[list[object] | tuple[object, ...]]:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= 600:
        raise DeskError(_("a list of rows is wanted."))
    rows = []
    for row in value:
        if not isinstance(row, list | tuple) or len(row) != width:
            raise DeskError(_("each row of the list has {n} entries.").format(n=width))
        rows.append(row)
    return rows


def _dependents(field: Field, value: object) -> tuple[Dependent, ...]:  # noqa: ARG001 - one form
    if not isinstance(value, list | tuple) or len(value) > 50:
        raise DeskError(_("a list of dependents is wanted."))
    found = []
    for person in value:
        kind = person.get("kind") if isinstance(person, Mapping) else None
        alone = person.get("orphan_or_lone", False) if isinstance(person, Mapping) else None
        if kind not in ("spouse", "other") or not isinstance(alone, bool):
            raise DeskError(_("each dependent is a spouse or other, and lone or not."))
        found.append(Dependent(kind == "spouse", alone))
    return tuple(found)


READERS: Mapping[Shape, Callable[[Field, object], object]] = {
    Shape.MONEY: _money,
    Shape.NUMBER: _number,
    Shape.GRADE: _number,
    Shape.DAY: _day,
    Shape.FLAG: _flag,
    Shape.CHOICE: _choice,
    Shape.TEXT: _text,
    Shape.PAIRS: _pairs,
    Shape.MONEY_PAIRS: _pairs,
    Shape.SHARES: _shares,
    Shape.LEAVE_YEARS: _leave_years,
    Shape.SPANS: _spans,
    Shape.ITEMS: _items,
    Shape.DEPENDENTS: _dependents,
}
