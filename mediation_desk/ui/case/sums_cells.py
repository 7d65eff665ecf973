"""The columns of the grid of claims and sums: what each shows and how it reads what is typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from mediation_desk.domain import money
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, totals
from mediation_desk.domain.day_text import parse_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import N_, _


class Part(Enum):
    """What a column holds: a fact, the sum asked, computed or agreed, or a total."""

    FACT = "fact"
    CLAIMED = "claimed"
    ENTITLED = "entitled"
    AGREED = "agreed"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is the fact's or the total's field; `kind` is set for sums."""

    part: Part
    name: str
    label: str
    kind: ClaimKind | None = None

    @property
    def title(self) -> str:
        """The heading; sums have the kind of claim on a line of its own."""
        return f"{self.kind.short}\n{_(self.label)}" if self.kind else _(self.label)

    @property
    def editable(self) -> bool:
        """Say whether the column takes input."""
        return self.part in (Part.FACT, Part.CLAIMED, Part.AGREED)

    @property
    def asked(self) -> bool:
        """Say whether the column holds what was asked, shown only on demand."""
        return self.name == "claimed"


FACTS = (
    Column(Part.FACT, "hired_on", N_("Joined")),
    Column(Part.FACT, "left_on", N_("Last day")),
    Column(Part.FACT, "average_wage", N_("Average\nwage")),
    Column(Part.FACT, "arrears", N_("Arrears")),
    Column(Part.FACT, "injury_grade", N_("Injury\ngrade")),
)
TOTALS = (
    Column(Part.TOTAL, "claimed", N_("Total\nasked")),
    Column(Part.TOTAL, "entitled", N_("Total\ndue by law")),
    Column(Part.TOTAL, "agreed", N_("Total\nagreed")),
)


def columns(kinds: tuple[ClaimKind, ...]) -> tuple[Column, ...]:
    """Return the columns of a case that has these kinds of claim."""
    sums = tuple(
        column
        for kind in kinds
        for column in (
            Column(Part.CLAIMED, "claimed", N_("asked"), kind),
            Column(Part.ENTITLED, "entitled", N_("due by law"), kind),
            Column(Part.AGREED, "agreed", N_("agreed"), kind),
        )
    )
    return FACTS + sums + TOTALS


def cell_text(applicant: Applicant, column: Column) -> str:
    """Write what a cell shows; “—” where the worker does not make the claim."""
    if column.part is Part.FACT:
        return fact_text(getattr(applicant.work, column.name))
    if column.part is Part.TOTAL:
        return total_text(applicant.claims, column.name)
    claim = applicant.claim(column.kind) if column.kind else None
    if claim is None:
        return "—"
    amount: Decimal | None = getattr(claim, column.name)
    if amount is None:
        return _("not computed") if column.part is Part.ENTITLED else ""
    return money.figures(amount)


def unknown(claims: Iterable[Claim], name: str) -> int:
    """Count the claims whose sum asked, due or agreed is not known yet."""
    return sum(getattr(claim, name) is None for claim in claims)


def total_text(claims: tuple[Claim, ...], name: str) -> str:
    """Write a total; “—” as long as not one of the sums in it is known."""
    if claims and unknown(claims, name) == len(claims):
        return "—"
    return money.figures(getattr(totals(claims), name))


def fact_text(value: date | Decimal | int | None) -> str:
    """Write a fact as people read it; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return money.figures(value)
    return str(value)


def read_fact(work: Employment, name: str, text: str) -> Employment:
    """Return the facts with one of them as typed, or refuse what cannot be read."""
    reader = _READERS[name]
    return reader(work, text.strip())


def _day(name: str) -> Callable[[Employment, str], Employment]:
    def read(work: Employment, text: str) -> Employment:
        day = parse_day(text) if text else None
        return replace(work, hired_on=day) if name == "hired_on" else replace(work, left_on=day)

    return read


def _average(work: Employment, text: str) -> Employment:
    return replace(work, average_wage=money.parse(text) if text else None)


def _arrears(work: Employment, text: str) -> Employment:
    return replace(work, arrears=money.parse(text) if text else money.ZERO)


def _grade(work: Employment, text: str) -> Employment:
    """Read a grade; a grade implies an injury, and taking it away leaves the injury noted."""
    if not text or text == "—":
        return replace(work, injury_grade=None)
    digits = text.removesuffix("级")
    if not (digits.isdecimal() and 1 <= int(digits) <= 10):
        raise DeskError(_("A disability grade is a number from 1 to 10."))
    return replace(work, injury_grade=int(digits), injured=True)


_READERS: dict[str, Callable[[Employment, str], Employment]] = {
    "hired_on": _day("hired_on"),
    "left_on": _day("left_on"),
    "average_wage": _average,
    "arrears": _arrears,
    "injury_grade": _grade,
}


def read_sum(claim: Claim, part: Part, text: str) -> Claim:
    """Return the claim with the asked or agreed sum as typed; nothing typed takes it away."""
    amount = money.parse(text) if text.strip() else None
    if part is Part.CLAIMED:
        return replace(claim, claimed=amount)
    return replace(claim, agreed=amount)


def below(applicant: Applicant, column: Column) -> bool:
    """Say whether an agreed sum is below what the law gives (shown in amber)."""
    if column.part is Part.TOTAL and column.name == "agreed":
        return any(_below(claim) for claim in applicant.claims)
    claim = applicant.claim(column.kind) if column.kind and column.part is Part.AGREED else None
    return claim is not None and _below(claim)


def _below(claim: Claim) -> bool:
    return claim.agreed is not None and claim.entitled is not None and claim.agreed < claim.entitled
