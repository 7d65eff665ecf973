"""The panel and its helpers, the look at neutrality, and recusal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mediation_desk.domain import errors, reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.neutrality import Doubt, Somebody
from mediation_desk.domain.panel import (
    PanelMember,
    Recusal,
    Ruling,
    may_replace,
    members,
    panel_problems,
    recusal_problems,
    seat_beside,
)
from mediation_desk.domain.procedure import Facts, advance
from mediation_desk.domain.rights import Right, may_record
from mediation_desk.domain.stages import BEFORE_EFFECT, Step
from mediation_desk.i18n import _
from mediation_desk.services import neutral
from mediation_desk.services.act import clock, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, centre, clocks, journal
from mediation_desk.storage import people_around as store
from mediation_desk.storage.database import Session


def neutrality(desk: Desk, case_id: int, people: Iterable[Somebody]) -> tuple[Doubt, ...]:
    """Say what speaks against people mediating or recording a case, before they are assigned."""
    desk.actor.require(Right.READ)
    asked = tuple(people)
    with desk.db.read() as session:
        return neutral.found(session, cases.file(session, case_id), asked)


def standing_doubts(desk: Desk, case_id: int) -> tuple[Doubt, ...]:
    """Say what speaks against those who take part for the centre as the case stands."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        return neutral.found(session, case, neutral.of_the_centre(session, case))


def set_panel(
    desk: Desk, case_id: int, version: int, people: tuple[PanelMember, ...], reason: str = ""
) -> None:
    """Make these the panel and its helpers (组成调解小组、邀请协助调解); none is one mediator.

    Doubts about the neutrality of somebody named need a reason, which stands in the journal.
    """
    desk.actor.require(Right.ASSIGN)
    errors.require(panel_problems(people, desk.today()))
    with on_case(desk, "set_panel", case_id, version) as (session, case):
        _require_open(case)
        panel = members(people)
        if panel and case.mediator and case.mediator.name not in {p.name for p in panel}:
            raise DeskError(
                _("{name} mediates the case and must sit on the panel.").format(
                    name=case.mediator.name
                )
            )
        named = [Somebody(name=p.name, phone=p.phone, organisation=p.organisation) for p in people]
        neutral.require_apart(case, named)
        if told := neutral.require_reason(session, case, named, reason):
            journal.note(session, {"reason": told})
        store.set_panel(session, case_id, people)


def ask_recusal(desk: Desk, case_id: int, version: int, recusal: Recusal) -> int:
    """Record a request for recusal, or an own report (申请回避、自行回避); return its key.

    The decision is due within three working days (劳动人事争议仲裁办案规则第十一条, by analogy).
    """
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "ask_recusal", case_id, version) as (session, case):
        _require_open(case)
        errors.require(recusal_problems(case, recusal, desk.today()))
        if recusal.party_id is not None and recusal.party_id not in dict(case.parties):
            raise Invalid([Problem("party_id", _("This party does not belong to the case."))])
        asked = replace(recusal, ruling=None, decided_on=None, decided_by="", replaced_by="")
        key = store.add_recusal(session, case_id, asked)
        row = advance(case, Step.ASK_RECUSAL, recusal.asked_on)
        facts = Facts(day=recusal.asked_on, by=recusal.asked_by, ground=recusal.ground.value)
        step_id = write_step(desk, session, case, row, facts)
        running = clock(desk, "DL08", recusal.asked_on, detail=recusal.person)
        clocks.start(session, case_id, [replace(running, started_by=step_id)])
        return key


def decide_recusal(
    desk: Desk,
    case_id: int,
    version: int,
    recusal_id: int,
    ruling: Ruling,
    decided_on: date,
    reason: str,
    *,
    replacement_id: int | None = None,
    both_agree: bool = False,
    override: str = "",
) -> None:
    """Decide on a request for recusal (回避决定).

    Whoever is recused is replaced at once; somebody in doubt may stay only if both sides agree
    (最高人民法院关于人民法院特邀调解的规定第十五条). Whoever takes over is looked at as whoever is
    assigned (procedure.md 2.5, T12): `override` is the reason why they do so in spite of doubts.
    """
    desk.actor.require(Right.ASSIGN)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with on_case(desk, "decide_recusal", case_id, version) as (session, case):
        recusal = _find(case, recusal_id)
        _check_ruling(desk, recusal, ruling, decided_on, both_agree=both_agree)
        named = ""
        if ruling is Ruling.GRANTED:
            named = _replace(session, case, recusal, replacement_id, override)
        decided = replace(
            recusal,
            ruling=ruling,
            decided_on=decided_on,
            decided_by=desk.actor.name,
            reason=reason.strip(),
            replaced_by=named,
        )
        store.set_recusal(session, decided)
        row = advance(case, Step.DECIDE_RECUSAL, decided_on)
        facts = Facts(day=decided_on, by=recusal.person, note=ruling.label, reason=reason)
        step_id = write_step(desk, session, case, replace(row, meets=()), facts)
        clocks.meet(session, case_id, ("DL08",), decided_on, recusal.person, step_id)


def remove_recusal(desk: Desk, case_id: int, version: int, recusal_id: int) -> None:
    """Take away a request that was withdrawn or entered by mistake, before it is decided."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "remove_recusal", case_id, version) as (session, case):
        recusal = _find(case, recusal_id)
        if recusal.ruling is not None:
            raise DeskError(_("This request has been decided."))
        store.remove_recusal(session, recusal.id)
        clocks.void(session, case_id, ("DL08",), recusal.person)


def _require_open(case: CaseFile) -> None:
    if case.stage not in BEFORE_EFFECT:
        raise DeskError(_("The mediation has ended; who mediates it no longer changes."))


def _find(case: CaseFile, recusal_id: int) -> Recusal:
    for recusal in case.recusals:
        if recusal.id == recusal_id:
            return recusal
    raise NotFound(_("This request is not in the case."))


def _check_ruling(
    desk: Desk, recusal: Recusal, ruling: Ruling, decided_on: date, *, both_agree: bool
) -> None:
    if recusal.ruling is not None:
        raise DeskError(_("This request has been decided."))
    if decided_on > desk.today():
        raise Invalid([Problem("decided_on", _("This day lies in the future."))])
    if decided_on < recusal.asked_on:
        raise Invalid([Problem("decided_on", _("The decision lies before the request."))])
    if ruling is Ruling.STAYS and not both_agree:
        text = _(
            "Somebody in doubt stays only if both sides agree"
            " (最高人民法院关于人民法院特邀调解的规定第十五条)."
        )
        raise Invalid([Problem("both_agree", text)])


def _replace(
    session: Session, case: CaseFile, recusal: Recusal, replacement_id: int | None, override: str
) -> str:
    """Put another person in the place of the one recused; return that person's name."""
    mediates = case.mediator is not None and case.mediator.name == recusal.person
    records = case.clerk is not None and case.clerk.name == recusal.person
    chosen = _replacement(session, case, recusal, replacement_id, mediates=mediates)
    taking_over = [neutral.somebody(chosen)] if chosen else []
    if told := neutral.require_reason(session, case, taking_over, override, "override"):
        journal.note(session, {"reason": told})
    mediator_id = case.mediator.id if case.mediator else None
    clerk_id = case.clerk.id if case.clerk else None
    if mediates:
        mediator_id = chosen.id if chosen else None
    if records:  # who may only mediate does not keep the record as well
        able = chosen is not None and may_record(chosen.roles)
        clerk_id = chosen.id if chosen and able else None
    if mediates or records:
        cases.set_officers(session, case.id, mediator_id, clerk_id)
    panel = _panel_after(case, recusal, chosen)
    if any(p.head for p in members(case.panel)) and members(panel):
        _require_head(panel, recusal)
    store.set_panel(session, case.id, panel)
    return chosen.name if chosen else ""


def _require_head(panel: tuple[PanelMember, ...], recusal: Recusal) -> None:
    """Refuse to leave a panel without its head."""
    if not any(person.head for person in members(panel)):
        text = _("{name} is the head of the panel: choose who takes the seat.")
        raise Invalid([Problem("replacement", text.format(name=recusal.person))])


def _panel_after(case: CaseFile, recusal: Recusal, chosen: User | None) -> tuple[PanelMember, ...]:
    kept = []
    for person in case.panel:
        if person.name != recusal.person:
            kept.append(person)
        elif chosen is not None:
            kept.append(replace(person, name=chosen.name, phone=chosen.phone, user_id=chosen.id))
    return tuple(kept)


def _replacement(
    session: Session,
    case: CaseFile,
    recusal: Recusal,
    replacement_id: int | None,
    *,
    mediates: bool,
) -> User | None:
    known = {user.id: user for user in centre.users(session) if user.active}
    chosen = known.get(replacement_id or 0)
    if chosen is None:
        if mediates:
            text = _("Choose who mediates instead.")
            raise Invalid([Problem("replacement", text)])
        return None
    if chosen.name == recusal.person:
        raise Invalid([Problem("replacement", _("Choose who mediates instead."))])
    if not may_replace(chosen.roles, case, recusal.person):
        text = _("{name} is no mediator and cannot take this place.")
        raise Invalid([Problem("replacement", text.format(name=chosen.name))])
    if seat := seat_beside(case.panel, recusal.person, chosen.name):
        text = _("{name} already sits on the panel ({seat}); nobody has two seats.")
        raise Invalid([Problem("replacement", text.format(name=chosen.name, seat=seat.label))])
    neutral.require_apart(case, [neutral.somebody(chosen)])
    return chosen
