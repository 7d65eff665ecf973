"""Proofs of service in the pack of a step: those of its own papers, issued or about to be."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of, served_label
from mediation_desk.documents.receivers import receivers
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.serving import Service

PROOF_OF_SERVICE = "D-18"


def once_issued(case: CaseFile, wanted: Iterable[tuple[str, str]], today: date) -> CaseFile:
    """Return the case as it will be once the papers of a pack are issued: each is to be served.

    Papers and services that are not there yet have keys below zero.
    """
    papers: list[IssuedPaper] = []
    services: list[Service] = []
    for code, subject in wanted:
        if code == PROOF_OF_SERVICE:
            continue
        form, key = form_of(code), -len(papers) - 1
        with i18n.speaking(i18n.CHINESE):
            title = form.title
        papers.append(
            IssuedPaper(id=key, form=code, title=title, issued_on=today, issued_by="", sha256="")
        )
        for party, name in receivers(form, case, subject):
            number = -len(services) - 1
            services.append(
                Service(id=number, paper_id=key, party_id=party, receiver=name, since=today)
            )
    return replace(case, papers=(*case.papers, *papers), services=(*case.services, *services))


def unproved(case: CaseFile, codes: Collection[str]) -> Iterator[str]:
    """Yield the services of papers of these forms whose proof was not issued yet."""
    of = {paper.id for paper in case.papers if paper.form in codes}
    proved = {paper.subject for paper in case.papers if paper.form == PROOF_OF_SERVICE}
    titles = case.paper_titles
    for service in case.services:
        new = service.id < 0 or served_label(service, titles) not in proved
        if service.waiting and service.paper_id in of and new:
            yield str(service.id)
