"""The printed forms of the centre (procedure.md 5.4), and where their templates are."""

from pathlib import Path

from mediation_desk import paths
from mediation_desk.documents.catalogue import around, counter, dossier, effect, talks
from mediation_desk.documents.catalogue.form import Form, Per
from mediation_desk.documents.catalogue.whom import case_of, made_for, served_label, subjects
from mediation_desk.domain.errors import NotFound
from mediation_desk.i18n import _

__all__ = [
    "Form",
    "Per",
    "case_of",
    "catalogue",
    "form_of",
    "made_for",
    "served_label",
    "subjects",
    "template_path",
]

_FORMS = (*counter.FORMS, *talks.FORMS, *around.FORMS, *effect.FORMS, *dossier.FORMS)


def catalogue() -> tuple[Form, ...]:
    """Return every form, in the order of the register."""
    return _FORMS


def form_of(code: str) -> Form:
    """Return the form with that code."""
    for form in _FORMS:
        if form.code == code:
            return form
    raise NotFound(_("There is no form {code}.").format(code=code))


def template_path(form: Form) -> Path:
    """Return the form's template as it ships."""
    return paths.forms() / f"{form.slug}.docx"
