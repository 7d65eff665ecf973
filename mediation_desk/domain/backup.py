"""What is known of a backup and of a check of the file."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A verified copy: where, when, of which centre, with how many cases.

    After a restore `kept` is where the file that was there before is kept, if there was one.
    `materials` counts the contents that belong to it, `lacking` those that are not there whole.
    One that is not `sealed` carries no digest of its own: nothing tells a changed row from another.
    `made_at` is the file's own time, which copying may change; `until` is that of the last act
    inside, as far as the journal in it can be read.
    """

    path: str
    made_at: datetime
    centre: str
    cases: int
    size: int
    kept: str = ""
    encrypted: bool = False
    materials: int = 0
    lacking: int = 0
    sealed: bool = False
    until: datetime | None = None

    @property
    def as_of(self) -> datetime:
        """The moment whose state it holds."""
        return self.until or self.made_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The newest verified backup of a file that cannot be read.

    Without the key of an encrypted one its digests tell that it is whole, but not its `cases`.
    """

    path: str
    made_at: datetime
    cases: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The outcome of a check: sound or not, with sentences for what was found.

    What could not be read is not counted. `technical` is what the library says of broken pages.
    """

    sound: bool
    cases: int | None = None
    journal_entries: int | None = None
    findings: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()


class Standing(Term):
    """How a backup stands to the data that are there now."""

    NOTHING = "nothing", N_("there is nothing it would replace")
    SAME = "same", N_("it holds all that is there")
    OLDER = "older", N_("it is older than what is there")
    ASIDE = "aside", N_("it went on differently from what is there")
    FOREIGN = "foreign", N_("it is another centre's")
    UNKNOWN = "unknown", N_("it cannot be compared with what is there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a journal by which two copies of a centre are compared.

    `origin` is the hash of the founding, which no two centres share; `entry` and `hash` are those
    of the last act that changed something.
    """

    origin: str
    entry: int
    hash: str
    cases: int
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a restore would put in the place of what: `later` acts would be set aside by it."""

    standing: Standing
    backup: BackupInfo
    present: Head | None = None
    later: int = 0
    opens: bool = False
    """Whether an encrypted file would give way to one that anybody can read."""

    @property
    def takes_count(self) -> bool:
        """Say whether a supervisor must type the number of cases before it is restored."""
        return self.standing not in (Standing.NOTHING, Standing.SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A restore of which a supervisor is told: `of` is when the backup was made, `kept` the name
    of the file before. It was `unasked` where nobody who may restore could say so."""

    at: datetime
    by: str
    of: datetime | None
    kept: str
    unasked: bool

    def sentence(self) -> str:
        """Say what took the place of what, and by whom."""
        text = _("{at}: {name} put a backup of {made} in the place of the centre's file.")
        words = [
            text.format(
                at=f"{beijing(self.at):%Y-%m-%d %H:%M}",
                name=self.by,
                made=f"{beijing(self.of):%Y-%m-%d %H:%M}" if self.of else "—",
            )
        ]
        if self.unasked:
            words.append(
                _(
                    "The file of before was lost, could not be read or had no accounts: nobody's"
                    " right to do so could be checked."
                )
            )
        if self.kept:
            words.append(_("The file of before is kept as {name}.").format(name=self.kept))
        return "".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A backup was restored to a temporary place and looked through; without findings it passed."""

    path: str
    made_at: datetime
    cases: int = 0
    entries: int = 0
    materials: int = 0
    findings: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether all of it came back."""
        return not self.findings
