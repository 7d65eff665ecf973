"""How forms, their versions and their fields read in lists."""

from typing import TYPE_CHECKING

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.house_forms import STANDS_IN, FormVersion
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

if TYPE_CHECKING:  # the readers of Word files take a second to load
    from collections.abc import Mapping

    from mediation_desk.documents.form_snippets import Snippet
    from mediation_desk.documents.template_check import Checked
    from mediation_desk.services.house_forms import FormRow

ALL, OWN, OPEN = "", "own", "open"
FORM_WIDTHS = (8, 30, 22, 10, 12)
FORM_YIELDS = (2, 3)


def views() -> list[tuple[str, str]]:
    """Return the ways to narrow the list."""
    return [
        (ALL, _("All forms")),
        (OWN, _("The centre's own")),
        (OPEN, _("To be taken or mended")),
    ]


def columns(checked: "Mapping[str, Checked]") -> "list[Column[FormRow]]":
    """Return the columns of the forms; `checked` is filled while they are shown."""
    return [
        Column(title=_("Code"), text=lambda row: row.code, strong=True),
        Column(title=_("Form"), text=lambda row: row.title, tip=lambda row: row.title),
        Column(
            title=_("Stages"),
            text=lambda row: _(", ").join(row.stages) or _("without a case"),
            tip=lambda row: _(", ").join(row.stages),
        ),
        Column(title=_("Template"), text=_in_short, tip=whose),
        Column(
            title=_("Check"),
            text=lambda row: standing(row, checked),
            tone=lambda row: tone(row, checked),
        ),
    ]


def whose(row: "FormRow") -> str:
    """Say whose template papers are made from, the centre's own since when."""
    if row.stands_in:
        return _(STANDS_IN)
    if row.own is None:
        return _("ours")
    return _("the centre's, {day}").format(day=_day(row.own))


def _in_short(row: "FormRow") -> str:
    if row.stands_in:
        return _("stands in")
    return _("ours") if row.own is None else _("the centre's")


def _day(version: FormVersion) -> str:
    return version.taken_at.astimezone(BEIJING).date().isoformat()


def moment(version: FormVersion) -> str:
    """Return when a version was taken, on China's clock."""
    return version.taken_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def standing(row: "FormRow", checked: "Mapping[str, Checked]") -> str:
    """Say how a template stands after its check."""
    found = checked.get(row.code)
    if found is None:
        return _("fit") if not row.own and not row.edited else ""
    if found.grave:
        return _("faults: {n}").format(n=len(found.grave))
    if row.edited:
        return _("waits to be taken")
    return _("remarks: {n}").format(n=len(found.remarks)) if found.remarks else _("fit")


def tone(row: "FormRow", checked: "Mapping[str, Checked]") -> Tone:
    """Return the tone of that."""
    found = checked.get(row.code)
    if found is None:
        return Tone.MUTED
    if found.grave:
        return Tone.BAD
    return Tone.WARN if found.remarks or row.edited else Tone.GOOD


def holds(row: "FormRow", words: str) -> bool:
    """Say whether every word of a search stands in a row."""
    text = " ".join((row.code, row.title, *row.stages, whose(row))).lower()
    return all(word in text for word in words.lower().split())


def version_columns() -> list[Column[FormVersion]]:
    """Return the columns of versions."""
    return [
        Column(title=_("Taken"), text=moment),
        Column(title=_("By"), text=lambda one: one.taken_by),
        Column(
            title=_("Size"), text=lambda one: f"{max(1, round(one.size / 1024))} KB", right=True
        ),
        Column(
            title=_("State"),
            text=lambda one: _("in force") if one.in_force else "",
            tone=lambda _one: Tone.GOOD,
        ),
        Column(title="SHA-256", text=lambda one: one.sha256[:12], tip=lambda one: one.sha256),
    ]


def snippet_columns() -> "list[Column[Snippet]]":
    """Return the columns of a form's fields."""
    return [
        Column(
            title=_("To type"),
            text=lambda one: "\u3000" * one.depth + one.text,
            strong=True,
            tip=lambda one: one.text,
        ),
        Column(title=_("What it prints"), text=lambda one: one.told, tip=_explained),
        Column(title=_("Example"), text=lambda one: one.example, tip=lambda one: one.example),
    ]


def _explained(one: "Snippet") -> str:
    """Return what a field prints, with the example where its column has stepped back."""
    return "\n".join(filter(None, (one.told, one.example)))
