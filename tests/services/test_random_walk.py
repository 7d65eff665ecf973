"""A case goes whichever way chance takes it, through the services and the file.

After each step: the file can be read, something follows or the dossier is filed, nothing runs on
in a dossier that is filed, a refused step changed nothing, what was undone is as it was before,
and every paper that is offered finds its values. The default is a short sample; more and longer
walks: MEDIATION_DESK_WALKS=24 MEDIATION_DESK_WALK_STEPS=18.
"""

import os
import random
from dataclasses import replace
from datetime import time, timedelta

import pytest

from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion
from mediation_desk.domain.case import ClockState, ConsentManner, Side
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.procedure import Facts, offers, right_of
from mediation_desk.domain.settlement import Payment, obligations
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.step_facts import ContactManner
from mediation_desk.domain.visits import Performed, Visit
from mediation_desk.services import (
    claims,
    duties,
    hearings,
    papers,
    payments,
    settlements,
    steps,
    story,
    undo,
    visits,
)
from tests.services.course import LI, accepted, consent, effective, heard, signing, terms_of

WALKS = int(os.environ.get("MEDIATION_DESK_WALKS", "3"))
STEPS = int(os.environ.get("MEDIATION_DESK_WALK_STEPS", "6"))
ELSEWHERE = frozenset({Step.ASK_RECUSAL, Step.DECIDE_RECUSAL, Step.LETTER, Step.PERFORM_DUTY})
"""What asks for more than the case itself; it leads nowhere else."""


def registered(office, names):
    return office.register(names)


BEGINNINGS = (registered, effective, heard, accepted, signing, effective)


def _lasting(case):
    return replace(case, version=0, saved_at=None, saved_by="")


class Walker:
    """A case on its way, and the dice."""

    def __init__(self, office, seed):
        self.office, self.dice = office, random.Random(seed)
        begin = BEGINNINGS[seed % len(BEGINNINGS)]
        self.case_id = begin(office, LI)
        self.made = set()
        self.told = [f"from {begin.__name__}"]

    @property
    def case(self):
        return self.office.case(self.case_id)

    @property
    def today(self):
        return self.office.clock().date()

    def who(self, right):
        people = self.office.people.values()
        return self.dice.choice([person for person in people if person.may(right)])

    def go(self):
        """Try one step that the table offers now."""
        self.office.clock.at(self.today + timedelta(days=self.dice.choice((0, 0, 1, 1, 3, 8, 20))))
        before = self.case
        found = [o for o in offers(before) if o.row.step not in ELSEWHERE]
        if self.dice.random() < 0.8:  # else most walks would be over at once
            found = [o for o in found if o.row.target not in WITHOUT_AGREEMENT] or found
        offer = self.dice.choice(found)
        row, desk = offer.row, self.office.desk
        desk.actor = self.who(right_of(row.step))
        self.told.append(f"{self.today} {row.code} {row.step.label}")
        try:
            self._take(desk, before, row, offer.proceeding)
        except DeskError as refused:
            self.told[-1] += f" ✗ {refused}"
            assert row.step in MANY_ACTS or self.case == before, "a refusal changed the case"
            return
        case = self.case
        self.look(case)
        if row.step not in MANY_ACTS and self.dice.random() < 0.3:
            self.told.append("undone")
            if case.stage is Stage.ARCHIVED:
                return  # it is opened again with a reason, not undone
            undo.undo(desk, undo.last(desk, self.case_id).id, "随机漫步中撤回")
            assert _lasting(self.case) == _lasting(before), "undone, and yet not as before"

    def look(self, case):
        day = self.today
        if case.stage is Stage.ARCHIVED:
            running = [c.kind for c in case.clocks if c.state is ClockState.RUNNING]
            assert not running, "a clock runs in a dossier that is filed"
        else:
            assert next_step(case, day) is not None, "nothing follows"
        offered = [o for o in papers.offered(case, day) if (case.stage, o.code) not in self.made]
        self.made.update((case.stage, offer.code) for offer in offered)
        for offer in offered:
            for subject, _label in offer.subjects or (("", ""),):
                occasion = Occasion(
                    case=case, centre=self.office.desk.centre, subject=subject, on=day, awards={}
                )
                assert values_of(form_of(offer.code), occasion)

    def _take(self, desk, case, row, proceeding):
        own = OWN.get(row.step)
        if own:
            own(self, desk, case)
            return
        steps.take(
            desk,
            case.id,
            case.version,
            row.step,
            self._facts(case, row),
            proceeding_id=proceeding.id if proceeding else None,
        )

    def _facts(self, case, row):
        told = {}
        for ask in row.asks:
            if ask.when is not None and not ask.when(case):
                continue
            if not ask.required and self.dice.random() < 0.5:
                continue
            told[ask.field] = self._answer(case, ask)
        return Facts(**{"day": self.today} | told)

    def _answer(self, case, ask):
        if ask.choices:
            return self.dice.choice(list(ask.choices)).value
        match ask.field:
            case "day" | "served_on":
                return self.today
            case "until":
                return self.today + timedelta(days=self.dice.choice((5, 15, 40)))
            case "days":
                return self.dice.choice((3, 15))
            case "items":
                return ("身份证复印件",)
            case "party_ids":
                return tuple(a.id for a in case.applicants)
            case "agreed":
                return True
            case _:
                return "某一事由的说明"


def _consent(walker, desk, case):
    side = walker.dice.choice(list(Side))
    given = consent(side, day=walker.today)
    steps.record_consent(desk, case.id, case.version, replace(given, manner=ConsentManner.WRITING))


def _accept(walker, desk, case):
    steps.accept(desk, case.id, case.version, walker.today)


def _assign(walker, desk, case):
    people = walker.office.people
    mediator, clerk = people[story.MEDIATOR.name].id, people[story.CLERK.name].id
    steps.assign(desk, case.id, case.version, mediator, clerk)


def _schedule(walker, desk, case):
    day = walker.today + timedelta(days=walker.dice.choice((0, 1, 4)))
    planned = Hearing(
        day=day,
        begins=time(14),
        room="第一调解室",
        notice_waiver="双方当面同意",
        day_reason="双方仅此日有空",
        clash_reason="合并调解",
    )
    hearings.schedule(desk, case.id, case.version, planned)


def _open(walker, desk, case):
    planned = [h for h in case.hearings if h.status is HearingStatus.PLANNED]
    if not planned:
        return
    came = tuple(
        Attendance(party_id=key, name=name, attended=Attended.PRESENT) for key, name in case.parties
    )
    walker.office.clock.at(max(walker.today, planned[0].day), 14)
    started = walker.office.clock()
    hearings.open_hearing(desk, case.id, case.version, planned[0].id, started, came)


def _agree(walker, desk, case):
    claims.fill_agreed(desk, case.id, case.version)
    case = walker.case
    settlements.propose(desk, case.id, case.version, terms_of(case), walker.today)


def _seal(walker, desk, case):
    signed = story.signatures(case, walker.today)
    if not case.settlement.signatures:
        desk.actor = walker.office.people[story.MEDIATOR.name]
        settlements.sign(desk, case.id, case.version, signed[:-1])
        desk.actor = walker.office.people[story.SUPERVISOR.name]
        settlements.sign(desk, case.id, walker.case.version, signed[-1:])
    desk.actor = walker.office.people[story.SUPERVISOR.name]
    settlements.seal(desk, case.id, walker.case.version)


def _pay(walker, desk, case):
    due = list(obligations(case.settlement.terms.money, case.payments, walker.today))
    chosen = walker.dice.choice([o for o in due if o.owed] or due)
    paid = Payment(
        party_id=chosen.party_id,
        instalment=chosen.instalment,
        paid_on=walker.today,
        amount=chosen.owed,
        voucher="回单",
    )
    payments.record(desk, case.id, case.version, (paid,))
    for duty in walker.case.duties:
        duties.perform(desk, case.id, walker.case.version, duty.id, walker.today, proof="签收单")


def _visit(walker, desk, case):
    visit = Visit(
        day=walker.today,
        manner=ContactManner.PHONE,
        person="李建国",
        performed=walker.dice.choice(list(Performed)),
        reason="某一事由的说明",
        visitor=desk.actor.name,
    )
    visits.record(desk, case.id, case.version, visit)


OWN = {
    Step.ASK_CONSENT: _consent,
    Step.ACCEPT: _accept,
    Step.ASSIGN: _assign,
    Step.SCHEDULE: _schedule,
    Step.OPEN: _open,
    Step.AGREE: _agree,
    Step.SEAL: _seal,
    Step.PAY: _pay,
    Step.VISIT: _visit,
}
MANY_ACTS = frozenset({Step.AGREE, Step.SEAL, Step.PAY, Step.OPEN})
"""Steps that more than one service, or more than one person, takes part in."""


@pytest.mark.parametrize("seed", range(WALKS))
def test_whichever_way_a_case_goes_it_stays_whole(office, seed):
    walker = Walker(office, seed)

    try:
        for _step in range(STEPS):
            if walker.case.stage is Stage.ARCHIVED:
                break
            walker.go()
    except Exception as error:
        error.add_note("\n".join(walker.told))
        raise
