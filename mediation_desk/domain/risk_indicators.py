"""The indicators of risk (预警指标) as rows: what is measured, from which value on, after whom.

Where the row's source names no figure, the threshold is the centre's own setting.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.options import WATCHED_CASES
from mediation_desk.domain.risk import Level
from mediation_desk.i18n import N_, _

CRIME_MONTHS = 3
CRIME_WORKERS = 10
"""Of one worker three months and more; of ten workers and more (拒不支付劳动报酬罪司法解释)."""

DISTURBED = frozenset(
    {
        EmployerState.STOPPED,
        EmployerState.CAPACITY_CLOSED,
        EmployerState.RESTRUCTURED,
        EmployerState.MOVED,
        EmployerState.IN_DIFFICULTY,
        EmployerState.WORKS_STOPPED,
        EmployerState.OUT_OF_BUSINESS,
        EmployerState.REVOKED,
        EmployerState.STRUCK_OFF,
        EmployerState.BANKRUPT,
    }
)
"""States of an employer that put wages at risk: stopped, moved, cut, restructured, closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """What is known of an employer on a day; counts are of the twelve months before it.

    `groups` are workers whose wages are owed and the sum, as cases say and as visits say; `most`
    is owed to one worker for three months or more.
    """

    cases: int = 0
    workers: int = 0
    chain: int = 0
    owed: Decimal = ZERO
    groups: tuple[tuple[int, Decimal], ...] = ()
    most: Decimal = ZERO
    months: Decimal = ZERO
    missed: int = 0
    unanswered: int = 0
    complaints: int = 0
    signals: int = 0
    disturbed: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """From which value on an indicator gives each level; None: it does not give it."""

    yellow: Decimal | None = None
    orange: Decimal | None = None
    red: Decimal | None = None

    def of(self, level: Level) -> Decimal | None:
        """Return the value of a level."""
        return {Level.YELLOW: self.yellow, Level.ORANGE: self.orange, Level.RED: self.red}[level]

    @property
    def off(self) -> bool:
        """Say whether the indicator gives no level at all."""
        return self.yellow is None and self.orange is None and self.red is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row. `above` means that the value must exceed the threshold, not only reach it.

    `own` tells that the threshold is the centre's setting; `basis` where the indicator, or its
    threshold, comes from.
    """

    key: str
    caption: str
    value: Callable[[RiskFacts], Decimal] = field(repr=False)
    usual: Limits
    basis: str
    own: bool = True
    above: bool = False
    money: bool = False
    flag: bool = False

    @property
    def title(self) -> str:
        """The caption in the language spoken here."""
        return _(self.caption)

    @property
    def source(self) -> str:
        """Where it comes from, in the language spoken here."""
        return _(self.basis)

    def level(self, value: Decimal, limits: Limits) -> Level | None:
        """Return the level that a value gives."""
        found = None
        for level in Level:
            limit = limits.of(level)
            if limit is not None and (value > limit if self.above else value >= limit > 0):
                found = level
        return found


def group(workers: int, owed: Decimal) -> tuple[tuple[int, Decimal], ...]:
    """Return workers whose wages are owed as `RiskFacts.groups` has them; nobody is no group."""
    return ((workers, owed),) if workers else ()


def _one_worker(facts: RiskFacts) -> Decimal:
    return facts.most


def _ten_workers(facts: RiskFacts) -> Decimal:
    return max((owed for workers, owed in facts.groups if workers >= CRIME_WORKERS), default=ZERO)


_ONE = Limits(yellow=Decimal(1))
_CRIME = N_(
    "Judicial interpretation on refusing to pay wages: the lower bound of its range; the figure"
    " of the province is to be entered"
)
_PRACTICE = N_("Indicator of practice; the threshold is the centre's own setting")

INDICATORS = (
    Indicator(
        key="months",
        caption=N_("Months of wages in arrears"),
        value=lambda f: f.months,
        usual=Limits(Decimal(0), Decimal(1), Decimal(2)),
        basis=N_("Practice of Baoying county: up to 1 month yellow, 1 to 2 orange, above 2 red"),
        own=False,
        above=True,
    ),
    Indicator(
        key="one_worker",
        caption=N_("Owed to one worker for three months or more, yuan"),
        value=_one_worker,
        usual=Limits(red=Decimal(5000)),
        basis=_CRIME,
        own=False,
        money=True,
    ),
    Indicator(
        key="ten_workers",
        caption=N_("Owed to ten workers or more together, yuan"),
        value=_ten_workers,
        usual=Limits(red=Decimal(30000)),
        basis=_CRIME,
        own=False,
        money=True,
    ),
    Indicator(
        key="workers",
        caption=N_("Workers concerned in twelve months"),
        value=lambda f: Decimal(f.workers),
        usual=Limits(yellow=Decimal(10)),
        basis=N_("Ten workers and more are a group; the level is the centre's own setting"),
    ),
    Indicator(
        key="cases",
        caption=N_("Cases in twelve months"),
        value=lambda f: Decimal(f.cases),
        usual=Limits(yellow=Decimal(WATCHED_CASES.usual)),
        basis=N_("No rule names a number; it is the centre's own setting"),
    ),
    Indicator(
        key="unanswered",
        caption=N_("Letters of supervision without an answer"),
        value=lambda f: Decimal(f.unanswered),
        usual=_ONE,
        basis=_PRACTICE,
    ),
    Indicator(
        key="missed",
        caption=N_("Agreements with money overdue"),
        value=lambda f: Decimal(f.missed),
        usual=_ONE,
        basis=_PRACTICE,
    ),
    Indicator(
        key="state",
        caption=N_("Stopped, moved, cut, restructured or closed"),
        value=lambda f: Decimal(f.disturbed),
        usual=_ONE,
        basis=_PRACTICE,
        flag=True,
    ),
    Indicator(
        key="missing",
        caption=N_("Legal representative out of reach"),
        value=lambda f: Decimal(f.missing),
        usual=_ONE,
        basis=_PRACTICE,
        flag=True,
    ),
    Indicator(
        key="chain",
        caption=N_("Cases with a chain of subcontractors"),
        value=lambda f: Decimal(f.chain),
        usual=_ONE,
        basis=_PRACTICE,
    ),
    Indicator(
        key="signals",
        caption=N_("Signals from others in twelve months (power, rent, credit, tax, hotline)"),
        value=lambda f: Decimal(f.signals),
        usual=_ONE,
        basis=N_("What the HR department monitors (art. 38 of the regulation on migrants' wages)"),
    ),
    Indicator(
        key="complaints",
        caption=N_("Complaints taken up by supervision in twelve months"),
        value=lambda f: Decimal(f.complaints),
        usual=Limits(),
        basis=N_("No rule names a number; it is the centre's own setting"),
    ),
)
"""Every indicator of procedure.md 8.4, the gravest first."""

KEYS = tuple(indicator.key for indicator in INDICATORS)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an employer stands at a level: the indicator, the value found, the threshold.

    `fresh` tells that it came up after the last watch had ended.
    """

    key: str
    level: Level
    value: Decimal
    limit: Decimal
    fresh: bool = False


def indicator(key: str) -> Indicator:
    """Return an indicator by its key; an unknown one is a bug (KeyError)."""
    return _BY_KEY[key]


_BY_KEY = {one.key: one for one in INDICATORS}


def judge(facts: RiskFacts, limits: Mapping[str, Limits]) -> tuple[Reason, ...]:
    """Return every reason to keep an eye on an employer, the gravest first."""
    found = []
    for row in INDICATORS:
        held = limits.get(row.key, row.usual)
        value = row.value(facts)
        level = row.level(value, held) if value else None
        if level is not None:
            limit = held.of(level)
            assert limit is not None, "a level comes of a threshold"
            found.append(Reason(row.key, level, value, limit))
    return tuple(sorted(found, key=lambda reason: -reason.level.rank))


def gravest(reasons: tuple[Reason, ...]) -> Level | None:
    """Return the level that reasons give together."""
    return max((reason.level for reason in reasons), key=lambda level: level.rank, default=None)
