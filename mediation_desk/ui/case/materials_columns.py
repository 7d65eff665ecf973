"""How materials stand in their table: numbered by side, with the pages of each list."""

from collections.abc import Mapping

from mediation_desk.domain.materials import Listed, Material, MaterialUse, Media
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui import phrases
from mediation_desk.ui.case.material_form import side_name
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column


def columns(numbers: Mapping[int, Listed]) -> tuple[Column[Material], ...]:
    """Return the columns; `numbers` is filled with each list of evidence."""

    def number(material: Material) -> str:
        listed = numbers.get(material.id)
        return str(listed.number) if listed else "—"

    def pages(material: Material) -> str:
        listed = numbers.get(material.id)
        if listed:
            return listed.pages
        return str(material.pages) if material.is_shown else _("beside")

    return (
        Column(title=_("No."), text=number, right=True),
        Column(title=_("Name of the material"), text=lambda m: m.name, strong=True),
        Column(title=_("Kind"), text=_kind, tone=_kind_tone, tip=_kind_tip),
        Column(title=_("Handed in by"), text=_by, tip=_by_tip),
        Column(title=_("Handed in on"), text=lambda m: phrases.day(m.received_on)),
        Column(title=_("Page numbers"), text=pages, right=True),
        Column(title=_("Original"), text=_original, tone=_original_tone, tip=_original_tip),
    )


def in_lists(of: tuple[Material, ...]) -> list[Material]:
    """Return materials as they are listed: by what they serve for and who handed them in."""
    uses, sides = list(MaterialUse), [*Side, None]
    return sorted(of, key=lambda m: (uses.index(m.use), sides.index(m.side), m.position, m.id))


def _kind(material: Material) -> str:
    """Tell the kind, or instead of it, which the tip has too, that nobody can look at it here."""
    return _mark(material) or (material.kind or material.use).label


def _mark(material: Material) -> str:
    """Mark what nobody can look at here."""
    if material.media in (Media.BROKEN, Media.HEIC):
        return _("Cannot be previewed")
    return _("Is not opened") if material.media is Media.PROGRAM else ""


def _kind_tone(material: Material) -> Tone:
    return Tone.WARN if _mark(material) else Tone.PLAIN


def _kind_tip(material: Material) -> str:
    return f"{(material.kind or material.use).label} · {material.media.label}"


def _by(material: Material) -> str:
    return side_name(material.side)


def _by_tip(material: Material) -> str:
    return material.brought_by or side_name(material.side)


def _original(material: Material) -> str:
    if material.checked_on:
        return _("Compared")
    return _("An original") if material.original else _("Not compared")


def _original_tone(material: Material) -> Tone:
    if material.checked_on or material.original:
        return Tone.GOOD
    return Tone.WARN if material.use is MaterialUse.EVIDENCE else Tone.MUTED


def _original_tip(material: Material) -> str:
    if material.checked_on is None:
        return _original(material)
    return _("Agrees with the original; compared by {name} on {day}").format(
        name=material.checked_by, day=material.checked_on
    )
