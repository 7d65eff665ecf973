"""The dossier (卷宗): its two volumes, and what stands where in them (procedure.md 5.9).

What the parties may read is in the main volume (正卷); what is internal, and every form that has
no place of its own, is in the side volume (副卷). What was told to the mediator alone (背对背) is
in neither: it is no paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.materials import Material, MaterialUse
from mediation_desk.domain.sides import Side
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Volume(Term):
    """The two volumes of a dossier (正卷、副卷)."""

    MAIN = "main", N_("Main volume")
    SIDE = "side", N_("Side volume")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in the order of binding: the forms that stand there, then the materials."""

    forms: tuple[str, ...] = ()
    uses: tuple[MaterialUse, ...] = ()


MAIN = (
    Place(forms=("D-02", "D-03", "D-04"), uses=(MaterialUse.APPLICATION,)),
    Place(uses=(MaterialUse.IDENTITY,)),
    Place(forms=("D-35",)),
    Place(forms=("D-32",), uses=(MaterialUse.AUTHORITY,)),
    Place(forms=("D-33",)),
    Place(forms=("D-10",), uses=(MaterialUse.REPLY,)),
    Place(forms=("D-05", "D-07", "D-09", "D-08")),
    Place(forms=("D-11", "D-06")),
    Place(forms=("D-13",)),
    Place(forms=("D-14", "D-15", "D-16")),
    Place(forms=("D-21",), uses=(MaterialUse.EVIDENCE,)),
    Place(forms=("D-20",)),
    Place(forms=("D-17",)),
    Place(forms=("D-19",)),
    Place(forms=("D-22",)),
    Place(forms=("HS-01", "HS-02", "D-34", "D-30", "D-31", "HS-25")),
    Place(
        forms=(
            *("D-12", "D-23", "D-23b", "D-24", "D-25", "D-26", "D-26b"),
            *("D-27", "D-28", "D-28b"),
        )
    ),
    Place(forms=("D-40", "D-41", "D-42"), uses=(MaterialUse.OUTCOME,)),
    Place(forms=("D-50", "D-51"), uses=(MaterialUse.PERFORMANCE,)),
    Place(forms=("D-52", "D-53")),
    Place(forms=("D-43", "D-44")),
    Place(forms=("D-54",)),
    Place(forms=("D-18",), uses=(MaterialUse.SERVED,)),
)
"""The order of the main volume, between the list and the note at its end."""

SIDE = (Place(uses=(MaterialUse.INTERNAL,)), Place(forms=("D-60",)), Place(forms=("D-76",)))
"""The order of the side volume: what was approved, discussed and asked within the centre, the
approval of closing, reports; forms without a place of their own follow.
"""

AROUND = frozenset({"D-61", "D-62", "D-63", "D-64", "HS-24"})
"""Cover, list, note at the end, back cover, register of lending: made with the volume."""

_LAST = len(SIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paper that was issued, or a material, at its place in a volume."""

    paper: IssuedPaper | None = None
    material: Material | None = None

    @property
    def title(self) -> str:
        """What the list calls it."""
        if self.material is not None:
            return self.material.name
        assert self.paper is not None, "a piece is one or the other"
        subject = f"（{self.paper.subject}）" if self.paper.subject else ""
        return f"{self.paper.title}{subject}"

    @property
    def day(self) -> date:
        """The day of issue, or the day on which it came in."""
        if self.material is not None:
            return self.material.received_on
        assert self.paper is not None, "a piece is one or the other"
        return self.paper.issued_on

    @property
    def is_paper(self) -> bool:
        """Whether the centre issued it, so that it bears the number of the case."""
        return self.material is None or self.material.use is MaterialUse.SIGNED

    @property
    def is_bound(self) -> bool:
        """Whether it has pages; a recording or a workbook lies beside."""
        return self.material is None or self.material.is_shown


def pieces(case: CaseFile, volume: Volume) -> tuple[Piece, ...]:
    """Return what a volume holds, in the order of binding."""
    found = [
        (at, Piece(paper=paper))
        for paper in _papers(case)
        if (at := _of_form(paper.form, volume)) is not None
    ]
    found += [
        (at, Piece(material=material))
        for material in case.materials
        if (at := _of_material(material, volume)) is not None
    ]
    return tuple(piece for _at, piece in sorted(found, key=lambda one: one[0] + _within(one[1])))


def _papers(case: CaseFile) -> Iterator[IssuedPaper]:
    """Yield the papers to bind: the last of each form and receiver.

    Where the signed originals of a form came in, as many as were issued, they stand for it.
    """
    last = {(paper.form, paper.subject): paper for paper in case.papers}
    signed = [m.form for m in case.materials if m.use is MaterialUse.SIGNED]
    kept = [paper for paper in last.values() if paper.form not in AROUND]
    for paper in kept:
        issued = sum(other.form == paper.form for other in kept)
        if signed.count(paper.form) < issued:
            yield paper


def bound_at(form: str) -> tuple[int, int, int]:
    """Return where papers of a form stand in the order of binding: volume, place, place within."""
    for number, volume in enumerate(Volume):
        if (at := _of_form(form, volume)) is not None:
            return (number, *at)
    return (len(Volume), 0, 0)


def _of_form(form: str, volume: Volume) -> tuple[int, int] | None:
    for number, place in enumerate(MAIN):
        if form in place.forms:
            return (number, place.forms.index(form)) if volume is Volume.MAIN else None
    if volume is Volume.MAIN:
        return None
    for number, place in enumerate(SIDE):
        if form in place.forms:
            return number, place.forms.index(form)
    return _LAST, 0


def _of_material(material: Material, volume: Volume) -> tuple[int, int] | None:
    if material.use is MaterialUse.SIGNED and material.form:
        return _of_form(material.form, volume)
    for own, places in ((Volume.MAIN, MAIN), (Volume.SIDE, SIDE)):
        for number, place in enumerate(places):
            if material.use in place.uses:
                return (number, len(place.forms)) if own is volume else None
    return (_LAST, 1) if volume is Volume.SIDE else None


def _within(piece: Piece) -> tuple[int, ...]:
    """Order what stands at one place: papers by day, materials by side and their own order."""
    if piece.paper is not None:
        return (0, piece.paper.issued_on.toordinal(), piece.paper.id)
    assert piece.material is not None, "a piece is one or the other"
    sides: Sequence[Side | None] = (*Side, None)
    return (1, sides.index(piece.material.side), piece.material.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list of a volume: where its pages begin and end."""

    title: str
    day: date
    first: int = 0
    last: int = 0
    is_paper: bool = True

    @classmethod
    def of(cls, piece: Piece, first: int = 0, last: int = 0) -> "Row":
        """Return the line of a piece."""
        return cls(
            title=piece.title, day=piece.day, first=first, last=last, is_paper=piece.is_paper
        )

    @property
    def pages(self) -> str:
        """The pages as the list prints them; what has none lies beside."""
        if not self.first:
            return _("beside")
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What cover, list and note tell of a volume: its rows and its pages."""

    volume: Volume
    rows: tuple[Row, ...]
    pages: int
    volumes: int

    @property
    def beside(self) -> tuple[str, ...]:
        """What belongs to the volume and has no pages."""
        return tuple(row.title for row in self.rows if not row.first)


def volumes(case: CaseFile) -> tuple[Volume, ...]:
    """Return the volumes that a case has: a side volume only where something is in it."""
    side = (Volume.SIDE,) if pieces(case, Volume.SIDE) else ()
    return (Volume.MAIN, *side)
