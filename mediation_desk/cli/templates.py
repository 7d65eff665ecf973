"""The printed forms from the command line: listed, checked, brought in, written out."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.opening import at_desk
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.house_forms import STANDS_IN
from mediation_desk.i18n import _
from mediation_desk.services.files import write_whole

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.house_forms import FormRow


def forms(options: argparse.Namespace) -> int:
    """List the forms, or do what is asked with a template."""
    if options.check is not None:
        return _check(options)
    if options.take is not None or options.export is not None or options.ours:
        with at_desk(options) as desk:
            return _change(desk, options)
    if options.db:
        with at_desk(options) as desk:
            return _listed(desk, options)
    return _register(options)


def _register(options: argparse.Namespace) -> int:
    """List the forms as they ship; no centre is needed."""
    from dataclasses import asdict

    from mediation_desk.services.papers import register

    rows = register()
    if options.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        own = f"  {_(STANDS_IN)}" if row.stands_in else ""
        print(f"{row.code:6} {row.title}  {_(', ').join(row.stages)}{own}")
    return 0


def _listed(desk: "Desk", options: argparse.Namespace) -> int:
    """List the forms with what their papers are made from at a centre."""
    from mediation_desk.services import house_forms

    rows = house_forms.listed(desk)
    if options.json:
        print(json.dumps([_as_values(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{row.code:6} {row.title}  {_(', ').join(row.stages)}  {_whose(row)}")
    return 0


def _whose(row: "FormRow") -> str:
    if row.stands_in:
        return _(STANDS_IN)
    if row.own is None:
        return _("as it ships")
    return _("the centre's own, {day}, {person}").format(
        day=row.own.taken_at.astimezone(BEIJING).date(), person=row.own.taken_by
    )


def _as_values(row: "FormRow") -> dict[str, object]:
    own = row.own
    return {
        "code": row.code,
        "title": row.title,
        "stages": row.stages,
        "own": own is not None,
        "stands_in": row.stands_in,
        "taken_at": own.taken_at.isoformat() if own else "",
        "taken_by": own.taken_by if own else "",
        "sha256": own.sha256 if own else "",
        "versions": row.versions,
    }


def _check(options: argparse.Namespace) -> int:
    """Check a template; 1 where it cannot be used."""
    from mediation_desk.documents.template_check import check
    from mediation_desk.services import house_forms

    code, data = _given(options, options.check)
    if options.db:
        with at_desk(options) as desk:
            checked = house_forms.check(desk, code, data)
    else:
        checked = check(code, data, Centre(name=_("The centre")))
    for remark in checked.remarks:
        print(remark.sentence, file=sys.stderr if remark.grave else sys.stdout)
    if checked.fit:
        print(_("The template can be used for {code}.").format(code=code))
    return 0 if checked.fit else 1


def _change(desk: "Desk", options: argparse.Namespace) -> int:
    from mediation_desk.services import house_forms

    if options.take is not None:
        code, data = _given(options, options.take)
        house_forms.take(desk, code, data)
        print(_("Papers of {code} are made from this template now.").format(code=code))
    elif options.ours:
        house_forms.back_to_ours(desk, house_forms.known(options.ours))
        print(_("Papers of {code} are made from our template again.").format(code=options.ours))
    else:
        for row in house_forms.listed(desk):
            if options.form in (None, row.code):
                path = options.export / house_forms.file_name(row.code)
                print(write_whole(path, house_forms.content(desk, row.code)))
    return 0


def _given(options: argparse.Namespace, path: Path) -> tuple[str, bytes]:
    """Return the form that a file is of, and what it holds."""
    from mediation_desk.services import house_forms

    code = house_forms.known(options.form) if options.form else house_forms.form_of_file(path.name)
    if not code:
        raise DeskError(
            _("The name {name} does not say of which form it is; add --form CODE.").format(
                name=path.name
            )
        )
    return code, house_forms.read_file(path)
