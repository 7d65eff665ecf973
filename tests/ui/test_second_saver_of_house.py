"""Two desks on thresholds, copies, letters and the roster: the second saver sees both (P17)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.bodies import Body, BodyKind, BodyPerson, Post
from mediation_desk.domain.both_versions import Version
from mediation_desk.domain.copies import CopyRule, Counted
from mediation_desk.domain.duty import Half, Shift
from mediation_desk.domain.errors import Stale
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.services import bodies, copies, duty, risk, supervision
from mediation_desk.ui.employers.limits_dialog import LimitsDialog
from mediation_desk.ui.pages.sections.copies_dialog import CopiesDialog
from mediation_desk.ui.region.duty_dialog import DutyDialog
from mediation_desk.ui.region.matter_dialogs import LetterSettingsDialog
from tests.ui.test_second_saver import ground, other, second, settle, shown  # noqa: F401


def test_of_thresholds_and_copies_and_letters(qtbot, desk, other, jobs, ground):  # noqa: F811
    held = risk.limits(desk)
    key = next(iter(held))
    form = LimitsDialog(desk, jobs, held, ground)
    form.open()
    for edit, text in zip(form.rows[key].edits.values(), ("77", "90", "99"), strict=True):
        edit.setText(text)
    theirs = dict(held)
    theirs[key] = Limits(yellow=Decimal(88), orange=Decimal(90), red=Decimal(99))
    risk.save_limits(other, theirs)
    both = second(qtbot, form)
    assert len(both.rows) == 1
    assert "88" in both.rows[0].part.words(both.rows[0].part.differing.theirs)
    settle(qtbot, jobs, both, Version.MINE)
    with pytest.raises(Stale):
        risk.save_limits(desk, held, held)

    form = CopiesDialog(desk, jobs, "D-08", "受理通知书", ground)
    form.open()
    qtbot.waitUntil(lambda: form.partner is not None and form.ok.isEnabled())
    before = copies.rule(desk, "D-08")
    form.more.setValue(before.more + 3)
    copies.set_rule(other, "D-08", CopyRule(before.counted, before.more + 1))
    both = second(qtbot, form)
    assert copies.rule_now(desk, "D-08").more == before.more + 1
    settle(qtbot, jobs, both, Version.MINE)
    assert copies.rule_now(desk, "D-08").more == before.more + 3
    assert isinstance(before.counted, Counted)

    asked = supervision.settings(desk)
    form = LetterSettingsDialog(desk, jobs, asked, ground)
    form.open()
    form.union.setText("本人写的工会")
    supervision.save_settings(other, replace(asked, sender="他人写的工会", reminder="他人函"))
    both = second(qtbot, form)
    settle(qtbot, jobs, both, Version.MINE)
    saved = supervision.settings(desk)
    assert (saved.sender, saved.reminder) == ("本人写的工会", "他人函")


def test_of_a_half_day_on_the_roster(qtbot, desk, other, jobs, ground):  # noqa: F811
    kind = next(one for one in BodyKind if one is not BodyKind.AGENCY)
    body = bodies.save(desk, Body(name="值班点", kind=kind))
    people = [
        bodies.save_person(desk, BodyPerson(name=name, body_id=body, post=next(iter(Post))))
        for name in ("甲某", "乙某")
    ]
    monday = desk.today() - timedelta(days=desk.today().weekday())
    half = next(iter(Half))
    form = DutyDialog(desk, jobs, duty.roster(desk, monday), (body, monday, half), ground)
    form.open()
    next(line for line in form.lines if line.person.id == people[0]).on.setChecked(True)
    shift = Shift(body_id=body, person_id=people[1], day=monday, half=half)
    duty.set_duty(other, body, monday, [half], [shift])

    both = second(qtbot, form)

    [row] = both.rows
    assert "乙某" in row.part.words(row.part.differing.theirs)
    assert [one.person_id for one in duty.roster(desk, monday).shifts] == [people[1]]
    settle(qtbot, jobs, both, Version.MINE)
    assert [one.person_id for one in duty.roster(desk, monday).shifts] == [people[0]]
