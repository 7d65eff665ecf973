"""What the journal's codes of acts mean in words, and what changed, for people to read."""

from collections.abc import Iterator

from mediation_desk.domain.journal import Change, Entry
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import N_, _

_ACTS = {
    "register": N_("Registered the application"),
    "change_card": N_("Corrected the application"),
    "change_person": N_("Corrected a worker's data"),
    "change_employer": N_("Corrected the employer's data"),
    "add_applicants": N_("Added workers"),
    "remove_applicant": N_("Let a worker leave"),
    "change_facts": N_("Changed facts of the employment"),
    "change_claims": N_("Changed the claims"),
    "set_amounts": N_("Entered amounts"),
    "fill_agreed": N_("Took the computed sums as agreed"),
    "reschedule": N_("Moved a hearing"),
    "keep_record": N_("Saved the record of a hearing"),
    "end_hearing": N_("Ended a hearing"),
    "cancel_hearing": N_("Cancelled a hearing"),
    "sign": N_("Recorded signatures"),
    "issue": N_("Issued a paper"),
    "reveal": N_("Looked at masked numbers"),
    "remove_payment": N_("Took back a payment"),
    "undo": N_("Undid an act"),
    "recompute": N_("Computed sums anew"),
}
_TABLES = {
    "mediation_case": N_("case"),
    "person": N_("person"),
    "employer": N_("employer"),
    "party": N_("party"),
    "claim": N_("claim"),
    "consent": N_("consent"),
    "hearing": N_("hearing"),
    "attendance": N_("attendance"),
    "settlement": N_("agreement"),
    "money_row": N_("row of the agreement"),
    "signature": N_("signature"),
    "payment": N_("payment"),
    "clock": N_("clock"),
    "paper": N_("paper"),
}
MOST = 40


def act_name(doing: str) -> str:
    """Return an act in words; an unknown code is shown as it is."""
    if doing in _ACTS:
        return _(_ACTS[doing])
    steps = {step.value: step.label for step in Step}
    return steps.get(doing, doing)


def changes_in_words(entry: Entry) -> tuple[str, ...]:
    """Say what an act changed, a line per row."""
    lines = tuple(_lines(entry.changes))
    if len(lines) > MOST:
        rest = _("… and {n} more").format(n=len(lines) - MOST)
        return (*lines[:MOST], rest)
    return lines


def _lines(changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes:
        what = _(_TABLES[change.table]) if change.table in _TABLES else change.table
        if change.before is None:
            yield _("New: {what}").format(what=what)
        elif change.after is None:
            yield _("Removed: {what}").format(what=what)
        else:
            fields = _(", ").join(_fields(change.before, change.after))
            if fields:
                yield _("{what}: {fields}").format(what=what, fields=fields)


_HIDDEN = frozenset({"id_number", "phone", "address", "born_on", "version", "saved_at", "saved_by"})


def _fields(before: dict[str, object], after: dict[str, object]) -> Iterator[str]:
    for name, new in after.items():
        old = before.get(name)
        if old == new or name in _HIDDEN:
            continue
        yield f"{name} {_shown(name, old)} → {_shown(name, new)}"


def _shown(name: str, value: object) -> str:
    if value is None or value == "":
        return "—"
    if name.endswith("_fen") and isinstance(value, int):
        return f"{value / 100:,.2f}"
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "…"
