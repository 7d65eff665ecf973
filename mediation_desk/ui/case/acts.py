"""What the journal tells, for people to read: acts by name, and what each changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.journal import Change, Entry
from mediation_desk.domain.money import figures
from mediation_desk.domain.stages import Step
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case import acts_clocks, acts_house, acts_materials, acts_region

_ACTS = acts_region.ACTS | {
    "take_form": N_("A template of the centre taken"),
    "take_form_again": N_("An older template taken again"),
    "back_to_our_form": N_("Back to the template that ships"),
    "register": N_("Registered the application"),
    "void_registration": N_("Voided the registration"),
    "enquire": N_("Registered an enquiry"),
    "change_enquiry": N_("Corrected an enquiry"),
    "void_enquiry": N_("Took back an enquiry"),
    "restore_enquiry": N_("Let an enquiry count again"),
    "confirm_referral": N_("Confirmed a referral on the court's platform"),
    "report_referral": N_("Reported back on a referral"),
    "change_card": N_("Corrected the application"),
    "change_person": N_("Corrected a worker's data"),
    "change_employer": N_("Corrected the employer's data"),
    "add_applicants": N_("Added workers"),
    "remove_applicant": N_("Let a worker leave"),
    "change_facts": N_("Changed facts of the employment"),
    "set_fact": N_("Set a fact of several workers"),
    "change_claims": N_("Changed the claims"),
    "set_amounts": N_("Entered amounts"),
    "fill_agreed": N_("Took the computed sums as agreed"),
    "reschedule": N_("Moved a hearing"),
    "keep_record": N_("Saved the record of a hearing"),
    "end_hearing": N_("Ended a hearing"),
    "cancel_hearing": N_("Cancelled a hearing"),
    "postpone_hearing": N_("Postponed a hearing"),
    "hearing_not_held": N_("Noted that a hearing was not held"),
    "pause_hearing": N_("Interrupted a hearing"),
    "resume_hearing": N_("Went on with a hearing"),
    "party_away": N_("Noted when a party cannot come"),
    "party_back": N_("Removed when a party cannot come"),
    "guest_away": N_("Noted when an agent, interpreter or panel member cannot come"),
    "guest_back": N_("Removed when an agent, interpreter or panel member cannot come"),
    "officer_away": N_("Noted when an officer is away"),
    "officer_back": N_("Removed when an officer is away"),
    "export_calendar": N_("Exported hearings for a calendar"),
    "sign": N_("Recorded signatures"),
    "issue": N_("Issued a paper"),
    "void_paper": N_("Declared a paper void"),
    "hand_over": N_("Handed cases over to another person"),
    "change_platform": N_("Changed the sheet of a platform"),
    "copy_out": N_("Opened a sheet for another platform"),
    "platform_number": N_("Kept the number of another platform"),
    "remove_platform_number": N_("Took back the number of another platform"),
    "serve": N_("Recorded service of papers"),
    "serve_again": N_("Had papers served again"),
    "drop_service": N_("Gave up the service of papers"),
    "add_receiver": N_("Added a receiver of a paper"),
    "confirm_address": N_("Kept a confirmed address for service"),
    "reveal": N_("Looked at masked numbers"),
    "remove_payment": N_("Took back a payment"),
    "waive": N_("Recorded a written waiver"),
    "remove_waiver": N_("Took back a waiver"),
    "put_duty": N_("Wrote down a duty"),
    "remove_duty": N_("Took away a duty"),
    "perform_duty": N_("Recorded that a duty was done"),
    "waive_duty": N_("Recorded that a duty was waived"),
    "open_duty": N_("Opened a duty again"),
    "correct_visit": N_("Corrected a follow-up visit"),
    "correct_signature": N_("Corrected the day of a signature"),
    "undo": N_("Undid an act"),
    "redo": N_("Did an undone act again"),
    "recompute": N_("Computed sums anew"),
    "correct_day": N_("Corrected the day of a step"),
    "set_option": N_("Changed a setting"),
    "set_copies": N_("Changed in how many copies a form is printed"),
    "add_agent": N_("Entered an agent"),
    "change_agent": N_("Corrected an agent"),
    "remove_agent": N_("Took an agent away"),
    "add_other": N_("Added another party"),
    "change_other": N_("Corrected another party"),
    "remove_other": N_("Took another party out"),
    "set_capacity": N_("Recorded the chain of work"),
    "elect": N_("Recorded the elected representatives"),
    "dismiss": N_("Took the representatives away"),
    "record_answers": N_("Recorded the consent of represented workers"),
    "forget_answers": N_("Took answers of workers back"),
    "set_panel": N_("Made up the panel"),
    "ask_recusal": N_("Recorded a request for recusal"),
    "decide_recusal": N_("Decided on recusal"),
    "remove_recusal": N_("Took a request for recusal back"),
    "set_needs": N_("Recorded the needs of a party"),
    "leave_out": N_("Left workers out of the agreement"),
    "put_offer": N_("Entered an offer"),
    "withdraw_offer": N_("Recorded that an offer was withdrawn"),
    "restore_offer": N_("Let an offer stand again"),
    "remove_offer": N_("Took an offer away"),
    "accept_offer": N_("Took an offer: its sums are agreed"),
    "set_estimates": N_("Entered figures for the talks"),
    "set_access": N_("Set who may see the case"),
    "put_caucus": N_("Wrote down what was told back to back"),
    "remove_caucus": N_("Took a note of what was told back to back away"),
    "share_caucus": N_("Changed who reads a note of what was told back to back"),
}
_TABLES = acts_region.TABLES | {
    "void_number": N_("void number"),
    "mediation_case": N_("case"),
    "statement": N_("requests and facts"),
    "person": N_("person"),
    "employer": N_("employer"),
    "party": N_("party"),
    "claim": N_("claim"),
    "consent": N_("consent"),
    "asked_respondent": N_("respondent of an answer or attempt"),
    "hearing": N_("hearing"),
    "attendance": N_("attendance"),
    "hearing_break": N_("break of the hearing"),
    "postponement": N_("postponement"),
    "expected_person": N_("person called to the hearing"),
    "absence": N_("day away"),
    "split_worker": N_("worker split off"),
    "guest_absence": N_("day away of an agent, interpreter or panel member"),
    "settlement": N_("agreement"),
    "money_row": N_("row of the agreement"),
    "signature": N_("signature"),
    "payment": N_("payment"),
    "waiver": N_("written waiver"),
    "duty": N_("duty besides money"),
    "visit": N_("follow-up visit"),
    "clock": N_("clock"),
    "paper": N_("paper"),
    "platform_number": N_("number of another platform"),
    "service": N_("service"),
    "service_address": N_("address for service"),
    "step_taken": N_("step"),
    "proceeding": N_("proceeding"),
    "option": N_("setting"),
    "agent": N_("agent"),
    "other_party": N_("other party"),
    "building_site": N_("building project"),
    "representative": N_("representative"),
    "worker_answer": N_("answer to the settlement"),
    "panel_member": N_("member of the panel"),
    "recusal": N_("request for recusal"),
    "special_need": N_("special need"),
    "enquiry": N_("enquiry"),
    "referral": N_("referral"),
    "oral_application": N_("oral application"),
}
_FIELDS = acts_region.FIELDS | {
    "stage": N_("stage"),
    "cause": N_("cause"),
    "received_on": N_("received"),
    "received_at": N_("time of receipt"),
    "signed": N_("signed"),
    "accepted_on": N_("accepted"),
    "ended_on": N_("ended"),
    "closed_on": N_("closed"),
    "end_reason": N_("reason"),
    "effective_on": N_("in effect"),
    "agreed_on": N_("agreed on"),
    "name": N_("name"),
    "hired_on": N_("joined"),
    "left_on": N_("last day"),
    "average_wage": N_("average wage"),
    "contribution_wage": N_("contribution wage"),
    "arrears": N_("arrears"),
    "injury_grade": N_("injury grade"),
    "claimed": N_("claimed"),
    "entitled": N_("due by law"),
    "agreed": N_("agreed"),
    "amount": N_("amount"),
    "instalment": N_("instalment"),
    "due_on": N_("due"),
    "paid_on": N_("paid on"),
    "voucher": N_("voucher"),
    "payee": N_("payee"),
    "payer": N_("payer"),
    "done_on": N_("done on"),
    "waived_on": N_("waived on"),
    "proof": N_("proof"),
    "satisfaction": N_("satisfaction"),
    "problems": N_("new problems"),
    "signed_on": N_("signed on"),
    "day": N_("day"),
    "begins": N_("begins"),
    "room": N_("room"),
    "minutes": N_("minutes"),
    "notice_waiver": N_("time of notice waived"),
    "asked_by": N_("asked for by"),
    "decided_on": N_("decided on"),
    "first_day": N_("from"),
    "last_day": N_("to"),
    "began_at": N_("interrupted at"),
    "resumed_at": N_("resumed at"),
    "status": N_("state"),
    "state": N_("state"),
    "outcome": N_("outcome"),
    "title": N_("title"),
    "number": N_("number"),
    "receiver": N_("receiver"),
    "manner": N_("manner"),
    "result": N_("result"),
    "sent_on": N_("sent on"),
    "served_on": N_("served on"),
    "received_by": N_("taken by"),
    "server": N_("served by"),
    "witness": N_("witness"),
    "receipt_on_file": N_("receipt on file"),
    "corrected": N_("reason of the correction"),
    "confirmed_on": N_("confirmed on"),
    "electronic": N_("electronic service"),
    "given_on": N_("answered on"),
    "by": N_("given by"),
    "legal_representative": N_("legal representative"),
    "credit_code": N_("credit code"),
    "body": N_("body"),
    "reported_on": N_("reported on"),
    "return_due": N_("report back by"),
    "consented_on": N_("parties agreed on"),
    "mediator_id": N_("mediator"),
    "clerk_id": N_("clerk"),
    "applied_by": N_("applied for by"),
    "role": N_("role"),
    "capacity": N_("stands as"),
    "duty": N_("duty"),
    "authority": N_("authority"),
    "may_settle": N_("may settle"),
    "may_take_money": N_("may receive money"),
    "until": N_("until"),
    "by_name": N_("signed by"),
    "override": N_("reason of the supervisor"),
    "agrees": N_("consents"),
    "ruling": N_("decision"),
    "replaced_by": N_("replaced by"),
    "head": N_("head"),
    "organisation": N_("organisation"),
    "project": N_("project"),
    "wage_account": N_("wage account"),
}
"""Fields that the history shows with their values; technical fields are left out."""
_NAMED_ONLY = {
    "id_number": N_("Number of the identity document"),
    "born_on": N_("Day of birth"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "representative_post": N_("Post held"),
    "district": N_("District"),
    "industry": N_("Industry"),
    "ownership": N_("Ownership"),
}
"""Personal numbers and codes: that they changed is told, not from what to what."""
_TOLD_WHEN_NEW = frozenset(
    {
        "amount",
        "paid_on",
        "waived_on",
        "due_on",
        "day",
        "room",
        "title",
        "given_on",
        "signed_on",
        "receiver",
        "confirmed_on",
        "asked_by",
        "reason",
        "began_at",
        "first_day",
        "last_day",
    }
)
for _more in (acts_clocks, acts_materials, acts_house):
    _ACTS |= _more.ACTS
    _TABLES |= getattr(_more, "TABLES", {})
    _FIELDS |= getattr(_more, "FIELDS", {})
_NOTE = "note"
"""Stands where a table's name would, for what an act said beside its rows."""
MOST = 60
_OFFICERS = frozenset({"mediator_id", "clerk_id"})
Known = Mapping[tuple[str, int], Mapping[str, object]]
"""Rows as they were first written, by table and key."""


def act_name(doing: str) -> str:
    """Return an act in words; an unknown code is shown as it is."""
    if doing in _ACTS:
        return _(_ACTS[doing])
    steps = {step.value: step.label for step in Step}
    return steps.get(doing, doing)


def entry_name(entry: Entry) -> str:
    """Return what an entry is of, an undo with the act that it took back."""
    name = act_name(entry.doing)
    if not entry.undid:
        return name
    return _("{undo}: {act}").format(undo=name, act=act_name(entry.undid))


def first_written(entries: Iterable[Entry]) -> Known:
    """Return the rows that entries wrote new, so that later changes can be named."""
    return {
        (change.table, change.key): change.after
        for entry in entries
        for change in entry.changes
        if change.before is None and change.after is not None
    }


def changes_in_words(
    entry: Entry, case: CaseFile, known: Known, people: Mapping[int, str]
) -> tuple[str, ...]:
    """Say what an act changed, a line per row; equal lines are counted.

    `people` are the names of those who work here, by key.
    """
    counted: dict[str, int] = {}
    for text in _lines(entry.changes, case, known, people):
        counted[text] = counted.get(text, 0) + 1
    lines = [text if n == 1 else f"{text} ×{n}" for text, n in counted.items()]
    if len(lines) > MOST:
        rest = _("… and {n} more").format(n=len(lines) - MOST)
        return (*lines[:MOST], rest)
    return tuple(lines)


def _lines(
    changes: tuple[Change, ...], case: CaseFile, known: Known, people: Mapping[int, str]
) -> Iterator[str]:
    for change in changes:
        if change.table == _NOTE and (said := acts_clocks.told(change.after or {})):
            yield said
        if change.table not in _TABLES:
            continue
        what = _subject(change, case, known)
        if change.before is None:
            told = _(", ").join(_told_new(change.after or {}))
            line = _("New: {what}").format(what=what)
            yield f"{line} ({told})" if told else line
        elif change.after is None:
            yield _("Removed: {what}").format(what=what)
        elif fields := _(", ").join(_changed(change.before, change.after, people)):
            yield _("{what}: {fields}").format(what=what, fields=fields)


def _subject(change: Change, case: CaseFile, known: Known) -> str:
    """Name a row: what it is, and whose."""
    row = {**known.get((change.table, change.key), {}), **(change.before or {})}
    row |= change.after or {}
    parts = [_(_TABLES[change.table])]
    party = change.key if change.table == "party" else row.get("party_id")
    names = dict(case.parties)
    if isinstance(party, int) and party in names:
        parts.insert(0, names[party])
    if change.table == "clock" and (title := acts_clocks.clock_title(row)):
        parts.append(title)
    parts += [one.label for one in (row.get("kind"), row.get("step")) if isinstance(one, Term)]
    return " ".join(parts)


def _told_new(row: Mapping[str, object]) -> Iterator[str]:
    for name, value in row.items():
        if name in _TOLD_WHEN_NEW and value not in (None, ""):
            yield shown(name, value)


def _changed(
    before: Mapping[str, object], after: Mapping[str, object], people: Mapping[int, str]
) -> Iterator[str]:
    for name, new in after.items():
        old = before.get(name)
        if old == new:
            continue
        if name in _OFFICERS:
            old, new = (people.get(key, key) if isinstance(key, int) else key for key in (old, new))
        if name in _FIELDS:
            yield f"{_(_FIELDS[name])} {shown(name, old)} → {shown(name, new)}"
        elif name in _NAMED_ONLY:
            yield _("{field} changed").format(field=_(_NAMED_ONLY[name]))


def shown(name: str, value: object) -> str:
    """Write a value of the journal as people read it."""
    match value:
        case None | "":
            return "—"
        case Term():
            return value.label
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return figures(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case str() if name == "cause":
            return cause_label(value)
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "…"
