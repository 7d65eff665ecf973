"""The agreement: checking its terms, signatures and seal, and the clocks that follow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from mediation_desk.domain import own_courses, reasons
from mediation_desk.domain.agreement import blocking, cautions
from mediation_desk.domain.agreement_days import missing_days
from mediation_desk.domain.case import CaseFile, Clock
from mediation_desk.domain.deadlines import on_or_after
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.guards import IN_TIME, RECUSAL_DECIDED, Grade, Need
from mediation_desk.domain.mediation_moves import AUTOMATIC_ON_EFFECT
from mediation_desk.domain.options import UNFAIR_PERCENT
from mediation_desk.domain.procedure import Facts, advance, effective_day
from mediation_desk.domain.representatives import lack_consent
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Ending, Settlement, Signature, Terms
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.signing import objections
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.talks_hints import agreed_hints
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.i18n import _
from mediation_desk.law.doubts_of_leaving import unlikely_keys
from mediation_desk.services import hearing_ends, neutral
from mediation_desk.services.act import clock, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.duties import from_terms
from mediation_desk.services.duty_clocks import keep_duties
from mediation_desk.services.review_route import keep_review_days
from mediation_desk.storage import cases, clocks, journal, parties, steps
from mediation_desk.storage import settlements as store
from mediation_desk.storage.database import Session


def warnings(desk: Desk, case: CaseFile, terms: Terms) -> tuple[Problem, ...]:
    """Say what the validator of agreements finds worth a second look (⚠ of its list)."""
    desk.actor.require(Right.READ)
    unfair = agreed_hints(case, int(desk.option(UNFAIR_PERCENT)), unlikely_keys(case))
    return (
        *cautions(case, terms, desk.today(), desk.calendar),
        *(Problem("money", text) for text in unfair),
    )


def propose(desk: Desk, case_id: int, version: int, terms: Terms, agreed_on: date) -> None:
    """Write down what the parties agreed (拟定调解协议).

    Changing terms that were signed makes the signatures void: they are cleared.
    """
    desk.actor.require(Right.SETTLE)
    with on_case(desk, Step.AGREE.value, case_id, version) as (session, case):
        row = advance(case, Step.AGREE, agreed_on)
        problems = list(blocking(case, terms, agreed_on))
        if agreed_on > desk.today():
            problems.append(Problem("agreed_on", _("This day lies in the future.")))
        if problems:
            raise Invalid(problems)
        if not unchanged(case, terms, agreed_on):
            store.put(session, case_id, Settlement(terms=terms, agreed_on=agreed_on))
            store.clear_signatures(session, case_id)
        cases.set_stage(session, case_id, row.target or case.stage)
        write_step(desk, session, case, row, Facts(day=agreed_on))


def unchanged(case: CaseFile, terms: Terms, agreed_on: date) -> bool:
    """Say whether an agreement is already written down as it stands here."""
    known = case.settlement
    return known is not None and (known.terms, known.agreed_on) == (terms, agreed_on)


def sign(
    desk: Desk,
    case_id: int,
    version: int,
    signatures: tuple[Signature, ...],
    override: str = "",
    reason: str = "",
) -> None:
    """Record signatures and seals with their days; one for the same signer replaces the old.

    An agent signs only with special authority to settle, a representative only for workers who
    consented; `override` is a supervisor's recorded reason for taking a signature all the same.
    Nothing is signed whose text leaves the day of a duty blank.
    Once the days for mediation are over, or while a recusal is undecided, a `reason` is asked.
    The centre's seal is affixed by whoever puts the agreement into effect (T19).
    """
    desk.actor.require(Right.SETTLE)
    if any(signature.signer is Signer.CENTRE for signature in signatures):
        desk.actor.require(Right.SEAL)
    if override.strip():
        desk.actor.require(Right.OVERRIDE)
        require(reasons.problems("override", override))
    with on_case(desk, "sign", case_id, version) as (session, case):
        if case.stage is not Stage.SIGNING or case.settlement is None:
            raise Invalid(
                [Problem("signatures", _("There is no agreement waiting for signature."))]
            )
        known = case.settlement
        blank = () if known.signatures else missing_days(case, known.terms)
        require((*_signature_problems(desk, case, known, signatures), *blank))
        last = max((s.signed_on for s in signatures), default=desk.today())
        _require_reason(session, case, last, reason or override)
        if not override.strip():
            _require_asked(case, signatures)
        given = [
            _accepted(case, _affixed(desk, s), signatures, override.strip()) for s in signatures
        ]
        kept = {_key(s): s for s in (*case.settlement.signatures, *given)}
        store.clear_signatures(session, case_id)
        store.add_signatures(session, case_id, tuple(kept.values()))


def _affixed(desk: Desk, signature: Signature) -> Signature:
    """Say of the centre's seal who put it there, and when where that is now (用印, T19)."""
    if signature.signer is not Signer.CENTRE or signature.by_name:
        return signature
    now = desk.now()
    today = signature.signed_on == desk.today()
    at = now.time().replace(second=0, microsecond=0) if today else None
    return replace(signature, by_name=desk.actor.name, signed_at=at)


def _require_asked(case: CaseFile, signatures: tuple[Signature, ...]) -> None:
    """Name all for whom a representative signs and whom nobody asked, not the first alone."""
    elected = {row.party_id for row in case.representatives}
    for_others = [s.party_id for s in signatures if s.by_party_id in elected and s.party_id]
    if told := lack_consent(case, for_others):
        raise Invalid([Problem("signatures", told)])


def _accepted(
    case: CaseFile, signature: Signature, beside: tuple[Signature, ...], override: str
) -> Signature:
    """Return the signature, with the supervisor's reason where the law objects to it."""
    found = objections(case, (signature,), beside)
    if any(o.grade is Grade.VOID for o in found) or (found and not override):
        raise Invalid(Problem("signatures", objection.text) for objection in found)
    return replace(signature, override=override if found else "")


def leave_out(desk: Desk, case_id: int, version: int, party_ids: tuple[int, ...]) -> None:
    """Take workers out of the agreement who have not signed (未签名的不受协议约束).

    It binds only those who signed or validly consented; the claims of the others stay open.
    """
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "leave_out", case_id, version) as (session, case):
        settlement = case.settlement
        if case.stage is not Stage.SIGNING or settlement is None:
            raise DeskError(_("There is no agreement waiting for signature."))
        signed = {signature.party_id for signature in settlement.signatures}
        if any(party_id in signed for party_id in party_ids):
            raise DeskError(_("Who has signed is bound and cannot be left out."))
        money = tuple(r for r in settlement.terms.money if r.party_id not in party_ids)
        if not money:
            raise DeskError(_("Nobody would be left in the agreement."))
        terms = replace(settlement.terms, money=money)
        store.put(session, case_id, replace(settlement, terms=terms))
        parties.set_amounts(
            session,
            {
                (key, claim.kind): replace(claim, agreed=None)
                for key in party_ids
                for claim in case.applicant(key).claims
            },
        )


def _key(signature: Signature) -> tuple[str, int | None]:
    return signature.signer.value, signature.party_id


def _signature_problems(
    desk: Desk, case: CaseFile, settlement: Settlement, signatures: tuple[Signature, ...]
) -> Iterator[Problem]:
    known = dict(case.parties)
    for signature in signatures:
        if signature.party_id is not None and signature.party_id not in known:
            yield Problem("signatures", _("This party does not belong to the case."))
        if signature.signed_on > desk.today():
            yield Problem("signatures", _("This day lies in the future."))
        elif signature.signed_on < settlement.agreed_on:
            yield Problem(
                "signatures",
                _("{name} cannot have signed before the agreement was written.").format(
                    name=signature.name
                ),
            )


def to_explain(case: CaseFile, on: date) -> tuple[Need, ...]:
    """Return what a signature or the seal of a day must be explained for."""
    return tuple(need for need in (IN_TIME, RECUSAL_DECIDED) if not need.met(case, on))


def _require_reason(session: Session, case: CaseFile, on: date, reason: str) -> None:
    """Ask why it is done all the same, and keep what is said with the act."""
    lacking = to_explain(case, on)
    if not lacking:
        return
    if not reason.strip():
        told = _("{need} ({basis}) Say why it is done all the same.")
        raise Invalid(
            Problem("override", told.format(need=need.sentence, basis=need.basis))
            for need in lacking
        )
    require(reasons.problems("override", reason))
    journal.note(session, {"reason": reason.strip()})


def seal(
    desk: Desk, case_id: int, version: int, reason: str = "", ended_at: datetime | None = None
) -> None:
    """Put the agreement into effect (协议生效, 劳动争议调解仲裁法第十四条).

    It takes effect on the day of the last signature or seal; from then run the 15 days for
    arbitration review (DL10), the 30 days for judicial confirmation (DL12) and every instalment.
    Where the days for mediation were over (企业劳动争议协商调解规定第二十九条), a recusal is
    undecided or somebody's neutrality in doubt, the supervisor says why. A hearing that is still
    under way ends with it, when it is told to have ended; one that was planned is given up.
    """
    desk.actor.require(Right.SEAL)
    with on_case(desk, Step.SEAL.value, case_id, version) as (session, case):
        row = advance(case, Step.SEAL, desk.today(), overridden=True)
        _require_reason(session, case, desk.today(), reason)
        people = neutral.of_the_centre(session, case)
        doubted = neutral.require_reason(session, case, people, reason, "override")
        told = reason if to_explain(case, desk.today()) else doubted
        _require_sound(case)
        effective = effective_day(case)
        store.set_effective(session, case_id, effective)
        cases.set_stage(session, case_id, row.target or case.stage, ended_on=effective)
        hearing_ends.end_all(desk, session, case, Stage.EFFECTIVE, ended_at)
        step_id = write_step(desk, session, case, row, Facts(day=effective), override=told)
        begun = (replace(c, started_by=step_id) for c in _following(desk, case, effective))
        clocks.start(session, case_id, [*begun, *own_courses.periods_left(case)])
        _begin_performance(desk, session, case, effective)
        written = {duty.kind for duty in case.duties}
        terms = case.settlement.terms if case.settlement else None
        for duty in from_terms(terms) if terms else ():
            if duty.kind not in written:
                store.put_duty(session, case_id, duty)
        keep_duties(desk, session, case_id)
        keep_review_days(desk, session, case_id)


def correct_signature(
    desk: Desk, case_id: int, version: int, signature: Signature, reason: str
) -> None:
    """Correct the day of a signature or seal after effect, with the reason (更正签署日期).

    The effective day is the last of them (劳动争议调解仲裁法第十四条): what counts from it is
    counted anew, and what it met is met on the new day.
    """
    desk.actor.require(Right.CORRECT)
    require(reasons.problems("reason", reason))
    with on_case(desk, "correct_signature", case_id, version, adds=True) as (session, case):
        settlement = case.settlement
        if settlement is None or settlement.effective_on is None:
            raise Invalid([Problem("day", _("The agreement is not in effect yet."))])
        if all(_key(known) != _key(signature) for known in settlement.signatures):
            raise NotFound(_("This signature is not in the case."))
        problems = [
            Problem("day", problem.text)
            for problem in _signature_problems(desk, case, settlement, (signature,))
        ]
        signed = {_key(s): s.signed_on for s in (*settlement.signatures, signature)}
        effective = max(signed.values())
        problems += _later_steps(case, effective)
        problems += _order_lost(case, settlement, signature)
        if problems:
            raise Invalid(problems)
        journal.note(session, {"reason": reason.strip()})
        store.correct_signature(session, case_id, signature)
        if effective != settlement.effective_on:
            _take_effect_on(desk, session, case, effective)


def _order_lost(case: CaseFile, settlement: Settlement, corrected: Signature) -> Iterator[Problem]:
    """Find that mediator or seal would lie before those who sign first (第十四条)."""
    moved = tuple(corrected if _key(s) == _key(corrected) else s for s in settlement.signatures)
    last = [s for s in moved if s.signer in (Signer.MEDIATOR, Signer.CENTRE) and not s.override]
    before = [s for s in settlement.signatures if _key(s) in {_key(one) for one in last}]
    known = objections(case, before)
    for found in objections(replace(case, settlement=replace(settlement, signatures=moved)), last):
        if found not in known:
            advice = _("Correct the seal's day first, then the mediator's, then this one.")
            yield Problem("day", f"{found.text}{advice}")


def _later_steps(case: CaseFile, effective: date) -> Iterator[Problem]:
    """Find what was done before the agreement would take effect."""
    later = [t.day for t in case.steps if t.row in _AFTER_EFFECT]
    if later and effective > min(later):
        yield Problem(
            "day",
            _("What followed the agreement was done on {day} already.").format(
                day=min(later).isoformat()
            ),
        )


_AFTER_EFFECT = frozenset({"T27", "T28", "T29", "T30", "T32", "T33", "T34", "T35", "T36", "T38"})


def _take_effect_on(desk: Desk, session: Session, case: CaseFile, effective: date) -> None:
    """Move the effective day: the case, its step, its performance and the clocks from it."""
    store.set_effective(session, case.id, effective)
    cases.set_stage(session, case.id, case.stage, ended_on=effective)
    begun = {t.id for t in case.steps if t.step in (Step.SEAL, Step.BEGIN_PERFORMANCE)}
    for step_id in begun:
        steps.set_day(session, step_id, effective)
    for proceeding in case.proceedings:
        if proceeding.track is Track.PERFORMANCE:
            steps.set_opened(session, proceeding.id, effective)
    for hanging in case.clocks:
        if hanging.ended_by in begun and hanging.met_on is not None:
            clocks.correct(session, case.id, replace(hanging, met_on=effective))
        if hanging.started_by in begun and hanging.kind in ("DL10", "DL12"):
            counted = clock(desk, hanging.kind, effective)
            anew = replace(
                hanging,
                start=counted.start,
                raw_due=counted.raw_due,
                due=counted.due,
                provisional=counted.provisional,
            )
            clocks.correct(session, case.id, anew)
        elif hanging.started_by in begun and hanging.kind == "DL15":
            clocks.correct(session, case.id, replace(hanging, start=effective))


def _require_sound(case: CaseFile) -> None:
    """See once more that every signature counts: an authority or a consent may have changed."""
    assert case.settlement is not None, "an agreement is sealed that has terms"
    plain = [s for s in case.settlement.signatures if not s.override]
    if found := objections(case, plain):
        raise Invalid(Problem("signatures", objection.text) for objection in found)


def _begin_performance(desk: Desk, session: Session, case: CaseFile, on: date) -> None:
    """Let performance run beside review and confirmation from the effective day (T31)."""
    begun = Proceeding(track=Track.PERFORMANCE, standing=Standing.PERFORMING, opened_on=on)
    key = steps.open_proceeding(session, case.id, begun)
    write_step(
        desk, session, case, AUTOMATIC_ON_EFFECT, Facts(day=on), proceeding=replace(begun, id=key)
    )


def _following(desk: Desk, case: CaseFile, effective: date) -> Iterator[Clock]:
    """Count the instalments, and the employer's 15 days after the employment's end."""
    yield from _instalments(desk, case, effective)
    terms = case.settlement.terms if case.settlement else None
    if terms and terms.ended_on and terms.ending is Ending.ENDS_BY_AGREEMENT:
        yield clock(desk, "DL38", terms.ended_on)


def _instalments(desk: Desk, case: CaseFile, effective: date) -> Iterator[Clock]:
    assert case.settlement is not None, "an agreement in effect has terms"
    days: dict[int, date] = {}
    for row in case.settlement.terms.money:
        days[row.instalment] = max(row.due_on, days.get(row.instalment, row.due_on))
    for instalment, day in sorted(days.items()):
        rolled = on_or_after(day, desk.calendar)
        yield Clock(
            kind="DL15",
            start=effective,
            raw_due=day,
            due=rolled,
            provisional=not desk.calendar.known(rolled.year),
            detail=str(instalment),
        )
