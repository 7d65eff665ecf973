"""How a command comes in: as the person it names, with the password where people sign in."""

from collections.abc import Callable
from pathlib import Path

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import signing_in
from mediation_desk.services.desk import Desk, Now, open_desk

Ask = Callable[[str], str]
"""Asks a person of that name for the password."""


def enter_as(location: str | Path, name: str | None, ask: Ask, now: Now) -> Desk:
    """Open a desk for a command: without accounts at once, else with the password asked for."""
    way = signing_in.door(location)
    if way is None:
        return open_desk(location, actor=name, now=now)
    if way.on_server:
        return _entered_at_server(way, name, ask, now)
    chosen = [(key, one) for key, one in way.people if name in (None, one)]
    if len(chosen) != 1:
        names = _(", ").join(one for _key, one in way.people)
        raise DeskError(_("Say with --user who acts: {names}.").format(names=names))
    desk = signing_in.enter(location, chosen[0][0], ask(chosen[0][1]), now=now)
    if signing_in.must_change(desk):
        desk.close()
        raise DeskError(_("Set your own password in the window first."))
    return desk


def _entered_at_server(way: signing_in.Door, name: str | None, ask: Ask, now: Now) -> Desk:
    from mediation_desk.services import server_signing

    if not name:
        raise DeskError(_("Say with --user who signs in at the server."))
    desk = server_signing.enter(way.location, name, ask(name), now=now)
    if server_signing.must_change(desk):
        desk.close()
        raise DeskError(_("Set your own password in the window first."))
    return desk
