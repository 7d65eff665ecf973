"""The record of an oral application on paper before it is registered, to be signed (T03)."""

from mediation_desk import i18n
from mediation_desk.documents import papers as forms
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain.case import Application, CaseFile, Respondent
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage
from mediation_desk.services import intake
from mediation_desk.services.desk import Desk
from mediation_desk.services.papers import ComposedPaper


def record(desk: Desk, application: Application) -> ComposedPaper:
    """Make the record of an application that is being taken down; nothing is saved."""
    desk.actor.require(Right.REGISTER)
    with i18n.speaking(i18n.CHINESE):
        application = intake.completed(desk, application)
    case = CaseFile(
        id=0,
        version=0,
        number="",
        stage=Stage.APPLIED,
        received_on=application.received_on,
        source=application.source,
        form=application.form,
        cause=application.cause,
        district=application.district,
        requests=application.requests,
        facts=application.facts,
        respondent=Respondent(employer=application.respondent),
        applicants=application.applicants,
        oral=application.oral,
    )
    with i18n.speaking(i18n.CHINESE):
        paper = forms.paper(
            "D-03", case, desk.centre, on=desk.today(), own=desk.own_template("D-03")
        )
    return ComposedPaper(
        code=paper.code,
        title=paper.title,
        subject="",
        subject_label="",
        docx=paper.docx,
        pdf=to_pdf(paper.docx, paper.title, paper.values),
        missing=paper.missing,
    )
