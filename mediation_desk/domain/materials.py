"""Materials handed in or collected (证据材料): what they are, and how a list numbers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.sides import Side
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

LARGEST = 500 * 2**20
"""No single material is larger; a film that is has its place on a disc in the paper file."""

LARGEST_SHOWN = 50 * 2**20
"""What is larger is kept and taken out piece by piece, but neither shown nor bound."""

LONGEST_NAME = 100


class MaterialUse(Term):
    """What a material serves for: it decides its place in the dossier (procedure.md 5.9)."""

    EVIDENCE = "evidence", N_("Evidence (material)")
    APPLICATION = "application", N_("Application as handed in")
    IDENTITY = "identity", N_("Identity and standing of a party")
    AUTHORITY = "authority", N_("Power of attorney, election of representatives")
    REPLY = "reply", N_("Reply to the inquiry")
    SIGNED = "signed", N_("Signed original of a paper of the desk")
    SERVED = "served", N_("Proof of service")
    OUTCOME = "outcome", N_("Result of review, confirmation or a court")
    PERFORMANCE = "performance", N_("Proof of performance")
    INTERNAL = "internal", N_("Internal paper")


class EvidenceKind(Term):
    """The eight kinds of evidence (民事诉讼法第六十六条)."""

    STATEMENT = "statement", N_("Statement of a party")
    DOCUMENT = "document", N_("Documentary evidence")
    OBJECT = "object", N_("Physical evidence")
    RECORDING = "recording", N_("Audio-visual material")
    ELECTRONIC = "electronic", N_("Electronic data")
    TESTIMONY = "testimony", N_("Testimony of a witness")
    OPINION = "opinion", N_("Opinion of an expert")
    INSPECTION = "inspection", N_("Record of an inspection")


class Media(Term):
    """What a file is, told from its content and not from its name."""

    PDF = "pdf", N_("PDF")
    JPEG = "jpeg", N_("Photograph (JPEG)")
    PNG = "png", N_("Picture (PNG)")
    TIFF = "tiff", N_("Scan (TIFF)")
    BMP = "bmp", N_("Picture (BMP)")
    WEBP = "webp", N_("Picture (WebP)")
    GIF = "gif", N_("Picture (GIF)")
    HEIC = "heic", N_("Photograph (HEIC)")
    WORD = "word", N_("Word document")
    SHEET = "sheet", N_("Workbook")
    AUDIO = "audio", N_("Sound recording")
    VIDEO = "video", N_("Film")
    BROKEN = "broken", N_("Damaged file, cannot be previewed")
    PROGRAM = "program", N_("Program or script, is not opened")
    OTHER = "other", N_("File of another kind, is not opened")

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that the desk shows, turns and binds."""
        return self in PICTURES

    @property
    def is_bound(self) -> bool:
        """Whether its pages can be bound into the dossier."""
        return self.is_picture or self is Media.PDF


PICTURES = frozenset({Media.JPEG, Media.PNG, Media.TIFF, Media.BMP, Media.WEBP, Media.GIF})

ENDINGS = {
    Media.PDF: ".pdf",
    Media.JPEG: ".jpg",
    Media.PNG: ".png",
    Media.TIFF: ".tif",
    Media.BMP: ".bmp",
    Media.WEBP: ".webp",
    Media.GIF: ".gif",
    Media.HEIC: ".heic",
    Media.WORD: ".docx",
    Media.SHEET: ".xlsx",
    Media.AUDIO: "",
    Media.VIDEO: "",
    Media.BROKEN: "",
    Media.PROGRAM: ".bin",
    Media.OTHER: "",
}
"""How a copy that is taken out is named: nothing that runs by a double click. What has none here
keeps the ending it came with.
"""

RUNS = frozenset(
    {
        *(".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".dll", ".sys", ".ocx", ".jar"),
        *(".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta"),
        *(".lnk", ".url", ".scf", ".reg", ".inf", ".msc", ".chm", ".gadget", ".application"),
        *(".sh", ".run", ".desktop", ".appimage", ".deb", ".rpm", ".py", ".pl", ".apk"),
    }
)
"""Endings that a system runs when the file is opened (reliability.md §4, 59)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One material of a case. `sha256` names its content, which never changes.

    `turn` (quarter turns to the right) and `tilt` (tenths of a degree) say how a photograph is
    shown and bound; the original stays as it came. `side` is who handed it in, None for the
    centre's own; `original` says that the paper is an original and not a copy.
    """

    id: int = 0
    position: int = 0
    name: str
    use: MaterialUse = MaterialUse.EVIDENCE
    kind: EvidenceKind | None = None
    side: Side | None = None
    brought_by: str = ""
    received_on: date
    source: str = ""
    purpose: str = ""
    original: bool = False
    pages: int = 1
    opinion: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    form: str = ""
    turn: int = 0
    tilt: int = 0
    media: Media = Media.PDF
    file_name: str = ""
    size: int = 0
    sha256: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the desk shows it and binds its pages."""
        return self.media.is_bound and self.size <= LARGEST_SHOWN

    @property
    def brought_in(self) -> bool:
        """Whether a party handed it in, so that the receipt of papers names it."""
        return self.use in (MaterialUse.EVIDENCE, MaterialUse.IDENTITY, MaterialUse.AUTHORITY)


@dataclass(frozen=True, slots=True)
class Listed:
    """A material in a list: its number there, its first and last page; 0 without pages there."""

    number: int
    first: int
    last: int
    material: Material

    @property
    def pages(self) -> str:
        """The pages as a list prints them: 3, or 3–7; what cannot be bound lies beside."""
        if not self.first:
            return _("beside")
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def listed(materials: Iterable[Material]) -> tuple[Listed, ...]:
    """Number materials in their order, each with the pages that it takes in the dossier."""
    found, page = [], 1
    for number, material in enumerate(materials, 1):
        if not material.is_shown:
            found.append(Listed(number, 0, 0, material))
            continue
        last = page + material.pages - 1
        found.append(Listed(number, page, last, material))
        page = last + 1
    return tuple(found)


def evidence_of(materials: Iterable[Material], side: Side) -> tuple[Listed, ...]:
    """Return the list of evidence of a side (证据清单)."""
    return listed(m for m in materials if m.use is MaterialUse.EVIDENCE and m.side is side)


def problems(material: Material, today: date) -> Iterator[Problem]:
    """Say what is wrong with what was entered about a material."""
    name = material.name.strip()
    if not name:
        yield Problem("name", _("Enter what it is called in the list."))
    elif len(name) > LONGEST_NAME:
        yield Problem("name", _("The name has at most {n} characters.").format(n=LONGEST_NAME))
    if material.use is MaterialUse.EVIDENCE and material.side is None and not material.source:
        yield Problem("source", _("Enter where the centre has it from."))
    if material.received_on > today:
        yield Problem("received_on", _("This day lies in the future."))
    if material.pages < 1:
        yield Problem("pages", _("Enter the number of pages."))
    if material.checked_on is not None:
        if material.checked_on > today:
            yield Problem("checked_on", _("This day lies in the future."))
        elif material.checked_on < material.received_on:
            yield Problem("checked_on", _("This day is before the day it was received."))
        if not material.checked_by.strip():
            yield Problem("checked_by", _("Enter who compared it with the original."))
