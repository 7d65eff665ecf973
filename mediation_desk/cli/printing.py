"""Papers of a case from the command line: each by itself, or for everybody at once."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from mediation_desk.documents.unprintable import write_by_hand
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse, claims, groups, journals, papers, papers_awaited
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.services.papers import ComposedPaper, Offer


def papers_of_case(desk: Desk, options: argparse.Namespace) -> int:
    """Write the forms asked for as .docx and PDF, calculation sheets as workbooks too.

    Codes may be written small; a form that belongs to no case is told where it is made.
    """
    options.forms = [code_of(text) for text in options.forms]
    _require_of_cases(options.forms)
    case = browse.case_by_number(desk, options.case)
    if DOSSIER in options.forms:
        return _dossier(desk, case, options)
    chosen = papers.chosen(case, options.forms, desk.today())
    waiting = list(papers_awaited.not_yet(case, options.forms, desk.today()))
    if waiting and not chosen:
        raise DeskError("\n".join(waiting))
    for sentence in waiting:
        print(sentence, file=sys.stderr)
    options.out.mkdir(parents=True, exist_ok=True)
    _tell_journal(desk, case, [offer.title for offer in chosen], options)
    if options.apart or options.joined:
        return _for_everybody(desk, case, chosen, options) or bool(waiting)
    unprinted = False
    for offer in chosen:
        for subject, label in offer.subjects or (("", ""),):
            try:
                paper = _composed(desk, case.id, offer.code, subject, boxes=options.boxes)
            except Unprintable as lacking:
                print(lacking, file=sys.stderr)
                name = safe_name("-".join(filter(None, (case.number, offer.title, label))))
                print(write_whole(options.out / f"{name}.docx", lacking.docx))
                unprinted = True
                continue
            _tell_blanks(paper.title, paper.missing, label)
            name = safe_name("-".join(filter(None, (case.number, paper.title, label))))
            made = {".docx": paper.docx, ".pdf": paper.pdf}
            if offer.code in (claims.SHEET_OF_CASE, claims.SHEET_OF_WORKER):
                of = {int(subject)} if subject else None
                made[".xlsx"] = claims.workbook(desk, case.id, of)
            for ending, data in made.items():
                print(write_whole(options.out / f"{name}{ending}", data))
    return 1 if waiting or unprinted else 0


def _composed(desk: Desk, case_id: int, code: str, subject: str, *, boxes: bool) -> ComposedPaper:
    """Make a paper, with `boxes` also one with characters that no font has."""
    try:
        return papers.compose(desk, case_id, code, subject)
    except Unprintable as lacking:
        if not boxes:
            raise
        write_by_hand(lacking.characters)
    return papers.compose(desk, case_id, code, subject)


def _tell_blanks(title: str, missing: Sequence[str], label: str) -> None:
    """Say for which values a paper has a line to write on."""
    if missing:
        told = _("{title}: a line to write on stands for: {names}")
        title = " ".join(filter(None, (title, label)))
        print(told.format(title=title, names=_(", ").join(missing)), file=sys.stderr)


def _tell_journal(
    desk: Desk, case: CaseFile, titles: Sequence[str], options: argparse.Namespace
) -> None:
    """Have the journal say what leaves the desk, before it does (reliability.md P24)."""
    what = _(", ").join(dict.fromkeys(titles))
    journals.saved_as_file(desk, what, options.out.absolute().name, case.id)


DOSSIER, ALL = "dossier", "all"
_LETTERS = N_("letters of supervision are written and printed on the page Region")
_REGION = N_("it is filled in and printed on the page Region")
_REPORT = N_("text reports are written by the command report")
_ELSEWHERE = {
    "D-01": N_("the card of an enquiry is printed on the page Enquiries"),
    "D-70": _LETTERS,
    "D-71": _LETTERS,
    "D-72": _LETTERS,
    "D-73": _LETTERS,
    "D-75": _REGION,
    "HS-20": _REGION,
    "HS-21": N_("the calculation at the counter is printed on the page Calculator"),
    "HS-22": _REPORT,
    "HS-23": _REPORT,
}
"""Where the forms are made that belong to no case."""


def code_of(text: str) -> str:
    """Read a code as people write it: d-30 and D-30, D-28b with its small letter."""
    plain = text.strip()
    if plain.lower() in (DOSSIER, ALL):
        return plain.lower()
    known = {form.code.lower(): form.code for form in papers.register()}
    return known.get(plain.lower(), plain)


def _require_of_cases(codes: Sequence[str]) -> None:
    for code in codes:
        if code in _ELSEWHERE:
            raise DeskError(
                _("{code} belongs to no case: {where}.").format(
                    code=code, where=_(_ELSEWHERE[code])
                )
            )


def _dossier(desk: Desk, case: CaseFile, options: argparse.Namespace) -> int:
    """Bind each volume of the dossier; say what an inspector would miss."""
    from mediation_desk.domain.dossier import volumes
    from mediation_desk.domain.dossier_check import checks, score
    from mediation_desk.services import dossier

    options.out.mkdir(parents=True, exist_ok=True)
    _tell_journal(desk, case, [volume.label for volume in volumes(case)], options)
    for volume in volumes(case):
        made = dossier.compose(desk, case.id, volume, _told)
        if made is not None:
            name = safe_name(f"{case.number}-{volume.label}")
            print(write_whole(options.out / f"{name}.pdf", made.pdf))
            if made.told:
                print(made.told, file=sys.stderr)
    found = checks(case)
    for check in found:
        if not check.fulfilled:
            print(f"{check.fault.label}: {check.text}", file=sys.stderr)
    told = _("Dossier check: {done} of {all} fulfilled, {score} points")
    fulfilled = sum(check.fulfilled for check in found)
    print(told.format(done=fulfilled, all=len(found), score=score(found)))
    return 0


def _for_everybody(
    desk: Desk, case: CaseFile, offers: Sequence[Offer], options: argparse.Namespace
) -> int:
    """Write the forms that are made for many; say who was left out."""
    codes = {offer.code for offer in offers}
    forms = [
        form
        for form in groups.forms(desk, case)
        if form.code in codes and (options.apart or not form.apart)
    ]
    if not forms:
        raise DeskError(_("None of these forms is made for several people in this case."))
    left_out = False
    for form in forms:
        write = partial(groups.write, desk, case.id, form, options.out, joined=options.joined)
        write = partial(write, books=form.has_books)
        made = write(_told)
        if made.unprintable and options.boxes:
            write_by_hand(made.unprintable)
            made = write(_told)
        counted = _("{title}: {made} made, {kept} were there already")
        print(counted.format(title=form.title, made=made.made, kept=made.kept))
        if made.joined:
            print(made.joined)
        for name, missing in made.missing:
            _tell_blanks(form.title, missing, name)
        for name, why in made.refused:
            print(f"{name}: {why}", file=sys.stderr)
        left_out = left_out or bool(made.refused)
    return 1 if left_out else 0


def _told(done: int, total: int) -> bool:
    if sys.stderr.isatty():
        print(f"\r{done}/{total} ", end="", file=sys.stderr, flush=True)
    return True
