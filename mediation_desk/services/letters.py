"""Letters of union supervision (一函两书): drafted, issued, received, answered, withdrawn.

Who is at the desk drafts; only a supervisor issues and withdraws (监督委员会主任).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from mediation_desk.domain import days, errors, supervision_rules
from mediation_desk.domain.deadlines import due
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.procedure import move
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Facts
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterSettings,
    LetterState,
    Matter,
    Reply,
)
from mediation_desk.domain.supervision_rules import require_state
from mediation_desk.i18n import _
from mediation_desk.services import loose_papers
from mediation_desk.services.act import write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.services.supervision import sender as sender_of
from mediation_desk.storage import cases
from mediation_desk.storage import letters as store
from mediation_desk.storage.database import Session


def draft(desk: Desk, matter_id: int, kind: LetterKind) -> int:
    """Draft the next letter of a matter from the last one; returns its key."""
    desk.actor.require(Right.REGION)
    with desk.db.read() as session:
        case_id = store.matter(session, matter_id).case_id
    with desk.db.write(desk.actor, "draft_letter", case_id) as session:
        found = store.matter(session, matter_id)
        if reason := supervision_rules.refusal(found, kind, desk.today()):
            raise DeskError(reason)
        return store.put_letter(session, _drafted(desk, found, kind))


def _drafted(desk: Desk, matter: Matter, kind: LetterKind) -> Letter:
    """Return the letter that follows: what is known already is not typed again."""
    last = matter.latest()
    return Letter(
        matter_id=matter.id,
        kind=kind,
        addressee="" if kind is LetterKind.PROPOSAL else matter.employer,
        subject=(last.subject if last else "") or matter.subject,
        facts=matter.facts or (last.facts if last else ""),
        rules=(last.rules if last else "") or matter.rules,
        demand=last.demand if last and last.kind is kind else "",
        attachments=last.attachments if last else "",
        contact=(last.contact if last else "") or desk.actor.name,
        phone=(last.phone if last else "") or desk.centre.phone,
        drafted_by=desk.actor.name,
    )


def prompt(desk: Desk, matter_id: int, on: date, told: str, said: str) -> int:
    """Record a prompt by word of mouth (口头提示, 第十七条); returns its key."""
    desk.actor.require(Right.REGION)
    with desk.db.read() as session:
        case_id = store.matter(session, matter_id).case_id
    with desk.db.write(desk.actor, "prompt", case_id) as session:
        found = store.matter(session, matter_id)
        if reason := supervision_rules.refusal(found, LetterKind.PROMPT, desk.today()):
            raise DeskError(reason)
        spoken = replace(
            _drafted(desk, found, LetterKind.PROMPT),
            addressee=told.strip() or found.employer,
            demand=said.strip(),
            issued_on=on,
            issued_by=desk.actor.name,
        )
        errors.require(supervision_rules.prompt_problems(spoken, on, found, desk.today()))
        return store.put_letter(session, spoken)


@contextmanager
def _on_letter(
    desk: Desk, doing: str, letter_id: int, version: int
) -> Iterator[tuple[Session, Matter, Letter]]:
    """Open the transaction of an act on a letter that was shown at `version`."""
    with desk.db.read() as session:
        case_id = store.matter(session, store.letter(session, letter_id).matter_id).case_id
    with desk.db.write(desk.actor, doing, case_id) as session:
        desk.share(session)
        letter = replace(store.letter(session, letter_id), version=version)
        yield session, store.matter(session, letter.matter_id), letter


def change(desk: Desk, letter: Letter) -> None:
    """Change a draft."""
    desk.actor.require(Right.REGION)
    errors.require(supervision_rules.letter_problems(letter))
    with _on_letter(desk, "change_letter", letter.id, letter.version) as (session, _matter, before):
        require_state(before, desk.today(), LetterState.DRAFT)
        store.put_letter(session, letter)


def discard(desk: Desk, letter_id: int, version: int) -> None:
    """Discard a draft, which has no number yet."""
    desk.actor.require(Right.REGION)
    with _on_letter(desk, "discard_letter", letter_id, version) as (session, _matter, letter):
        require_state(letter, desk.today(), LetterState.DRAFT)
        store.discard(session, letter_id)


def issue(desk: Desk, letter_id: int, version: int, on: date) -> str:
    """Issue a letter under the next number, and keep it exactly as it is; returns the number."""
    desk.actor.require(Right.SUPERVISE)
    with _on_letter(desk, "issue_letter", letter_id, version) as (session, found, letter):
        require_state(letter, desk.today(), LetterState.DRAFT)
        errors.require(supervision_rules.issue_problems(letter, on, found, desk.today()))
        saved = store.settings(session)
        if saved is None:
            raise DeskError(_("Say first which union sends the letters and how they are numbered."))
        code = saved.code(letter.kind)
        number = store.take_number(session, letter_id, code, on.year)
        reference = supervision_rules.letter_reference(code, on.year, number)
        sent = replace(letter, reference=reference, issued_on=on, issued_by=desk.actor.name)
        store.put_letter(session, sent)
        content = _made(desk, sent, found, saved, session)
        store.keep_content(session, letter_id, content.docx)
        if found.case_id is not None:
            _step_of_case(desk, session, found.case_id, sent, on)
        return reference


def _step_of_case(desk: Desk, session: Session, case_id: int, letter: Letter, on: date) -> None:
    """Write the letter down as a step of its case (T41)."""
    case = cases.file(session, case_id)
    cases.touch(session, case_id, case.version, desk.actor, desk.instant())
    facts = Facts(day=on, number=letter.reference, body=letter.addressee, note=letter.kind.label)
    write_step(desk, session, case, move(case.stage, Step.LETTER), facts)


def receive(desk: Desk, letter_id: int, version: int, on: date, by: str) -> None:
    """Record or correct when a letter was received: the answer's clock starts (第十七、二十条)."""
    desk.actor.require(Right.REGION)
    with _on_letter(desk, "receive_letter", letter_id, version) as (session, _matter, letter):
        _require_running(letter, desk.today())
        errors.require(
            supervision_rules.day_problems(
                "received_on", on, letter.issued_on, days.ISSUED, desk.today()
            )
        )
        taken = replace(letter, received_on=on, received_by=by.strip())
        if letter.kind in (LetterKind.INQUIRY, LetterKind.OPINION):
            taken = _running(desk, taken, on)
        store.put_letter(session, taken)


def close_at_department(desk: Desk, letter_id: int, version: int, on: date) -> None:
    """Record when the department closed the matter: its feedback is due then (第二十二条)."""
    desk.actor.require(Right.REGION)
    with _on_letter(desk, "department_closes", letter_id, version) as (session, _matter, letter):
        if letter.kind is not LetterKind.PROPOSAL:
            raise DeskError(_("Only a letter of proposal goes to a department."))
        require_state(
            letter,
            desk.today(),
            LetterState.RECEIVED,
            LetterState.WAITING,
            LetterState.LATE,
            LetterState.ANSWERED,
        )
        errors.require(
            supervision_rules.day_problems(
                "closed_on", on, letter.received_on, days.LETTER_RECEIVED, desk.today()
            )
        )
        store.put_letter(session, _running(desk, replace(letter, closed_on=on), on))


def _require_running(letter: Letter, today: date) -> None:
    require_state(
        letter,
        today,
        LetterState.ISSUED,
        LetterState.RECEIVED,
        LetterState.WAITING,
        LetterState.LATE,
        LetterState.ANSWERED,
    )


def _running(desk: Desk, letter: Letter, start: date) -> Letter:
    counted = due(letter.kind.clock, start, desk.calendar)
    return replace(
        letter, raw_due=counted.raw_due, due=counted.due, provisional=counted.provisional
    )


def answer(desk: Desk, letter_id: int, version: int, on: date, reply: Reply, text: str) -> None:
    """Record or correct the answer to a letter, or a department's feedback, and its worth."""
    desk.actor.require(Right.REGION)
    with _on_letter(desk, "answer_letter", letter_id, version) as (session, _matter, letter):
        _require_running(letter, desk.today())
        errors.require(supervision_rules.answer_problems(letter, on, text, desk.today()))
        store.put_letter(session, replace(letter, answered_on=on, reply=reply, answer=text.strip()))


def withdraw(desk: Desk, letter_id: int, version: int, on: date, reason: str) -> None:
    """Withdraw a letter that was issued; its number stays, with the reason (撤回)."""
    desk.actor.require(Right.SUPERVISE)
    with _on_letter(desk, "withdraw_letter", letter_id, version) as (session, _matter, letter):
        if not letter.stands:
            raise DeskError(_("Only a letter that was issued can be withdrawn."))
        errors.require(supervision_rules.withdrawal_problems(letter, on, reason, desk.today()))
        store.put_letter(session, replace(letter, withdrawn_on=on, withdrawn_for=reason.strip()))


def paper(desk: Desk, letter_id: int) -> LoosePaper:
    """Return a letter: as it was issued, or as the draft stands."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        letter = store.letter(session, letter_id)
        found = store.matter(session, letter.matter_id)
        sender = sender_of(desk, session)
        kept = store.content(session, letter_id)
    if kept is not None:
        return loose_papers.as_issued(letter.kind.form, letter.kind.label, kept)
    return _made(desk, letter, found, sender)


def _made(
    desk: Desk,
    letter: Letter,
    matter: Matter,
    sender: LetterSettings,
    within: Session | None = None,
) -> LoosePaper:
    from mediation_desk.documents.letter_fields import letter_values

    answer_by = None
    if letter.deliver_on is not None and letter.kind in (LetterKind.INQUIRY, LetterKind.OPINION):
        answer_by = due(letter.kind.clock, letter.deliver_on, desk.calendar).due
    return loose_papers.made(
        desk,
        letter.kind.form,
        lambda: letter_values(letter, matter, sender, desk.centre, answer_by),
        within,
    )
