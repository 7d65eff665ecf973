"""Terms that two desks wrote down at once, as parts that a person can compare and choose from."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.both_versions import Differing
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.i18n import _
from mediation_desk.ui.drafting import Kept, texts_in
from mediation_desk.ui.widgets.both_versions import Part
from mediation_desk.ui.widgets.contents import in_words

if TYPE_CHECKING:
    from mediation_desk.ui.case.terms_panel import TermsPanel

Texts = dict[str, str]


def flat(kept: Kept) -> Texts:
    """Return what is kept of the terms as one list of texts: “clauses/breach”, “amounts/…”."""
    return {
        f"{part}/{name}": text
        for part, texts in kept.items()
        for name, text in texts_in(texts).items()
    }


def nested(texts: Mapping[str, str]) -> Kept:
    """Return such a list as it is kept."""
    kept: dict[str, Texts] = {}
    for key, text in texts.items():
        part, _slash, name = key.partition("/")
        kept.setdefault(part, {})[name] = text
    return dict(kept)


def parts_of(panel: "TermsPanel", case: CaseFile, found: Sequence[Differing]) -> list[Part]:
    """Name each part that differs as the form names it."""
    return [_part(panel, case, one) for one in found]


def _part(panel: "TermsPanel", case: CaseFile, one: Differing) -> Part:
    part, _slash, name = one.field.partition("/")
    if part == "amounts":
        return Part(caption=_amount(case, name), differing=one)
    editor = _editor(panel, part, name)
    if editor is None:
        return Part(caption=_instalment(name), differing=one)
    return Part(caption=editor.accessibleName(), differing=one, words=partial(in_words, editor))


def _editor(panel: "TermsPanel", part: str, name: str) -> QWidget | None:
    if part == "clauses":
        return panel.clauses.copies if name == "copies" else panel.clauses.fields[name].editor
    return {"count": panel.instalments.count, "manner": panel.instalments.manner}.get(name)


def _instalment(name: str) -> str:
    number = name.removeprefix("day").removeprefix("share")
    if name.startswith("day"):
        return _("Due day of instalment {n}").format(n=number)
    return _("Share of instalment {n}").format(n=number)


def _amount(case: CaseFile, name: str) -> str:
    key, kind, number = name.split(".")
    return _("{name}: {claim}, instalment {n}").format(
        name=case.party_name(int(key)), claim=ClaimKind.of(kind).label, n=number
    )
