"""Period packages that go from county to city to province (procedure.md 6.5): the words.

A package holds the figures of one locked period and the rows they are counted from. A row has a
case number and figures, no name of anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from mediation_desk.domain.options import Option
from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import Level, level_of
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

ENDING = ".mdpack"
"""How the name of a package's file ends."""

OWN_REGION = Option("report_region", "", N_("Code of the region that the centre reports for"))
"""Empty takes the centre's legal place: cn-1307 is 130700."""

Figures = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Measures by dimension and key; money is in fen; what is zero may be left out."""

BESIDE = (
    *("enquiries", "bodies", "mediators", "letters", "letters_answered", "letters_late"),
    *("aid_applied", "aid_granted", "aid_ended", "aid_recovered"),
)
"""What a package counts besides cases; aid recovered is in fen."""

BESIDE_TITLES = {
    "enquiries": N_("Enquiries"),
    "bodies": N_("Mediation rooms"),
    "mediators": N_("Mediators"),
    "letters": N_("Letters of supervision issued"),
    "letters_answered": N_("Letters answered"),
    "letters_late": N_("Letters not answered in time"),
    "aid_applied": N_("Legal aid applied for"),
    "aid_granted": N_("Legal aid granted"),
    "aid_ended": N_("Legal aid ended"),
    "aid_recovered": N_("Recovered by legal aid"),
}
"""What these are called."""

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends packages: a centre in a region, with the key that it signs with."""

    id: int = 0
    region: str
    name: str
    key: str
    confirmed_on: date
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One sender's figures of a period.

    `parts` are the digests of the packages from below that travel with it; `key` is the public
    key it was signed with and `sha256` the digest of its text.
    """

    region: str
    sender: str
    period: Period
    sequence: int
    made_at: datetime
    serial: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    figures: Figures = field(default_factory=dict)
    adjusted: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    key: str = ""
    sha256: str = ""

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of the cases that were accepted in the period."""
        number, accepted = self.columns.index("number"), self.columns.index("accepted")
        return frozenset(str(row[number]) for row in self.rows if row[accepted])


class Grade(Enum):
    """What a finding about a package means."""

    RIGHT = "right"
    NOTE = "note"
    DOUBT = "doubt"
    """Something would count twice, or no longer: to be thought about before it is taken in."""
    SKIP = "skip"
    """Nothing is wrong with it, but it is in already, or another one takes its place."""
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, as a sentence."""

    text: str
    grade: Grade = Grade.RIGHT


class SenderKnown(Enum):
    """Whether the key of a package is that of a sender who was confirmed."""

    KNOWN = "known"
    NEW = "new"
    OTHER_KEY = "other_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A package as it was found before it is received: who, what, and what was checked."""

    file: str
    package: Package | None = None
    region_name: str = ""
    fingerprint: str = ""
    known: SenderKnown = SenderKnown.KNOWN
    parts: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Say whether nothing stands against receiving it."""
        return self.package is not None and all(
            finding.grade not in {Grade.FAULT, Grade.SKIP} for finding in self.findings
        )

    @property
    def skipped(self) -> bool:
        """Say whether it is left out although nothing is wrong with it."""
        grades = {finding.grade for finding in self.findings}
        return Grade.SKIP in grades and Grade.FAULT not in grades

    @property
    def to_confirm(self) -> bool:
        """Say whether a person must first compare the fingerprint of the sender's key."""
        return self.sound and self.known is not SenderKnown.KNOWN

    @property
    def verdict(self) -> str:
        """The first sentence that matters: the gravest, else that all is right."""
        for grade in (Grade.FAULT, Grade.SKIP, Grade.DOUBT, Grade.NOTE):
            for finding in self.findings:
                if finding.grade is grade:
                    return finding.text
        return self.findings[-1].text if self.findings else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A package that this centre made of one of its own periods."""

    id: int = 0
    period: Period
    sequence: int
    serial: str
    made_at: datetime
    made_by: str
    rows: int
    parts: int
    sha256: str
    receiver: str = ""
    """The region that it was made for; it is known when packages are listed."""
    carried: int = 0
    """The cases of those that travel with it; known when packages are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A package that was received; the one with the highest number of its period counts."""

    id: int = 0
    sender_id: int
    region: str
    sender: str
    period: Period
    sequence: int
    made_at: datetime
    received_at: datetime
    received_by: str
    rows: int
    sha256: str
    through: str = ""
    """The centre with whose package it came, empty where it came by itself."""
    set_aside: str = ""
    """Why it does not count, empty where it may."""
    left_out: bool = False
    """The package with which it came was corrected by one without it; known where it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A region whose package is expected, or is not."""

    id: int = 0
    code: str
    name: str
    expected: bool = True

    @property
    def level(self) -> Level:
        """How high it stands."""
        return level_of(self.code)


class Standing(Term):
    """How things stand with a region's package of a period."""

    RECEIVED = "received", N_("Package received")
    CORRECTED = "corrected", N_("Correction received")
    ZERO = "zero", N_("Zero report")
    MISSING = "missing", N_("Package missing")
    NOT_ASKED = "not_asked", N_("Not asked for")
    OWN = "own", N_("This centre")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A region, or one of several senders of it, with what was received of a period."""

    unit: Unit
    standing: Standing
    received: Received | None = None
    earlier: int = 0
    """How many packages it replaces."""
    counts: Mapping[str, int] = field(default_factory=dict)
    twice: int = 0
    """How many of its cases others report for this period too."""
    twice_with: tuple[str, ...] = ()
    """Who does, in sentences."""
    city: str = ""
    """The city that a county lies in, where areas of several cities stand side by side."""

    @property
    def area(self) -> str:
        """The area with its city where others may have the same name."""
        return f"{self.city}{self.unit.name}"

    @property
    def state(self) -> str:
        """How things stand with it, in words."""
        if not self.twice:
            return self.standing.label
        said = _("{state}, {n} also reported by others")
        return said.format(state=self.standing.label, n=self.twice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """This centre as it stands in the chain."""

    region: str
    region_name: str
    name: str
    fingerprint: str = ""

    @property
    def collects(self) -> bool:
        """Say whether anybody can report to it."""
        return bool(self.region) and level_of(self.region) is not Level.COUNTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A period with every region from which a package is expected, in the order of codes."""

    own: Own
    period: Period
    lines: tuple[BoardLine, ...]
    twice: tuple[str, ...] = ()
    """What counts more than once, in sentences."""

    def of(self, *standings: Standing) -> tuple[BoardLine, ...]:
        """Return the lines that stand so."""
        return tuple(line for line in self.lines if line.standing in standings)


def numbered(counts: Mapping[str, int], measures: Sequence[str]) -> dict[str, int]:
    """Return every measure with its figure, those left out as zero."""
    return {key: counts.get(key, 0) for key in measures}
