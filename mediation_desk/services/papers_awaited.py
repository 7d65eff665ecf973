"""What a paper that cannot be made yet waits for, and where that is entered (尚不能制作的文书)."""

from collections.abc import Iterable, Iterator
from datetime import date

from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.catalogue.effect import FOR_CONFIRMATION, FOR_REVIEW
from mediation_desk.documents.catalogue.form import Form, Per
from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import N_, _
from mediation_desk.services.papers import OF_AGREEMENT, offered

_NONE_YET = {
    Per.HEARING: N_("no hearing is on record."),
    Per.PAYMENT: N_("no payment is on record."),
    Per.VISIT: N_("no follow-up visit is on record."),
}
_NEEDS = {"D-40": FOR_REVIEW, "D-41": FOR_CONFIRMATION}
_NOTHING_LATE = N_(
    "nothing of the agreement is overdue, and no default is on record"
    " (tab “Agreement and performance”)."
)
_AWAITED = {
    "D-16": N_("no request for recusal is on record (tab “Parties”)."),
    "D-28b": N_("the case was referred by nobody (tab “Overview”)."),
    "D-34": N_("no representatives have been elected (tab “Parties”)."),
    "D-43": N_(
        "nothing that is overdue is open to a payment order (tab “Agreement and performance”)."
    ),
    "D-44": N_(
        "no arbitration review, court confirmation or payment order in force is on record, or"
        " nothing that it rests on is overdue (steps of the case, tab “Agreement and performance”)."
    ),
    "D-50": N_("the agreement is not in effect (tab “Agreement and performance”)."),
    "D-52": _NOTHING_LATE,
    "D-53": _NOTHING_LATE,
    "D-60": N_("the step “Apply for closing” has not been taken (steps of the case)."),
    "D-76": N_("it is made of group cases of ten workers or more (tab “Parties”)."),
}
"""What forms wait for that are made of something besides a step; the others wait for a step."""


def not_yet(case: CaseFile, codes: Iterable[str], today: date) -> Iterator[str]:
    """Say of each of these forms that cannot be made of the case what it waits for."""
    offers = {offer.code for offer in offered(case, today)}
    for code in codes:
        if code != "all" and (form := form_of(code)).code not in offers:
            yield _("{code} {title} cannot be made of this case yet: {why}").format(
                code=form.code, title=form.title, why=_why_not(form, case, today)
            )


def _why_not(form: Form, case: CaseFile, today: date) -> str:
    if form.code in OF_AGREEMENT and case.settlement is None:
        return _("no agreement was drawn up.")
    if not form.belongs_to(case.stage):
        return _("it belongs to {stages}; the case stands at {stage}.").format(
            stages=_(", ").join(form.stage_labels), stage=case.stage.label
        )
    if form.per in _NONE_YET:
        return _(_NONE_YET[form.per])
    for need in _NEEDS.get(form.code, ()):
        if not need.met(case, today):
            return f"{need.sentence}（{need.basis}）"
    if form.code in _AWAITED:
        return _(_AWAITED[form.code])
    return _("the step that it is about was not taken yet (steps of the case).")
