"""Forms that belong to no case: enquiries, letters of supervision, legal aid, minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mediation_desk import i18n, paths
from mediation_desk.documents.occasion import Values
from mediation_desk.documents.papers import load
from mediation_desk.documents.tightened import tightened
from mediation_desk.documents.unprintable import boxes
from mediation_desk.domain.errors import NotFound
from mediation_desk.i18n import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseForm:
    """A printed form without a case: its code in the register, its template, its title.

    One that `stands_in` is a house style until the centre puts its federation's own in its place
    (河北省工会劳动法律监督条例第三十六条).
    """

    code: str
    slug: str
    name: str
    stands_in: bool = False

    @property
    def title(self) -> str:
        """The title in the language spoken here."""
        return _(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A filled form.

    `missing` names the values that print as a line to write on, or with a box for a character.
    """

    title: str
    docx: bytes
    missing: tuple[str, ...]
    values: Values


_FORMS = (
    LooseForm(code="D-01", slug="enquiry", name=N_("Register card of an enquiry")),
    LooseForm(
        code="D-70",
        slug="letter-reminder",
        name=N_("Reminder letter of union supervision"),
        stands_in=True,
    ),
    LooseForm(
        code="D-71",
        slug="letter-inquiry",
        name=N_("Letter of inquiry of union supervision"),
        stands_in=True,
    ),
    LooseForm(
        code="D-72",
        slug="letter-opinion",
        name=N_("Letter of opinion of union supervision"),
        stands_in=True,
    ),
    LooseForm(
        code="D-73",
        slug="letter-proposal",
        name=N_("Letter of proposal of union supervision"),
        stands_in=True,
    ),
    LooseForm(code="D-75", slug="legal-aid", name=N_("Application and referral for legal aid")),
    LooseForm(code="HS-20", slug="joint-meeting", name=N_("Minutes of the joint meeting")),
    LooseForm(code="HS-21", slug="counter-calculation", name=N_("Calculation at the counter")),
    LooseForm(
        code="HS-22",
        slug="period-report",
        name=N_("Text report of a month, quarter or half-year"),
    ),
    LooseForm(code="HS-23", slug="annual-report", name=N_("Text report of a year")),
)

_LETTERS = frozenset({"D-70", "D-71", "D-72", "D-73"})
"""Official letters: no page of theirs is to bear only a seal (GB/T 9704-2012)."""


def loose_forms() -> tuple[LooseForm, ...]:
    """Return every form that belongs to no case, in the order of the register."""
    return _FORMS


def loose_form(code: str) -> LooseForm:
    """Return the form with that code."""
    for form in _FORMS:
        if form.code == code:
            return form
    raise NotFound(_("There is no form {code}.").format(code=code))


def loose_template(form: LooseForm) -> Path:
    """Return the form's template as it ships."""
    return paths.forms() / f"{form.slug}.docx"


def loose_paper(code: str, values: Callable[[], Values], own: bytes | None = None) -> FilledForm:
    """Return the filled form, in Chinese whatever the window speaks.

    `own` is the centre's own template.
    """
    form = loose_form(code)
    template = load(loose_template(form), form.title, own)
    with i18n.speaking(i18n.CHINESE):
        title, given = form.title, values()
    filled = template.fill(given)
    missing = (*filled.blanks, *boxes(given))
    docx = tightened(filled.docx) if code in _LETTERS else filled.docx
    return FilledForm(title=title, docx=docx, missing=missing, values=given)
