"""Undoing changes of figures, tables and rules step by step; each is named before it is undone."""

from collections.abc import Callable
from functools import partial

from mediation_desk.domain import days
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.figure_change import FigureStep
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.i18n import _
from mediation_desk.services import figure_steps
from mediation_desk.ui.case.undo_told import is_older
from mediation_desk.ui.pages.sections import figure_told
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.widgets.dialog import Question

_RULES = frozenset(switch.option.name for switch in SWITCHES)
_MOST = 44


def named(section: Section, step: FigureStep) -> str:
    """Say in full what the next step back undoes."""
    return "\n".join(figure_told.lines(section.desk.law, step.differences))


def shortly(section: Section, step: FigureStep) -> str:
    """Say in a few words what the next step back undoes."""
    first, *more = figure_told.lines(section.desk.law, step.differences) or ("",)
    if len(first) > _MOST or more:
        first = first[:_MOST] + "…"
    return first


def step_back(section: Section, shown: FigureStep | None = None) -> None:
    """Undo the last change that stands.

    It is asked for first where it is another one than was `shown`, another person's, older than
    this sitting, or seen in another section.
    """
    section.jobs.ask(
        section, partial(figure_steps.last, section.desk), partial(_found, section, shown)
    )


def _found(section: Section, shown: FigureStep | None, step: FigureStep | None) -> None:
    if step is None:
        section.say(_("There is no change of figures to undo."))
        return
    desk, entry = section.desk, step.entry
    where = _elsewhere(section, step)
    another = shown is not None and shown.entry.id != entry.id
    if not (where or another or entry.actor != desk.actor.name or is_older(desk, entry)):
        _undo(section, step)
        return
    at = beijing(entry.at)
    said = _("{what}\nDone by {name} on {day} at {time}.").format(
        what=named(section, step),
        name=entry.actor,
        day=days.told(at.date()),
        time=f"{at:%H:%M}",
    )
    if step.sums:
        said += "\n" + _("Sums computed anew with it that go back too: {n}.").format(n=step.sums)
    if where:
        said += _(" It stands under “{where}”, which is not in view.").format(where=where)
    Question(
        _("Undo this change?"),
        said,
        _("Undo"),
        partial(_undo, section, step),
        name="figures_undo_question",
        parent=section,
    ).open()


def _elsewhere(section: Section, step: FigureStep) -> str:
    """Return the section in which a change is seen, empty where it is this one."""
    rules = bool(_RULES & step.differences.settings.keys())
    seen = _("Regional rules") if rules else _("Data and standards")
    return "" if section.title == seen else seen


def _undo(section: Section, step: FigureStep) -> None:
    def undone(_done: None) -> None:
        text = _("Undone: {act}. Ctrl+Y does it again.").format(act=shortly(section, step))
        section.offered.emit(text, _("Do again"), partial(_again, section, step))

    _do(section, partial(figure_steps.back, section.desk, step.entry.id), undone)


def _again(section: Section, step: FigureStep) -> None:
    def done(_done: None) -> None:
        section.say(_("Done again: {act}").format(act=shortly(section, step)))

    _do(section, partial(figure_steps.again, section.desk, step.entry.id), done)


def _do(section: Section, job: Callable[[], None], then: Callable[[None], None]) -> None:
    def refused(error: DeskError) -> None:
        section.say(str(error))

    section.jobs.do(section, job, then, refused)
