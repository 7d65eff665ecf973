"""One row of the roster on the page: what was typed, the worker it gives, and what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain import identifiers, money
from mediation_desk.domain.characters import wrong_as_typed
from mediation_desk.domain.claims import Applicant, Employment
from mediation_desk.domain.day_text import parse_day, serial_day
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.grades import read_grade
from mediation_desk.domain.intake import applicant_problems
from mediation_desk.domain.people import IdKind, Person, Sex
from mediation_desk.i18n import N_, _
from mediation_desk.law.fact_texts import answer_code, answer_of

Texts = Mapping[str, str]

_YES = frozenset({"是", "有", "y", "yes", "1", "true", "√", "✓"})
_NO = frozenset({"", "否", "无", "n", "no", "0", "false", "×", "—"})


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the roster: the worker's field, its heading, and a width in characters."""

    name: str
    label: str
    width: int

    @property
    def title(self) -> str:
        """The heading in the language spoken here."""
        return _(self.label)


FIELDS = (
    Field("person.name", N_("Name"), 20),
    Field("person.id_number", N_("Identity number"), 20),
    Field("person.phone", N_("Telephone"), 13),
    Field("work.hired_on", N_("Joined"), 11),
    Field("work.left_on", N_("Last day"), 11),
    Field("work.average_wage", N_("Average wage"), 11),
    Field("work.arrears", N_("Arrears"), 11),
    Field("work.unemployment_insured", N_("Unemployment insured"), 9),
    Field("work.injured", N_("Injured"), 7),
    Field("work.injury_grade", N_("Grade"), 6),
    Field("work.leave_reason", N_("Reason for leaving"), 18),
    Field("work.contribution_wage", N_("Contribution wage"), 11),
    Field("person.id_note", N_("Why this number is accepted"), 18),
)
NAMES = tuple(field.name for field in FIELDS)


def texts_of(applicant: Applicant) -> dict[str, str]:
    """Write a worker as the row's texts."""
    person, work = applicant.person, applicant.work
    return {
        "person.name": person.name,
        "person.id_number": person.id_number,
        "person.phone": person.phone,
        "work.hired_on": str(work.hired_on or ""),
        "work.left_on": str(work.left_on or ""),
        "work.average_wage": _sum_text(work.average_wage),
        "work.arrears": _sum_text(work.arrears),
        "work.unemployment_insured": yes_or_no(work.unemployment_insured),
        "work.injured": yes_or_no(work.injured),
        "work.injury_grade": str(work.injury_grade or ""),
        "work.leave_reason": work.leave_reason,
        "work.contribution_wage": _sum_text(work.contribution_wage),
        "person.id_note": person.id_note,
    }


def unseen(applicant: Applicant) -> dict[str, str]:
    """Write what the table does not show, for the draft."""
    person, work = applicant.person, applicant.work
    return {
        "person.sex": person.sex.value if person.sex else "",
        "person.id_kind": person.id_kind.value,
        "person.born_on": str(person.born_on or ""),
        "person.address": person.address,
        "work.post": work.post,
        "work.injury_insured": answer_code(work.injury_insured),
        "work.migrant": "yes" if work.migrant else "",
        "work.member": "yes" if work.member else "",
    }


def known_from(texts: Texts) -> Applicant | None:
    """Read back what the table does not show; nothing if the draft holds nothing of it."""
    kind = texts.get("person.id_kind", "")
    if not kind:
        return None
    sex, born = texts.get("person.sex", ""), texts.get("person.born_on", "")
    try:
        person = Person(
            name="",
            sex=Sex.of(sex) if sex else None,
            id_kind=IdKind.of(kind),
            born_on=date.fromisoformat(born) if born else None,
            address=texts.get("person.address", ""),
        )
    except ValueError:
        return None
    work = Employment(
        post=texts.get("work.post", ""),
        injury_insured=answer_of(texts.get("work.injury_insured", "")),
        migrant=texts.get("work.migrant") == "yes",
        member=texts.get("work.member") == "yes",
    )
    return Applicant(person=person, work=work)


def yes_or_no(answer: bool) -> str:
    """Write a tick as people write it in a table."""
    return _("yes") if answer else _("no")


def _sum_text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def is_blank(texts: Texts) -> bool:
    """Say whether nothing of weight was typed into a row."""
    return not any(
        texts.get(name, "").strip()
        for name in NAMES
        if name not in ("work.unemployment_insured", "work.injured")
    )


def read(
    texts: Texts, today: date, known: Applicant | None = None
) -> tuple[Applicant, list[Problem]]:
    """Read a row; what the table does not show (sex, address) is kept from `known`."""
    start = known or Applicant(person=Person(name=""), work=Employment())
    person = replace(
        start.person,
        name=texts.get("person.name", "").strip(),
        id_number=identifiers.normalise_id(texts.get("person.id_number", "")),
        id_note=texts.get("person.id_note", "").strip(),
        phone=texts.get("person.phone", "").strip(),
    )
    forbidden = ((name, wrong_as_typed(texts.get(name, ""), name)) for name in NAMES)
    problems = [Problem(name, said) for name, said in forbidden if said]
    work = replace(start.work, leave_reason=texts.get("work.leave_reason", "").strip())
    for name, put in _PARTS.items():
        try:
            work = put(work, texts.get(name, "").strip())
        except DeskError as error:
            problems.append(Problem(name, str(error)))
    applicant = Applicant(id=start.id, person=person, work=work, claims=start.claims)
    unread = {problem.field for problem in problems}
    for problem in applicant_problems(applicant, "row", today):
        field = problem.field.removeprefix("row.")
        if field not in unread:
            problems.append(Problem(field, problem.text))
    return applicant, problems


def _day(text: str) -> date | None:
    return (serial_day(text) or parse_day(text)) if text else None


def counted_day(name: str, text: str) -> date | None:
    """Return the day of a cell for days that holds Excel's bare count of days."""
    return serial_day(text) if name in ("work.hired_on", "work.left_on") else None


def _amount(text: str) -> Decimal | None:
    return money.parse(text) if text else None


def _tick(text: str) -> bool:
    plain = text.lower()
    if plain in _YES or text == _("yes"):
        return True
    if plain in _NO or text == _("no"):
        return False
    raise DeskError(_("Write yes or no (是 or 否)."))


def _grade(text: str) -> int | None:
    return read_grade(text) if text and text != "—" else None


_PARTS: dict[str, Callable[[Employment, str], Employment]] = {
    "work.hired_on": lambda w, t: replace(w, hired_on=_day(t)),
    "work.left_on": lambda w, t: replace(w, left_on=_day(t)),
    "work.average_wage": lambda w, t: replace(w, average_wage=_amount(t)),
    "work.contribution_wage": lambda w, t: replace(w, contribution_wage=_amount(t)),
    "work.arrears": lambda w, t: replace(w, arrears=_amount(t)),
    "work.unemployment_insured": lambda w, t: replace(w, unemployment_insured=_tick(t)),
    "work.injured": lambda w, t: replace(w, injured=_tick(t)),
    "work.injury_grade": lambda w, t: replace(w, injury_grade=_grade(t)),
}
