"""The dossier of a case (立卷): looked through, and bound into a PDF for each volume."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mediation_desk import i18n
from mediation_desk.documents import binding
from mediation_desk.documents import papers as forms
from mediation_desk.documents.binding import Part
from mediation_desk.documents.pdf import boxes_in, to_pdf
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.dossier import Bound, Piece, Row, Volume, pieces, volumes
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.materials import Media
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.closing import kept_for
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, material_files
from mediation_desk.storage import papers as store

Progress = Callable[[int, int], bool]
NOTE, BACK = "D-63", "HS-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedVolume:
    """A volume ready to look at, print and save."""

    case_id: int
    volume: Volume
    title: str
    pdf: bytes
    rows: tuple[Row, ...]
    pages: int
    damaged: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What is said of materials that cannot be opened, and of characters without a font."""
        told = ""
        if self.damaged:
            told = _("Damaged, cannot be bound and listed as lying beside: {names}.").format(
                names="、".join(f"“{name}”" for name in self.damaged)
            )
        if self.boxes:
            told += _("No font here has {characters}: write them into the boxes by hand.").format(
                characters=_(", ").join(f"U+{ord(char):04X}" for char in self.boxes)
            )
        return told


def compose(desk: Desk, case_id: int, volume: Volume, progress: Progress) -> ComposedVolume | None:
    """Bind a volume of a case as it stands; None when it was stopped on the way."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
    wanted = pieces(case, volume)
    if not wanted:
        raise DeskError(_("There is nothing yet to bind in this volume."))
    steps = 2 * len(wanted) + 4  # made, then bound
    made: list[bytes] = []
    for number, piece in enumerate(wanted):
        if not progress(number, steps):
            return None
        made.append(_pdf(desk, piece) if piece.is_bound else b"")
    while True:
        try:
            return _bound(desk, case, volume, list(zip(wanted, made, strict=True)), progress)
        except binding.Damaged as error:
            at = _place_of(error, made)
            if at is None or wanted[at].material is None:
                raise
            made[at] = b""  # found out only where its pages are joined to the others


_MOST_COUNTED = 60
"""Papers whose pages are set to count them, some thirty a second."""


def pages_in(desk: Desk, case: CaseFile) -> int | None:
    """Return how many pages both volumes hold now; None of a group's, known once it is bound."""
    desk.actor.require(Right.READ)
    wanted = [piece for volume in volumes(case) for piece in pieces(case, volume)]
    if len(wanted) > _MOST_COUNTED:
        return None
    return sum(_count(desk, piece) for piece in wanted if piece.is_bound)


def _count(desk: Desk, piece: Piece) -> int:
    if piece.material is not None:
        return piece.material.pages
    return binding.count_pages(_pdf(desk, piece))


_BEFORE = 2
"""Cover and list stand before the first piece."""


def _place_of(error: binding.Damaged, made: list[bytes]) -> int | None:
    """Return which piece a damaged part is; none where it is cover, list or note."""
    bound_ones = [at for at, pdf in enumerate(made) if pdf]
    place = error.place - _BEFORE
    return bound_ones[place] if 0 <= place < len(bound_ones) else None


def _bound(
    desk: Desk, case: CaseFile, volume: Volume, made: list[tuple[Piece, bytes]], progress: Progress
) -> ComposedVolume | None:
    """Bind what has pages; the list names the rest as lying beside."""
    parts: list[Part] = []
    rows: list[Row] = []
    page = 0
    for piece, pdf in made:
        count = binding.count_pages(pdf) if pdf else 0
        first, last = (page + 1, page + count) if count else (0, 0)
        page += count
        rows.append(Row.of(piece, first, last))
        if pdf:
            parts.append(Part(piece.title, pdf))
    about = Bound(
        volume=volume,
        rows=tuple(rows),
        pages=page,
        volumes=len(volumes(case)),
    )
    boxes: dict[str, None] = {}
    cover, listed, note, back = _around(desk, case, about, boxes)
    title = f"{case.number} {about.volume.label}"
    pdf_bound = binding.bound(
        [cover, listed, *parts, note, back],
        title,
        lambda done, _all: progress(len(made) + done, 2 * len(made) + 4),
    )
    if pdf_bound is None:
        return None
    return ComposedVolume(
        case_id=case.id,
        volume=volume,
        title=title,
        pdf=pdf_bound,
        rows=about.rows,
        pages=page,
        damaged=tuple(piece.title for piece, pdf in made if piece.is_bound and not pdf),
        boxes=tuple(boxes),
    )


def _pdf(desk: Desk, piece: Piece) -> bytes:
    """Return a piece as it is bound: issued papers and originals as they are kept.

    A damaged material gives nothing: it lies beside, and must not keep the others from their place.
    """
    if piece.paper is not None:
        with desk.db.read() as session:
            docx = store.content(session, piece.paper.id)
        return to_pdf(docx, piece.paper.title, boxes=True)
    material = piece.material
    assert material is not None, "a piece is one or the other"
    data = material_files.read(desk.db, material.sha256, material.name)
    if material.media is Media.PDF:
        return data if binding.count_pages(data) else b""
    try:
        return binding.as_pages(data, turn=material.turn, tilt=material.tilt)
    except FileRefused:
        return b""


def _around(desk: Desk, case: CaseFile, about: Bound, boxes: dict[str, None]) -> Iterator[Part]:
    """Yield cover, list, the note at the end and the back cover; none of them is numbered.

    Characters for which they have a box to write them in by hand are added to `boxes`.
    """
    for code in ("D-61", "D-62", NOTE, BACK):
        with i18n.speaking(i18n.CHINESE):
            made = forms.paper(
                code,
                case,
                desk.centre,
                on=desk.today(),
                own=desk.own_template(code),
                bound=about,
                retention=kept_for(desk, case).label,
            )
        boxes.update(dict.fromkeys(boxes_in(made.docx)))
        yield Part(made.title, to_pdf(made.docx, made.title, boxes=True), numbered=False)
