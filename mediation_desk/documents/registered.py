"""Every printed form, of cases and without, as one register."""

from dataclasses import dataclass
from pathlib import Path

from mediation_desk.documents.catalogue import catalogue, template_path
from mediation_desk.documents.loose import loose_forms, loose_template
from mediation_desk.domain.errors import NotFound
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A form as it ships: its code, title and stages, and where its template is.

    One that `stands_in` does so until the centre has the style that others lay down for it.
    """

    code: str
    slug: str
    title: str
    stages: tuple[str, ...]
    path: Path
    stands_in: bool = False


def every_form() -> tuple[Shipped, ...]:
    """Return the forms in the order of the register, those without a case last."""
    of_cases = tuple(
        Shipped(
            code=form.code,
            slug=form.slug,
            title=form.title,
            stages=form.stage_labels,
            path=template_path(form),
        )
        for form in catalogue()
    )
    return of_cases + tuple(
        Shipped(
            code=form.code,
            slug=form.slug,
            title=form.title,
            stages=(),
            path=loose_template(form),
            stands_in=form.stands_in,
        )
        for form in loose_forms()
    )


def shipped(code: str) -> Shipped:
    """Return a form by its code."""
    for form in every_form():
        if form.code == code:
            return form
    raise NotFound(_("There is no form {code}.").format(code=code))
