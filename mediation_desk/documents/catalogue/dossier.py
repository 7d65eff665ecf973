"""Forms of the end of a case: visit, closing, and the dossier (D-54 to D-64)."""

from mediation_desk.documents.catalogue.form import (
    CLOSED,
    ENDED_CASES,
    IN_EFFECT,
    PERFORMED,
    Form,
    Per,
    one,
)
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import application
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import N_


def _asked_to_close(case: CaseFile) -> bool:
    return application(case) is not None


FORMS = (
    Form(
        code="D-54",
        slug="visit",
        name=N_("Record of a follow-up visit"),
        per=Per.VISIT,
        stages=PERFORMED | CLOSED,
        copies=one,
    ),
    Form(
        code="D-60",
        slug="closing",
        name=N_("Approval of closing"),
        stages=ENDED_CASES | CLOSED,
        once_on_record=IN_EFFECT,
        made_of=lambda case, _on: case.stage is not Stage.EFFECTIVE or _asked_to_close(case),
        copies=one,
    ),
    Form(
        code="D-61",
        slug="cover",
        name=N_("Cover of the dossier"),
        stages=CLOSED,
        copies=one,
    ),
    Form(
        code="D-62",
        slug="contents",
        name=N_("Catalogue of the dossier"),
        stages=CLOSED,
        copies=one,
    ),
    Form(
        code="D-63",
        slug="back-note",
        name=N_("Note at the end of the dossier (its state)"),
        stages=CLOSED,
        copies=one,
    ),
    Form(
        code="HS-24",
        slug="back-cover",
        name=N_("Back cover of the dossier"),
        stages=CLOSED,
        copies=one,
    ),
    Form(
        code="D-64",
        slug="lending",
        name=N_("Register of lending and supplements"),
        stages=CLOSED,
        copies=one,
    ),
)
