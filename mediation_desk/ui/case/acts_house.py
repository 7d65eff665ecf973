"""Acts of the house, which no case's history tells: people, keys, files, prints, backups."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mediation_desk.domain.day_text import beijing
from mediation_desk.i18n import N_, _

SIGNING_IN = {
    "sign_in": N_("Signed in"),
    "sign_in_failed": N_("Wrong passwords before"),
    "unlock": N_("Unlocked the desk"),
    "recovered": N_("A password set with the recovery code"),
}
RIGHTS = {
    "change_user": N_("Changed a person or their roles"),
    "first_password": N_("Gave a first password"),
    "authorise_fields": N_("Authorised somebody to read sensitive values"),
    "close_fields": N_("Closed sensitive values under a new key"),
    "take_account": N_("Took an account away"),
    "change_password": N_("Changed the own password"),
    "recovery_code": N_("Made a new recovery code"),
    "refused": N_("Was refused an act"),
    "account_rules": N_("Changed the rules for passwords"),
    "protect": N_("Let people sign in with passwords"),
    "renew_keys": N_("Wrote the file under a new key"),
    "grant_rights": N_("Gave out the rights of the database"),
}
LEAVING = {
    "print": N_("Printed"),
    "export_file": N_("Saved as a file"),
    "export_log": N_("Exported a case log"),
    "export_month": N_("Exported the reports of a period"),
}
KEEPING = {
    "backup": N_("Backed up"),
    "backup_failed": N_("A backup failed"),
    "second_copy": N_("Copied a backup to the second medium"),
    "rehearsal": N_("Rehearsed a restore"),
    "full_check": N_("Checked all data"),
    "restore": N_("Restored a backup"),
    "clock_back": N_("The computer's clock was set back"),
    "found": N_("Founded the centre"),
    "change_centre": N_("Changed the centre's particulars"),
    "change_room": N_("Changed a room"),
    "remove_employer": N_("Moved an employer to the recycle bin"),
    "erase_for_good": N_("Erased something for good from the recycle bin"),
    "draft": N_("Kept a draft"),
    "sample": N_("Filled the file with sample cases"),
    "import_ledger": N_("Imported a ledger of former years"),
    "ledger_columns": N_("Said what the columns of a ledger hold"),
    "undo_ledger": N_("Took the import of a ledger back"),
}
ACTS = SIGNING_IN | RIGHTS | LEAVING | KEEPING
LOOKS = ("reveal",)
SETTINGS = ("set_option", "set_period", "reset_period", "enter_calendar", "set_regional")

KINDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "signing_in": (N_("Signing in"), frozenset(SIGNING_IN)),
    "rights": (N_("People and rights"), frozenset(RIGHTS)),
    "leaving": (N_("Prints and exports"), frozenset({*LEAVING, "export_calendar", "copy_out"})),
    "looks": (N_("Looks at masked numbers"), frozenset(LOOKS)),
    "keeping": (N_("Backups, settings, clock"), frozenset({*KEEPING, *SETTINGS})),
}
"""Kinds of acts that whoever keeps watch asks for, with the acts of each."""

_SAID: dict[str, str] = {
    "person": N_("person"),
    "what": N_("what"),
    "file": N_("file"),
    "serial": N_("export no."),
    "period": N_("period"),
    "purpose": N_("purpose"),
    "reason": N_("reason"),
    "cases": N_("cases"),
    "entries": N_("entries"),
    "materials": N_("materials"),
    "folder": N_("folder"),
    "kept": N_("file before"),
    "made_at": N_("of"),
    "before": N_("last entry at"),
    "now": N_("clock now"),
    "at": N_("at"),
    "platform": N_("platform"),
    "seconded_by": N_("second person"),
    "rows": N_("rows erased"),
    "exported": N_("rows exported"),
    "layout": N_("layout"),
    "contents": N_("attachments"),
}
"""What an act may say beside its rows; what is not listed is not shown."""


def said(notes: Mapping[str, Any]) -> str:
    """Return what an act said of itself, in words."""
    if "serial" in notes and "rows" in notes:
        notes = {**notes, "exported": notes["rows"], "rows": None}
    parts = [f"{_(word)} {_shown(notes[key])}" for key, word in _SAID.items() if notes.get(key)]
    if notes.get("masked") is False:
        parts.append(_("names and telephones not masked"))
    if (passed := notes.get("passed")) is not None:
        parts.insert(0, _("passed") if passed else _("failed"))
    return _("; ").join(parts)


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return _(", ").join(_shown(one) for one in value)
    text = str(value)
    if text[4:5] == "-" and text[10:11] == "T":
        return f"{beijing(datetime.fromisoformat(text)):%Y-%m-%d %H:%M:%S}"
    return text
