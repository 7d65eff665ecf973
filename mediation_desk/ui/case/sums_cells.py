"""The columns of the grid of claims and sums: what each shows and how it reads what is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from mediation_desk.domain import money
from mediation_desk.domain.claims import AnswerKind, Applicant, Claim, ClaimKind, totals
from mediation_desk.i18n import N_, _
from mediation_desk.law.besides import Answers
from mediation_desk.law.facts import Fact, columns_of, facts, facts_of, needs, value_text
from mediation_desk.law.sheet import answer_text

Offered = Mapping[tuple[int, ClaimKind], Decimal]
"""The respondent's last word on each claim."""


class Part(Enum):
    """What a column holds: a fact, the sum asked, computed, offered or agreed, a total, or what is
    reckoned beside the claims.
    """

    FACT = "fact"
    CLAIMED = "claimed"
    ENTITLED = "entitled"
    OFFERED = "offered"
    AGREED = "agreed"
    ANSWER = "answer"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is the fact's or the total's field; `kind` is set for sums, `answer` for
    what is reckoned beside the claims.

    `first` columns are shown unless the person hides them.
    """

    part: Part
    name: str
    label: str
    kind: ClaimKind | None = None
    first: bool = True
    answer: AnswerKind | None = None

    def __hash__(self) -> int:
        """Hash by the name alone: cells of hundreds of workers are kept by their columns."""
        return hash(self.name)

    @property
    def title(self) -> str:
        """The heading; sums have the kind of claim on a line of its own."""
        if self.answer:
            return _in_lines(self.answer.label)
        if self.kind:
            return f"{self.kind.short}\n{_(self.label)}"
        return _(self.label) if self.label else _in_lines(facts()[self.name].title)

    @property
    def full_title(self) -> str:
        """The whole name, for a list of columns and where the heading is cut."""
        if self.kind:
            return f"{self.kind.label} · {_(self.label)}"
        if self.answer:
            return _("{what} (in no total)").format(what=self.answer.label)
        if self.part is Part.FACT:
            return facts()[self.name].title
        return " ".join(_(self.label).split())

    @property
    def key(self) -> str:
        """The name under which the column is remembered."""
        return f"{self.kind.value if self.kind else ''}.{self.name}"

    @property
    def editable(self) -> bool:
        """Say whether the column takes input."""
        return self.part in (Part.FACT, Part.CLAIMED, Part.AGREED)

    @property
    def asked(self) -> bool:
        """Say whether the column holds what was asked, shown only on demand."""
        return self.name == "claimed"


_SHORT_FACTS = {
    "hired_on": N_("Joined"),
    "left_on": N_("Last day"),
    "average_wage": N_("Average\nwage"),
    "contribution_wage": N_("Contribution\nwage"),
    "arrears": N_("Arrears"),
    "injury_grade": N_("Injury\ngrade"),
}
"""Headings of facts that most cases show."""

_LINE, _LONGEST = 7, 16


def _in_lines(title: str) -> str:
    """Break a long name of a fact over two lines; what is still too long is cut."""
    if " " in title:
        words = title[: 2 * _LONGEST].split(" ")
        half = (len(words) + 1) // 2
        return "\n".join(" ".join(part) for part in (words[:half], words[half:]) if part)
    if len(title) > _LONGEST:
        title = title[: _LONGEST - 1] + "…"
    half = (len(title) + 1) // 2
    return title if len(title) <= _LINE else f"{title[:half]}\n{title[half:]}"


TOTALS = (
    Column(Part.TOTAL, "claimed", N_("Total\nasked")),
    Column(Part.TOTAL, "entitled", N_("Total\ndue by law")),
    Column(Part.TOTAL, "agreed", N_("Total\nagreed")),
)


def columns(kinds: tuple[ClaimKind, ...]) -> tuple[Column, ...]:
    """Return the columns of a case that has these kinds of claim, and of no other case."""
    sums = tuple(
        column
        for kind in kinds
        for column in (
            Column(Part.CLAIMED, "claimed", N_("asked"), kind),
            Column(Part.ENTITLED, "entitled", N_("due by law"), kind),
            Column(Part.OFFERED, "offered", N_("offered"), kind),
            Column(Part.AGREED, "agreed", N_("agreed"), kind),
        )
    )
    besides = (Column(Part.ANSWER, kind.value, "", first=False, answer=kind) for kind in AnswerKind)
    return (*_fact_columns(kinds), *besides, *sums, *TOTALS)


def _fact_columns(kinds: tuple[ClaimKind, ...]) -> tuple[Column, ...]:
    """Return the facts that the kinds rest on; those without which nothing is told come first.

    Facts of what is reckoned besides stand last.
    """
    codes = [kind.value for kind in kinds]
    wanted = {group[0] for code in codes for group in needs(code)}
    first = {fact.name for fact in columns_of(codes) if fact.name in wanted and not fact.instead}
    every: dict[str, Fact] = {fact.name: fact for fact in columns_of(codes)}
    every |= {fact.name: fact for code in codes for fact in facts_of(code)}
    for answer in AnswerKind:
        every |= {fact.name: fact for fact in facts_of(answer.value)}
    order = list(facts())
    names = sorted(every, key=lambda name: (name not in first, order.index(name)))
    return tuple(
        Column(Part.FACT, name, _SHORT_FACTS.get(name, ""), first=name in first) for name in names
    )


def cell_text(applicant: Applicant, column: Column, offered: Offered) -> str:
    """Write what a cell shows; “—” where the worker does not make the claim."""
    if column.part is Part.FACT:
        return value_text(facts()[column.name], applicant.work, applicant.stated)
    if column.part is Part.TOTAL:
        return total_text(applicant.claims, column.name)
    claim = applicant.claim(column.kind) if column.kind else None
    if claim is None:
        return "—"
    amount = _amount(applicant, claim, column, offered)
    if amount is None:
        return _("not computed") if column.part is Part.ENTITLED else ""
    return money.figures(amount)


def _amount(applicant: Applicant, claim: Claim, column: Column, offered: Offered) -> Decimal | None:
    if column.part is Part.OFFERED:
        return offered.get((applicant.id, claim.kind))
    amount: Decimal | None = getattr(claim, column.name)
    return amount


def answer_cell(applicant: Applicant, kind: AnswerKind, answers: Answers) -> str:
    """Write what is reckoned besides; nothing where no fact of it was told."""
    found = answers.get((applicant.id, kind))
    if found is None:
        return ""
    return _("not computed") if isinstance(found, str) else answer_text(kind, found)


Order = tuple[int, Decimal, str]
"""What cells are sorted by; what is not known comes last."""
_LAST: Order = 1, money.ZERO, ""


def sum_order(applicant: Applicant, column: Column, offered: Offered) -> Order:
    """Return what a sum or a total is sorted by."""
    if column.part is Part.TOTAL:
        made = applicant.claims
        if made and unknown(made, column.name) == len(made):
            return _LAST
        return 0, getattr(totals(made), column.name), ""
    claim = applicant.claim(column.kind) if column.kind else None
    amount = _amount(applicant, claim, column, offered) if claim else None
    return _LAST if amount is None else (0, amount, "")


def text_order(text: str) -> Order:
    """Return what a fact, or what is reckoned besides, is sorted by."""
    if text in ("", "—", _("not computed")):
        return _LAST
    try:
        return 0, Decimal(text.replace(",", "")), ""
    except ArithmeticError:
        return 0, money.ZERO, text


def unknown(claims: Iterable[Claim], name: str) -> int:
    """Count the claims whose sum asked, due or agreed is not known yet."""
    return sum(getattr(claim, name) is None for claim in claims)


def total_text(claims: tuple[Claim, ...], name: str) -> str:
    """Write a total; “—” as long as not one of the sums in it is known."""
    if claims and unknown(claims, name) == len(claims):
        return "—"
    return money.figures(getattr(totals(claims), name))


def read_sum(claim: Claim, part: Part, text: str) -> Claim:
    """Return the claim with the asked or agreed sum as typed; nothing typed takes it away."""
    amount = money.parse(text) if text.strip() else None
    if part is Part.CLAIMED:
        return replace(claim, claimed=amount)
    return replace(claim, agreed=amount)
