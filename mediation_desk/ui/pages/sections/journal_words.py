"""What a line of the journal tells: what its act said, and changes of people and settings.

Nothing of a case is told here: that is read in the case by those who may.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mediation_desk.domain import office, options, regional, rollup
from mediation_desk.domain.journal import Change, Line
from mediation_desk.domain.options import ACCOUNTS, PASSWORD_POLICY, SECOND_KEY, Option
from mediation_desk.domain.rights import Role, role_names
from mediation_desk.i18n import _
from mediation_desk.security.policy import Preset
from mediation_desk.ui.case.acts_house import said

NOTE = "note"
_MARKS = (ACCOUNTS.name, SECOND_KEY.name)
"""Their values name keys, which say nothing to people."""


def told(line: Line) -> str:
    """Return what is told of an act beside its name."""
    changes = line.entry.changes
    notes = (said(change.after or {}) for change in changes if change.table == NOTE)
    people = (_of_person(one) for one in changes if one.table == "app_user")
    settings = (_of_setting(one) for one in changes if one.table == "option")
    return " ".join(filter(None, (*notes, *people, *settings)))


def _of_person(change: Change) -> str:
    """Say whose roles or state changed, from what to what."""
    before, after = change.before or {}, change.after or {}
    name = str(after.get("name") or before.get("name") or "")
    if not before:
        return _("added {name} ({roles})").format(name=name, roles=_roles(after.get("roles")))
    parts = list(_differences(before, after))
    return _("{name}: {changes}").format(name=name, changes=_("; ").join(parts)) if parts else name


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    arrow = _("{what} {before} → {after}")
    if "name" in before and before["name"] != after.get("name"):
        yield arrow.format(what=_("name"), before=before["name"], after=after.get("name"))
    if "roles" in before:
        was, now = _roles(before["roles"]), _roles(after.get("roles"))
        yield arrow.format(what=_("roles"), before=was, after=now)
    if "active" in before:
        yield _("works here") if after.get("active") else _("has left")


def _roles(held: object) -> str:
    return role_names(Role.of(one) for one in str(held or "").split(",") if one) or "—"


def _of_setting(change: Change) -> str:
    """Say which setting changed, from what to what."""
    before, after = change.before or {}, change.after or {}
    name = str(after.get("name") or before.get("name") or "")
    option = _every().get(name)
    if option is None or name in _MARKS:
        return option.title if option else name
    return _("{what} {before} → {after}").format(
        what=option.title,
        before=_value(option, before.get("value")),
        after=_value(option, after.get("value")),
    )


def _value(option: Option, held: object) -> str:
    """Return a value as people read it; none is what ships."""
    value = option.usual if held is None else str(held)
    if option.name == PASSWORD_POLICY.name:
        return Preset.of(value).label
    if option.kind == "yes_no":
        return _("yes") if value == "yes" else _("no")
    return value or "—"


@cache
def _every() -> Mapping[str, Option]:
    found = [
        one
        for module in (options, office, rollup)
        for one in vars(module).values()
        if isinstance(one, Option)
    ]
    return {one.name: one for one in (*found, *(switch.option for switch in regional.SWITCHES))}
