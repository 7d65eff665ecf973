"""The dialog of what came of serving a paper."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.serving import (
    FAILED,
    Service,
    ServiceFacts,
    ServiceManner,
    ServiceResult,
    deemed,
)
from mediation_desk.i18n import _
from mediation_desk.services import serving
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_LATER = frozenset({ServiceManner.LEFT, ServiceManner.PUBLIC})
"""Manners by which a paper counts as served on a day that the law tells."""
_UNTOLD = frozenset({ServiceResult.PENDING, ServiceResult.DROPPED})
_NAMES = 4
_ORDER = (
    *("manner", "result", "sent_on", "served_on", "place", "reason"),
    *("received_by", "relation", "witness", "recorded", "tracking", "server"),
    *("receipt_on_file", "note", "corrected"),
)
_WIDE = frozenset({"place", "reason", "note", "corrected"})


class RecordDialog(Dialog):
    """What came of serving one paper, or several in the same way."""

    def __init__(self, case: OpenCase, services: Sequence[Service], parent: QWidget) -> None:
        super().__init__(_("Record service"), _("Record"), name="record_service", parent=parent)
        self.edits(" ".join(str(one.id) for one in services), of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case = case
        self.services = tuple(services)
        self._handed_at = ""
        self._make_editors()
        self._lay_out()
        self._fill(self.services[0])
        self._offer_agents()
        self.manner.currentIndexChanged.connect(lambda _place: self._manner_chosen())
        self.outcome.currentIndexChanged.connect(lambda _place: self._choose())
        for editor in (self.sent_on, self.witness):
            editor.textChanged.connect(lambda _text: self._count())
        self._choose()

    def hand_over(self, place: str) -> None:
        """Propose that the papers were handed over today at a place."""
        self.manner.set_code(ServiceManner.DIRECT.value)
        self.outcome.set_code(ServiceResult.SERVED.value)
        self.served_on.set_day(self._case.desk.today())
        self._handed_at = place
        self.place.setText(place)

    def handed_over_on(self) -> date | None:
        """Return the day on which the papers were handed over, None where something else came."""
        direct = self._manner() is ServiceManner.DIRECT
        served = self._result() is ServiceResult.SERVED
        return self.served_on.day() if direct and served else None

    def _offer_agents(self) -> None:
        """Propose the agents who may take papers for the receiver (民事诉讼法第八十八条)."""
        file = self._case.file
        keys = {service.party_id for service in self.services}
        self._agents = [
            agent.person.name
            for agent in (file.agents if file else ())
            if keys == {agent.party_id} and agent.receives_papers
        ]
        if self._agents:
            self.received_by.setCompleter(QCompleter(self._agents, self.received_by))
            names = _(", ").join(self._agents)
            self.received_by.setPlaceholderText(_("agent {names}").format(names=names))
            self.received_by.textChanged.connect(self._know_agent)

    def _know_agent(self, name: str) -> None:
        if name.strip() in self._agents and not self.relation.text().strip():
            self.relation.setText(_("authorised agent"))

    def _make_editors(self) -> None:
        self.manner = Choice([("", _("not chosen")), *terms(ServiceManner)])
        told = [result for result in ServiceResult if result not in _UNTOLD]
        self.outcome = Choice([(result.value, result.label) for result in told])
        self.sent_on, self.served_on = DayEdit(), DayEdit()
        self.place, self.tracking, self.server = QLineEdit(), QLineEdit(), QLineEdit()
        self.received_by, self.relation = QLineEdit(), QLineEdit()
        self.relation.setPlaceholderText(_("adult relative in the household, reception desk …"))
        self.witness, self.reason, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.corrected = QLineEdit()
        self.recorded = _box(_("Photographs or a film show it"), "recorded")
        self.receipt = _box(_("The receipt is on file"), "receipt_on_file")

        self._takers = _needing(self._case, self.services)
        self._others = {name: (QLineEdit(), QLineEdit()) for name in self._takers[1:]}

    def _lay_out(self) -> None:
        names = [service.receiver for service in self.services]
        shown = _(", ").join(names[:_NAMES])
        if len(names) > _NAMES:
            shown = _("{names} and {n} more").format(names=shown, n=len(names) - _NAMES)
        self.body.addWidget(label(_("To: {names}").format(names=shown), "strong", wrap=True))
        self._grid = QGridLayout()
        _two_columns(self._grid)
        for field in (
            FormField(_("Manner of service"), self.manner, "manner", required=True),
            FormField(_("Result"), self.outcome, "result"),
            FormField(_("Sent on"), self.sent_on, "sent_on"),
            FormField(_("Served on"), self.served_on, "served_on"),
            FormField(_("Place"), self.place, "place"),
            FormField(_("Number of the letter"), self.tracking, "tracking"),
            FormField(_("Served by"), self.server, "server"),
            FormField(_("Taken by"), self.received_by, "received_by"),
            FormField(_("What this person is to the receiver"), self.relation, "relation"),
            FormField(_("Reason"), self.reason, "reason"),
            FormField(_("Witness of leaving it"), self.witness, "witness"),
            FormField(_("Record of leaving it"), self.recorded, "recorded"),
            FormField(_("Proof"), self.receipt, "receipt_on_file"),
            FormField(_("Remark"), self.note, "note"),
            FormField(_("Why the record is corrected"), self.corrected, "corrected", required=True),
        ):
            self.fields.add(field)
        self.body.addLayout(self._grid)
        self._own = QWidget(self)
        own = QGridLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        _two_columns(own)
        for row, (name, (by, relation)) in enumerate(self._others.items()):
            for column, (caption, editor, part) in enumerate(
                (
                    (_("Taken by"), by, "received_by"),
                    (_("What this person is to the receiver"), relation, "relation"),
                )
            ):
                told = _("{name}: {text}").format(name=name, text=caption)
                field = FormField(told, editor, f"{part}.{row + 1}")
                own.addWidget(self.fields.add(field), row, column)
        self.body.addStretch(1)
        self.setMinimumWidth(560)

    def _arrange(self, shown: Sequence[str]) -> None:
        """Set the fields shown two by two, long texts over the whole width."""
        for name in _ORDER:
            self._grid.removeWidget(self.fields[name])
            self.fields[name].setVisible(name in shown)
        self._grid.removeWidget(self._own)
        row, column = 0, 0
        for name in _ORDER:
            if name not in shown:
                continue
            wide = name in _WIDE
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(self.fields[name], row, column, 1, 2 if wide else 1)
            row, column = (row, 1) if not wide and not column else (row + 1, 0)
            if name == "relation" and self._others:
                row, column = row + bool(column), 0
                self._grid.addWidget(self._own, row, 0, 1, 2)
                row += 1
        order: list[QWidget] = []
        for name in (name for name in _ORDER if name in shown):
            order.append(self.fields[name].editor)
            if name == "relation":
                order += [editor for pair in self._others.values() for editor in pair]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _fill(self, service: Service) -> None:
        fresh = service.result is ServiceResult.PENDING
        self.manner.set_code((service.manner or ServiceManner.DIRECT).value)
        result = ServiceResult.SERVED if fresh else service.result
        self.outcome.set_code(result.value)
        self.sent_on.set_day(service.sent_on)
        today = self._case.desk.today()
        self.served_on.set_day(today if fresh else service.served_on)
        for editor, text in (
            (self.place, service.place),
            (self.tracking, service.tracking),
            (self.received_by, service.received_by),
            (self.relation, service.relation),
            (self.server, service.server or self._case.desk.actor.name),
            (self.witness, service.witness),
            (self.reason, service.reason),
            (self.note, service.note),
        ):
            editor.setText(text)
        if fresh and not service.received_by and self._signs_in_person(service):
            self.received_by.setText(service.receiver)
        if self._several:  # each receiver's taker is the own one
            kept = {s.receiver: (s.received_by, s.relation) for s in self.services}
            editors = dict.fromkeys(self._takers[:1], (self.received_by, self.relation))
            for name, (by, relation) in (editors | self._others).items():
                by.setText(kept[name][0])
                relation.setText(kept[name][1])
        self.recorded.setChecked(service.recorded)
        self.receipt.setChecked(service.receipt_on_file)

    def _signs_in_person(self, service: Service) -> bool:
        """Say whether the one receiver is a person, whose own name is proposed."""
        file = self._case.file
        return (
            file is not None
            and len(self.services) == 1
            and not serving.addressee(file, service).organisation
        )

    @property
    def _several(self) -> bool:
        return len({service.receiver for service in self.services}) > 1

    def _own_takers(self, facts: ServiceFacts) -> dict[int, tuple[str, str]]:
        """Return who took the paper of each receiver; whoever needs nobody signed in person."""
        if not self._several:
            return {}
        told = {
            name: (by.text().strip(), r.text().strip()) for name, (by, r) in self._others.items()
        }
        for name in self._takers[:1]:
            told[name] = facts.received_by, facts.relation
        return {service.id: told.get(service.receiver, ("", "")) for service in self.services}

    def _manner(self) -> ServiceManner | None:
        code = self.manner.code()
        return ServiceManner.of(code) if code else None

    def _result(self) -> ServiceResult:
        return ServiceResult.of(self.outcome.code() or ServiceResult.SERVED.value)

    def _choose(self) -> None:
        """Show the fields that the manner and the result ask for."""
        manner, result = self._manner(), self._result()
        for name, captions, usual in (
            ("sent_on", _sent_captions(), _("Sent on")),
            ("place", _place_captions(), _("Address")),
            ("reason", _reason_captions(), _("Reason of the refusal")),
        ):
            self.fields[name].caption.say(captions.get(manner, usual))
            self.fields[name].editor.setAccessibleName(captions.get(manner, usual))
        shown = [name for name in _ORDER if self._asked(name, manner, result)]
        self._arrange(shown)
        self._own.setVisible(bool(self._others) and "received_by" in shown)
        if self._several and self._takers:
            told = _("{name}: {text}").format(name=self._takers[0], text=_("Taken by"))
            self.fields["received_by"].caption.say(told)
            self.received_by.setAccessibleName(told)
        self._propose(manner)
        self._count()

    def _asked(self, name: str, manner: ServiceManner | None, result: ServiceResult) -> bool:
        """Say whether a manner and a result ask for a field."""
        left, public = manner is ServiceManner.LEFT, manner is ServiceManner.PUBLIC
        post = manner is ServiceManner.POST
        served = result is ServiceResult.SERVED
        named_apart = not self._several or bool(self._takers)
        asked = {
            "sent_on": manner is not ServiceManner.DIRECT,
            "served_on": served or (post and result in FAILED),
            "tracking": post,
            "received_by": served and not left and not public and named_apart,
            "relation": served and not left and not public and named_apart,
            "reason": left or public or result is ServiceResult.REFUSED,
            "witness": left,
            "recorded": left,
            "receipt_on_file": served or result in FAILED,
            "corrected": any(not service.waiting for service in self.services),
        }
        return asked.get(name, True)

    def _propose(self, manner: ServiceManner | None) -> None:
        """Propose the place; several receivers are each served at their own."""
        file = self._case.file
        several = self._several
        own = manner not in (ServiceManner.PUBLIC, ServiceManner.FORWARDED)
        hint = _("each at the address confirmed") if several and own else ""
        self.place.setPlaceholderText(hint)
        if file is not None and not several and not self.place.isModified():
            known = self.services[0]
            usual = serving.usual_place(file, known, manner)
            kept = known.place if known.manner is manner else ""
            here = self._handed_at if manner is ServiceManner.DIRECT else ""
            self.place.setText(here or kept or usual)

    def _manner_chosen(self) -> None:
        """Propose what usually comes of a manner, as long as no day was typed."""
        manner, today = self._manner(), self._case.desk.today()
        self.fields.explain(())  # what another manner lacked is asked no more
        if not self.sent_on.isModified():
            self.sent_on.set_day(None if manner is ServiceManner.DIRECT else today)
        if not self.served_on.isModified():
            known = manner not in _LATER and manner is not ServiceManner.POST
            self.served_on.set_day(today if known else None)
            result = ServiceResult.SENT if manner is ServiceManner.POST else ServiceResult.SERVED
            self.outcome.set_code(result.value)
        self._choose()

    def _count(self) -> None:
        """Tell on which day the law counts the paper as served."""
        if self._manner() not in _LATER:
            self._say("")
            return
        facts, desk = self._facts(), self._case.desk
        self._case.read(lambda: deemed(facts, desk.calendar), self._tell_day)

    def _tell_day(self, day: date | None) -> None:
        text = _("By law {day}, unless another day is entered.")
        self._say(text.format(day=day) if day and self._manner() in _LATER else "")

    def _say(self, text: str) -> None:
        self.fields["served_on"].advise(text)

    def _facts(self) -> ServiceFacts:
        manner, result = self._manner(), self._result()

        def asked(name: str) -> bool:
            return self._asked(name, manner, result)

        def text(name: str, editor: QLineEdit) -> str:
            return editor.text().strip() if asked(name) else ""

        return ServiceFacts(
            manner=manner,
            result=result,
            sent_on=self.sent_on.day() if asked("sent_on") else None,
            served_on=self.served_on.day() if asked("served_on") else None,
            place=text("place", self.place),
            tracking=text("tracking", self.tracking),
            received_by=text("received_by", self.received_by),
            relation=text("relation", self.relation),
            server=text("server", self.server),
            witness=text("witness", self.witness),
            recorded=self.recorded.isChecked() and asked("recorded"),
            reason=text("reason", self.reason),
            receipt_on_file=self.receipt.isChecked() and asked("receipt_on_file"),
            note=text("note", self.note),
        )

    def submit(self) -> None:
        """Record it for every receiver."""
        if not self.readable():
            return
        facts, desk = self._facts(), self._case.desk
        ids = tuple(service.id for service in self.services)
        corrected, takers = self.corrected.text().strip(), self._own_takers(facts)
        self.busy()
        self._case.act(
            lambda key, version: serving.record(desk, key, version, ids, facts, corrected, takers),
            lambda _done: self.accept(),
            self.explain,
        )


def _two_columns(grid: QGridLayout) -> None:
    """Give two columns the same width and distance, so that what stands below stands in line."""
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.S)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)


def _needing(case: OpenCase, services: Sequence[Service]) -> list[str]:
    """Return the receivers for whom a person must be named: organisations, and bodies besides."""
    file = case.file
    found = [
        service.receiver
        for service in services
        if file is not None
        and (service.party_id is None or serving.addressee(file, service).organisation)
    ]
    return list(dict.fromkeys(found))


def _sent_captions() -> dict[ServiceManner | None, str]:
    return {
        ServiceManner.POST: _("Posted on (postmark)"),
        ServiceManner.LEFT: _("Left on"),
        ServiceManner.PUBLIC: _("Notice put up on"),
    }


def _place_captions() -> dict[ServiceManner | None, str]:
    return {
        ServiceManner.ELECTRONIC: _("Telephone, e-mail or WeChat"),
        ServiceManner.PUBLIC: _("Where the notice is put up"),
        ServiceManner.FORWARDED: _("Body that passes it on"),
    }


def _reason_captions() -> dict[ServiceManner | None, str]:
    return {ServiceManner.PUBLIC: _("Why by public notice, and what was tried")}


def _box(text: str, name: str) -> QCheckBox:
    return named(QCheckBox(text), name, text)
