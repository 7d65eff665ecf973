"""The columns of the case log (台账), in the order and wording of procedure.md 6.1.

There is no column for identity numbers, masked or not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from mediation_desk.domain.employer import UnionThere
from mediation_desk.domain.ledger import LedgerRow, Outcome
from mediation_desk.domain.log_layout import REGISTER, Layout
from mediation_desk.domain.money import figures
from mediation_desk.domain.taxonomy import cause_label, districts
from mediation_desk.domain.tracks import Proceeding, Track
from mediation_desk.i18n import N_, _
from mediation_desk.security.masking import mask_name, mask_phone

Value: TypeAlias = str | int | Decimal | date | None
LONGEST_SUMMARY = 60


class Format(Enum):
    """What kind of cell a column holds."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the log. `width` counts half-width characters; `summed` columns have totals."""

    key: str
    title: str
    format: Format
    width: float
    value: Callable[[LedgerRow], Value]
    summed: bool = False

    @property
    def heading(self) -> str:
        """The column's title in the language spoken here."""
        return _(self.title)


def _applicants(row: LedgerRow) -> str:
    return _named(row.first_applicant, row.workers)


def _masked_applicants(row: LedgerRow) -> str:
    return _named(mask_name(row.first_applicant), row.workers)


def _named(first: str, workers: int) -> str:
    return first if workers <= 1 else _("{name} and others").format(name=first)


def _sex(row: LedgerRow) -> str:
    return row.sex.label if row.sex else ""


def _masked_phone(row: LedgerRow) -> str:
    return mask_phone(row.phone) if row.phone else ""


def _district(row: LedgerRow) -> str:
    return districts().get(row.district, row.district)


def _requests(row: LedgerRow) -> str:
    kinds = _(", ").join(kind.label for kind in row.kinds)
    text = " ".join(row.requests.split()) or kinds
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"


def _group(row: LedgerRow) -> str:
    return _("yes") if row.is_group else _("no")


def _accepted(row: LedgerRow) -> Value:
    return row.outcome.label if row.outcome is Outcome.REFUSED else row.accepted_on


def _union(row: LedgerRow) -> str:
    return "" if row.union is UnionThere.UNKNOWN else row.union.label


def _remark(row: LedgerRow) -> str:
    """Return the remark, with the sum on which parties settled by themselves: no agreed one."""
    if not row.settled_alone:
        return row.remark
    told = _("Settled between the parties over {sum} yuan").format(sum=figures(row.settled_alone))
    return f"{row.remark}；{told}" if row.remark else told


def _cause(row: LedgerRow) -> str:
    return f"{row.cause} {cause_label(row.cause)}".strip()


_BODIES = (Track.REVIEW, Track.CONFIRMATION)


def _review(row: LedgerRow) -> str:
    return _courses(p for p in row.proceedings if p.track in _BODIES)


def _further(row: LedgerRow) -> str:
    courses = _courses(p for p in row.proceedings if p.track not in _BODIES)
    others = (
        " ".join(filter(None, (day.isoformat(), number, outcome)))
        for day, number, outcome in row.elsewhere
    )
    return "\n".join(filter(None, (courses, *others)))


def _courses(held: Iterable[Proceeding]) -> str:
    return "\n".join(
        " ".join(filter(None, (p.opened_on.isoformat(), p.standing.label, p.number))) for p in held
    )


def _performance(row: LedgerRow) -> str:
    return "" if row.outcome is Outcome.PENDING else row.performance.label


_TEXT, _DAY, _MONEY, _COUNT = Format.TEXT, Format.DAY, Format.MONEY, Format.COUNT
_APPLICANT = Column("applicant", N_("Applicant"), _TEXT, 8, _applicants)
_PHONE = Column("phone", N_("Contact telephone"), _TEXT, 12, lambda r: r.phone)
_COLUMNS = (
    Column("case", N_("Case no."), _TEXT, 16, lambda r: r.number),
    Column("received", N_("Registered on"), _DAY, 10.7, lambda r: r.received_on),
    Column("source", N_("Source of the case"), _TEXT, 8.5, lambda r: r.source.label),
    _APPLICANT,
    Column("sex", N_("Sex"), _TEXT, 4.5, _sex),
    _PHONE,
    Column("workers", N_("Workers concerned"), _COUNT, 5, lambda r: r.workers, True),
    Column("migrants", N_("Migrant workers among them"), _COUNT, 5, lambda r: r.migrants, True),
    Column("women", N_("Women among them"), _COUNT, 5, lambda r: r.women, True),
    Column("members", N_("Union members"), _COUNT, 5, lambda r: r.members, True),
    Column("respondent", N_("Respondent"), _TEXT, 18, lambda r: r.respondent),
    Column("code", N_("Unified credit code"), _TEXT, 10.5, lambda r: r.credit_code),
    Column("district", N_("District or county"), _TEXT, 7.5, _district),
    Column("industry", N_("Industry"), _TEXT, 8.5, lambda r: r.industry),
    Column("ownership", N_("Ownership"), _TEXT, 8.5, lambda r: r.ownership),
    Column("union", N_("Union at the employer"), _TEXT, 6.5, _union),
    Column("cause", N_("Main cause"), _TEXT, 11, _cause),
    Column("requests", N_("Claims in short"), _TEXT, 18.5, _requests),
    Column("claimed", N_("Amount claimed"), _MONEY, 13.5, lambda r: r.claimed, True),
    Column("group", N_("Group (≥10)"), _TEXT, 5.5, _group),
    Column("accepted", N_("Accepted on / not accepted"), _DAY, 10.7, _accepted),
    Column("mediator", N_("Mediator"), _TEXT, 7.5, lambda r: r.mediator),
    Column("hearings", N_("Number of hearings"), _COUNT, 5, lambda r: r.hearings, True),
    Column("extended", N_("Extended"), _TEXT, 5.5, lambda r: _("yes") if r.extended else ""),
    Column("outcome", N_("Outcome of the case"), _TEXT, 8.5, lambda r: r.outcome.label),
    Column("ended", N_("Case ended on"), _DAY, 10.7, lambda r: r.ended_on),
    Column("days", N_("Days taken"), _COUNT, 5, lambda r: r.days),
    Column("agreed", N_("Amount agreed"), _MONEY, 13.5, lambda r: r.agreed, True),
    Column("agreement", N_("Agreement no."), _TEXT, 16, lambda r: r.agreement),
    Column("effective", N_("Agreement in effect from"), _DAY, 10.7, lambda r: r.effective_on),
    Column("review", N_("Review / court confirmation"), _TEXT, 16, _review),
    Column("paid", N_("Amount performed"), _MONEY, 13.5, lambda r: r.paid, True),
    Column("performance", N_("State of performance"), _TEXT, 8.5, _performance),
    Column("further", N_("Payment order / arbitration / execution"), _TEXT, 16, _further),
    Column("visited", N_("Visited on"), _DAY, 10.7, lambda r: r.visited_on),
    Column(
        "satisfaction",
        N_("Satisfaction"),
        _TEXT,
        8.5,
        lambda r: r.satisfaction.label if r.satisfaction else "",
    ),
    Column("aid", N_("Legal aid"), _TEXT, 5.5, lambda r: _("yes") if r.aided else ""),
    Column(
        "letters",
        N_("References of supervision letters"),
        _TEXT,
        14,
        lambda r: "\n".join(r.letters),
    ),
    Column(
        "grade",
        N_("Risk level of the respondent"),
        _TEXT,
        7,
        lambda r: r.grade.label if r.grade else "",
    ),
    Column("filed", N_("File number"), _TEXT, 13, lambda r: r.file_number),
    Column("remark", N_("Remarks"), _TEXT, 9, _remark),
)
_BY_KEY = {column.key: column for column in _COLUMNS}
_MASKED = {
    "applicant": replace(_APPLICANT, title=N_("Applicant (masked)"), value=_masked_applicants),
    "phone": replace(_PHONE, title=N_("Telephone (masked)"), value=_masked_phone),
}


def columns(layout: Layout = REGISTER, *, masked: bool = True) -> tuple[Column, ...]:
    """Return a layout's columns after the running number, in its order."""
    found = tuple(_BY_KEY[key] for key in layout.columns)
    return tuple(_MASKED.get(column.key, column) for column in found) if masked else found


def titles() -> dict[str, str]:
    """Return what every column is called, by its key, in the order of the register."""
    return {column.key: column.heading for column in _COLUMNS}


def number_heading() -> str:
    """Return the title of the running number's column."""
    return _("Row no.")


def as_text(value: Value) -> str:
    """Write a cell as text, as PDF has it."""
    match value:
        case None:
            return ""
        case Decimal():
            return figures(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
