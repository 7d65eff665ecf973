"""Layouts of the case log (台账格式): which columns, in which order, of which cases, for whom."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Which(Term):
    """Which cases a layout lists."""

    STIRRED = "stirred", N_("Cases in which something happened in the period")
    HEARD = "heard", N_("Cases with a mediation session in the period")
    TO_PERFORM = "to_perform", N_("Agreements performed in the period or still to be performed")
    FILED = "filed", N_("Cases closed or filed in the period")
    WORKED = "worked", N_("Cases accepted or ended in the period, by mediator")
    FOUND = "found", N_("Cases that a query found, as they stand today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout by its name; `id` is 0 for those that ship, whose names are translated."""

    id: int = 0
    key: str = ""
    name: str
    columns: tuple[str, ...]
    which: Which = Which.STIRRED

    @property
    def title(self) -> str:
        """What the log is called."""
        return _(self.name) if self.key else self.name

    @property
    def code(self) -> str:
        """What a choice knows it by."""
        return self.key or str(self.id)


OF_A_PERIOD = tuple(which for which in Which if which is not Which.FOUND)
"""What a layout may list by itself; cases are found by a query only."""

COLUMNS = (
    *("case", "received", "source", "applicant", "sex", "phone", "workers", "migrants", "women"),
    *("members", "respondent", "code", "district", "industry", "ownership", "union", "cause"),
    *("requests", "claimed", "group", "accepted", "mediator", "hearings", "extended", "outcome"),
    *(
        "ended",
        "days",
        "agreed",
        "agreement",
        "effective",
        "review",
        "paid",
        "performance",
        "further",
    ),
    *("visited", "satisfaction", "aid", "letters", "grade", "filed", "remark"),
)
"""Every column after the running number, in the order of procedure.md 6.1."""

_CORE = ("case", "received", "applicant", "respondent", "cause")
_TO_UNION = (
    *("case", "received", "source", "applicant", "workers", "migrants", "women", "members"),
    *("respondent", "district", "industry", "union", "cause", "claimed", "accepted", "mediator"),
    *("outcome", "ended", "agreed", "paid", "performance", "aid", "letters"),
)
_TO_BUREAU = (
    *("case", "received", "source", "applicant", "workers", "migrants", "respondent", "code"),
    *("district", "industry", "ownership", "cause", "claimed", "group", "accepted", "mediator"),
    *("extended", "outcome", "ended", "days", "agreed", "effective", "review", "further"),
)

REGISTER = Layout(key="register", name=N_("Case log"), columns=COLUMNS)
SHIPPED = (
    REGISTER,
    Layout(key="union", name=N_("Case log for the union"), columns=_TO_UNION),
    Layout(key="bureau", name=N_("Case log for the HR bureau"), columns=_TO_BUREAU),
    Layout(
        key="disputes",
        name=N_("Register of disputes"),
        columns=(
            *("case", "received", "source", "applicant", "sex", "phone", "workers", "respondent"),
            *("code", "district", "cause", "requests", "claimed", "group", "accepted", "mediator"),
        ),
    ),
    Layout(
        key="sessions",
        name=N_("Register of mediation"),
        columns=(
            *_CORE,
            *("requests", "accepted", "mediator", "hearings", "extended", "outcome", "ended"),
            *("days", "agreed", "effective", "remark"),
        ),
        which=Which.HEARD,
    ),
    Layout(
        key="performance",
        name=N_("Register of performance"),
        columns=(
            *("case", "applicant", "phone", "respondent", "mediator", "effective", "agreed"),
            *("paid", "performance", "further", "visited", "satisfaction", "remark"),
        ),
        which=Which.TO_PERFORM,
    ),
    Layout(
        key="files",
        name=N_("Register of files"),
        columns=(*_CORE, "mediator", "outcome", "ended", "filed", "remark"),
        which=Which.FILED,
    ),
    Layout(
        key="statistics",
        name=N_("Register for statistics"),
        columns=(
            *("case", "received", "source", "workers", "migrants", "women", "members"),
            *("district", "industry", "ownership", "cause", "claimed", "group", "accepted"),
            *("outcome", "ended", "days", "agreed", "paid", "review", "further", "aid"),
        ),
    ),
    Layout(
        key="work",
        name=N_("Register of work done"),
        columns=(
            *("mediator", "case", "workers", "cause", "accepted", "hearings", "extended"),
            *("outcome", "ended", "days", "agreed", "paid", "visited", "satisfaction", "filed"),
        ),
        which=Which.WORKED,
    ),
)
"""The whole log, two receivers, and the six registers of a county centre (六本台账)."""


def layout_problems(layout: Layout, others: Collection[str]) -> Iterator[Problem]:
    """Check a layout of the centre's own; `others` are the names taken."""
    if not layout.name.strip():
        yield Problem("name", _("Give the layout a name."))
    elif layout.name.strip() in others:
        yield Problem("name", _("There is already a layout of this name."))
    if not layout.columns:
        yield Problem("columns", _("Choose at least one column."))
    elif unknown := [key for key in layout.columns if key not in COLUMNS]:
        yield Problem("columns", _("There is no column {key}.").format(key=unknown[0]))
    elif len(set(layout.columns)) < len(layout.columns):
        yield Problem("columns", _("A column stands twice."))
