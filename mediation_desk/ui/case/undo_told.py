"""What an undo will take back, in a sentence said before; and whether it is asked for."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain import days
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.ui.case.acts import act_name
from mediation_desk.ui.widgets.dialog import Question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mediation_desk.services.desk import Desk

SHOWN_IN = {
    "parties": {
        "party", "agent", "other_party", "representative", "worker_answer", "building_site",
        "special_need",
    },
    "claims": {"claim", "worker_fact"},
    "talks": {"offer", "offer_sum", "estimate", "caucus_note"},
    "hearings": {
        "hearing", "attendance", "hearing_break", "postponement", "expected_person", "absence",
        "guest_absence",
    },
    "agreement": {
        "settlement", "money_row", "signature", "payment", "waiver", "duty", "visit",
    },
    "materials": {"material"},
}  # fmt: skip
"""By the tab of a case: the tables whose rows are seen there and nowhere else on the page."""
_EVERYWHERE = frozenset({"step_taken", "proceeding"})
"""The head of the page shows these beside every tab."""
_DAYS = ("paid_on", "waived_on", "done_on", "signed_on", "agreed_on", "served_on", "day")


def told(entry: Entry) -> str:
    """Name an act with the sum and the day that it wrote, where it wrote one."""
    rows = [change.after or change.before or {} for change in entry.changes]
    tables = {change.table for change in entry.changes if "amount" in (change.after or {})}
    said = act_name(entry.doing)
    if len(tables) == 1:
        sums = [one for row in rows if isinstance(one := row.get("amount"), Decimal)]
        said = _("{act} {sum} yuan").format(act=said, sum=figures(sum(sums, Decimal())))
    written = {row[name] for row in rows for name in _DAYS if isinstance(row.get(name), date)}
    if len(written) == 1 and isinstance(day := written.pop(), date):
        said = _("{act} ({day})").format(act=said, day=f"{day:%m-%d}")
    return said


def will_undo(entry: Entry) -> str:
    """Say on a button what it will undo."""
    return _("Undo: {act}").format(act=told(entry))


def barred(entry: Entry) -> str:
    """Say whose act has to be undone before those of the person who asks."""
    at = beijing(entry.at)
    return _(
        "The last act in this case is {name}'s: {act}, {day} at {time}. Acts before it are undone"
        " once {name} has undone it."
    ).format(name=entry.actor, act=told(entry), day=days.told(at.date()), time=f"{at:%H:%M}")


def is_older(desk: "Desk", entry: Entry) -> bool:
    """Say whether an act was done before this sitting began."""
    return entry.at < desk.since.replace(microsecond=0)


def elsewhere(entry: Entry, tab: str) -> str:
    """Return the tab that shows what an act wrote, empty where it is in view."""
    tables = {change.table for change in entry.changes}
    shown = [key for key, held in SHOWN_IN.items() if held & tables]
    if tab == "record" or not shown or tab in shown or tables & _EVERYWHERE:
        return ""
    return shown[0]


def ask_first(
    desk: "Desk", entry: Entry, where: str, then: Callable[[], object], page: "QWidget"
) -> bool:
    """Ask where an act is older than this sitting or is not in view; False where nobody needs to.

    `where` says where it is seen, empty where that is in view.
    """
    if not (older := is_older(desk, entry)) and not where:
        return False
    at = beijing(entry.at)
    said = _("This takes back: {act}, done by you on {day} at {time}.").format(
        act=told(entry), day=days.told(at.date()), time=f"{at:%H:%M}"
    )
    if older:
        said += _(" It was done before this window was opened.")
    if where:
        said += _(" It stands under “{where}”, which is not in view.").format(where=where)
    Question(
        _("Undo an earlier act"), said, _("Undo"), then, name="undo_question", parent=page
    ).open()
    return True
