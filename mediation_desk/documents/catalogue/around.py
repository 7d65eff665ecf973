"""Forms about those who act for a party, and what is claimed (D-32 to D-35, D-76)."""

from mediation_desk.documents.catalogue.form import (
    AGREED,
    APPLIED,
    UNDER_WAY,
    Form,
    Per,
    one,
)
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import N_

FORMS = (
    Form(
        code="D-32",
        slug="power-of-attorney",
        name=N_("Power of attorney"),
        per=Per.PRINCIPAL,
        stages=APPLIED | UNDER_WAY,
        copies=one,
    ),
    Form(
        code="D-33",
        slug="election",
        name=N_("Election of representatives"),
        stages=APPLIED | UNDER_WAY,
        copies=one,
        made_of=lambda case, _on: case.is_group,
    ),
    Form(
        code="D-34",
        slug="consent-list",
        name=N_("List of consents of the represented"),
        stages=frozenset({Stage.MEDIATING, Stage.SIGNING}),
        copies=one,
        made_of=lambda case, _on: bool(case.representatives),
    ),
    Form(
        code="D-35",
        slug="representative-certificate",
        name=N_("Certificate of the legal representative"),
        per=Per.EMPLOYER,
        stages=APPLIED | UNDER_WAY,
        copies=one,
    ),
    Form(
        code="HS-01",
        slug="calculation",
        name=N_("Calculation sheet of claims"),
        stages=APPLIED | UNDER_WAY | AGREED,
        copies=one,
    ),
    Form(
        code="HS-02",
        slug="worker-calculation",
        name=N_("Calculation sheet of a worker"),
        per=Per.WORKER,
        stages=APPLIED | UNDER_WAY | AGREED,
        copies=one,
    ),
    Form(
        code="D-76",
        slug="major-report",
        name=N_("Report on a major or collective dispute"),
        stages=APPLIED | UNDER_WAY | AGREED,
        copies=one,
        made_of=lambda case, _on: case.is_group,
    ),
)
