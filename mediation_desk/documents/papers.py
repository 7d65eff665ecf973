"""Make a paper of a case: choose its template, fill it, say what is missing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of, subjects, template_path
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.unprintable import boxes
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Reckonable
from mediation_desk.domain.dossier import Bound
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.major_report import UNTOLD, MajorReport
from mediation_desk.i18n import _
from mediation_desk.law.award import Award

if TYPE_CHECKING:
    from mediation_desk.documents.docx import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A filled form.

    `missing` names the values that print as a line to write on, or with a box for a character.
    """

    code: str
    title: str
    subject: str
    subject_label: str
    docx: bytes
    missing: tuple[str, ...]
    values: Values

    @property
    def given(self) -> str:
        """All its values as JSON, by their Chinese names."""
        return kept(self.values)


def paper(
    code: str,
    case: CaseFile,
    centre: Centre,
    *,
    subject: str = "",
    on: date | None = None,
    nature: str = "",
    awards: Mapping[tuple[int, Reckonable], Award] | None = None,
    own: bytes | None = None,
    bound: Bound | None = None,
    retention: str = "",
    template: "Template | None" = None,
    report: MajorReport = UNTOLD,
    house: Mapping[str, str] | None = None,
    pages: int | None = None,
) -> Paper:
    """Return the filled form, in Chinese whatever the window speaks.

    `subject` is the key of a party or hearing (see `catalogue.subjects`), `on` the day of
    issue, `nature` the kind of body that the centre is, `own` the centre's own template, `bound`
    the volume of the dossier that the paper is made for, `retention` how long the centre's table
    has the case kept, `template` the one read already, `report` what a report on a major dispute
    tells beyond the case, `house` the centre's answers where practice differs by place, `pages` how
    many the papers in the dossier have.
    Compute `awards` while Chinese is spoken, since their steps are printed.
    """
    form = form_of(code)
    occasion = Occasion(
        case=case,
        centre=centre,
        subject=subject,
        on=on,
        nature=nature,
        awards=awards or {},
        bound=bound,
        retention=retention,
        report=report,
        house=house or {},
        pages=pages,
    )
    template = template or template_of(code, own)
    with i18n.speaking(i18n.CHINESE):
        title = form.title
        label = dict(subjects(form, case)).get(subject, "")
        values = values_of(form, occasion)
    filled = template.fill(values)
    return Paper(
        code=code,
        title=title,
        subject=subject,
        subject_label=label,
        docx=filled.docx,
        missing=(*filled.blanks, *boxes(values)),
        values=values,
    )


def kept(values: Values) -> str:
    """Return values as they are kept beside a paper that was made from them."""
    return json.dumps(values, ensure_ascii=False, default=str)


def template_of(code: str, own: bytes | None = None) -> "Template":
    """Return the template of a form, read and ready to be filled; `own` is the centre's own."""
    form = form_of(code)
    return load(template_path(form), form.title, own)


def load(path: Path, title: str, own: bytes | None = None) -> "Template":
    """Return the centre's own template or, without one, what ships; each is read once."""
    if own is not None:
        return _own(own, title)
    try:
        state = path.stat()
    except OSError as error:
        raise FileRefused(
            _("The template {name} cannot be read.").format(name=path.name)
        ) from error
    return _load(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=32)
def _own(data: bytes, title: str) -> "Template":
    from mediation_desk.documents.docx import Template  # Jinja takes 0.1 s to load

    return Template(data, title)


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int, _size: int) -> "Template":
    from mediation_desk.documents.docx import Template  # Jinja takes 0.1 s to load

    return Template(path.read_bytes(), path.name)
