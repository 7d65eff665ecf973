"""In how many copies papers are printed (份数): the rule of the form, or the centre's own."""

from mediation_desk.documents.catalogue import Form, Per, case_of, catalogue, form_of, made_for
from mediation_desk.domain.alone import alone
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.copies import MOST, CopyRule, Counted, option_of, shared
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import options

_COUNTED = {
    Counted.PARTIES: (Per.PARTY,),
    Counted.APPLICANTS: (Per.WORKER, Per.PERSON),
    Counted.RESPONDENTS: (Per.ASKED, Per.EMPLOYER, Per.PAYER),
}
"""A form that is made for each of those whom its rule counts shares the copies among them; any
other has as many of each paper, such as a worker's own application to a court."""


def rule(desk: Desk, code: str) -> CopyRule:
    """Return the rule by which a form is printed here."""
    desk.actor.require(Right.READ)
    return _in_force(desk, form_of(code))


def rules(desk: Desk) -> dict[str, tuple[CopyRule, bool]]:
    """Return the rule of every form of cases, and whether it is the centre's own."""
    desk.actor.require(Right.READ)
    return {form.code: (held := _in_force(desk, form), held != form.copies) for form in catalogue()}


def wanted(desk: Desk, case: CaseFile, code: str, subject: str = "") -> int:
    """Return how many copies of a paper are printed for a case."""
    desk.actor.require(Right.READ)
    form = form_of(code)
    if form.per is Per.APART and subject:  # for one worker, the other side and the file
        return _in_force(desk, form).of(alone(case, int(subject)))
    held = _in_force(desk, form)
    copies = held.of(case_of(form, case))
    if form.per not in _COUNTED.get(held.counted, ()):
        return copies
    keys = [key for key, _name in made_for(form, case, desk.today())]
    place = keys.index(subject) if subject in keys else len(keys)
    return shared(copies, len(keys), place)


def rule_now(desk: Desk, code: str) -> CopyRule:
    """Return the rule by which a form is printed, as it is stored by now."""
    desk.actor.require(Right.READ)
    desk.reload()
    return rule(desk, code)


def set_rule(desk: Desk, code: str, held: CopyRule, shown: CopyRule | None = None) -> None:
    """Print a form by another rule from now on; what ships is not kept as the centre's own.

    Raises `Stale` when somebody else set it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    if not 0 <= held.more <= MOST or (held.counted is Counted.NOBODY and not held.more):
        raise Invalid([Problem("more", _("Enter at least one copy."))])
    shipped = form_of(code).copies
    with desk.db.write(desk.actor, "set_copies") as session:
        name = option_of(code, shipped).name
        require_as_shown(shown, CopyRule.read(options.held(session, name) or "") or shipped)
        options.put(session, name, None if held == shipped else held.code)
    desk.reload()


def _in_force(desk: Desk, form: Form) -> CopyRule:
    kept = desk.option(option_of(form.code, form.copies))
    return CopyRule.read(kept) or form.copies
