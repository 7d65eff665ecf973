"""Writing very many cases at once, as the synthetic centre needs; one entry in the journal."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from mediation_desk.domain.case import CaseFile, ClockState, Side
from mediation_desk.domain.claims import Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.ledger import OUTCOMES
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import folding, parties, retired_keys, summary
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.hearings import ROWS as HEARING_ROWS
from mediation_desk.storage.journalling import note, state
from mediation_desk.storage.ranks import RANK
from mediation_desk.storage.reading import parts
from mediation_desk.storage.records import (
    CaseRecord,
    ClaimRecord,
    ClockRecord,
    ConsentRecord,
    EmployerRecord,
    HearingRecord,
    MoneyRecord,
    PartyRecord,
    PaymentRecord,
    PersonRecord,
    ProceedingRecord,
    Record,
    SearchRecord,
    SettlementRecord,
    SignatureRecord,
    StatementRecord,
    StepTakenRecord,
)

SLICE = 1000
_KEYED: tuple[type[Record], ...] = (
    CaseRecord,
    PersonRecord,
    EmployerRecord,
    PartyRecord,
    ClaimRecord,
    ConsentRecord,
    HearingRecord,
    *HEARING_ROWS.values(),
    SettlementRecord,
    MoneyRecord,
    SignatureRecord,
    PaymentRecord,
    ProceedingRecord,
    StepTakenRecord,
    ClockRecord,
)


def fill(session: Session, cases: Iterable[CaseFile]) -> int:
    """Write cases as they are, except for their keys; return how many there were.

    Rows name workers by their key or, where that is 0, by their position from 1. Numbers are
    taken as given, and the counters of their years move on by as many. Papers are left out.
    """
    loader = Loader(session)
    written = 0
    years: Counter[int] = Counter()
    for case in cases:
        loader.take(case)
        years[case.received_on.year] += 1
        written += 1
        if written % SLICE == 0:
            loader.store()
    loader.store()
    loader.leave_keys()
    for year, number in years.items():
        next_number(session, year, number)
    note(session, {"cases": written})
    return written


class Loader:
    """Rows collected for the next slice, with keys given in advance."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: defaultdict[type[Record], list[dict[str, Any]]] = defaultdict(list)
        self._last = {kind: self._highest(kind) for kind in _KEYED}
        self._any_known = bool(self._last[EmployerRecord])
        self._employers: dict[str, int] = {}

    def _highest(self, kind: type[Any]) -> int:
        highest = self._session.execute(select(func.max(kind.id))).scalar_one() or 0
        return max(int(highest), retired_keys.floor(self._session, kind.__tablename__))

    @property
    def last(self) -> dict[str, int]:
        """The highest key of each table so far."""
        return {kind.__tablename__: key for kind, key in self._last.items()}

    def put(self, kind: type[Record], **values: Any) -> None:
        """Collect a row that has no key of its own."""
        self._rows[kind].append(values)

    def _add(self, kind: type[Record], /, **values: Any) -> int:
        """Collect a row; return the key that it will have."""
        key = self._last[kind] = self._last[kind] + 1
        self._rows[kind].append({"id": key, **values})
        return key

    def store(self) -> None:
        """Write what was collected, what is pointed to first."""
        connection = self._session.connection()
        kinds = {kind.__table__: kind for kind in self._rows}
        for table in Record.metadata.sorted_tables:
            if table in kinds and (rows := self._rows[kinds[table]]):
                connection.execute(insert(table), rows)
        self._rows.clear()

    def leave_keys(self) -> None:
        """Let PostgreSQL go on counting behind the keys that were given here."""
        if self._session.get_bind().dialect.name != "postgresql":
            return
        for kind in _KEYED:
            table = kind.__tablename__
            self._session.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
                {"table": table, "last": max(1, self._last[kind])},
            )

    def take(self, case: CaseFile, ended_as: Stage | None = None) -> int:
        """Collect the rows of a case; return its key. `ended_as` is how one filed away ended."""
        employer = case.respondent.employer
        employer_id = self._employer(employer)
        case_id = self._case(case, employer_id, ended_as)
        self._rows[StatementRecord].append(
            {
                "case_id": case_id,
                "requests": case.requests,
                "facts": case.facts,
                "applied_by": case.applied_by,
                "received_at": case.received_at,
                "signed": case.signed,
            }
        )
        keys = self._parties(case, case_id, employer_id)
        for consent in case.consents:
            self._add(ConsentRecord, case_id=case_id, **parts(consent))
        for clock in case.clocks:
            self._add(ClockRecord, case_id=case_id, **parts(clock))
        self._steps(case, case_id)
        self._hearings(case, case_id, keys)
        self._money(case, case_id, keys)
        line = folding.line(case.number, (a.person for a in case.applicants), (employer,))
        self._rows[SearchRecord].append(
            {"case_id": case_id, "line": line, "grams": folding.grams(line)}
        )
        return case_id

    def _steps(self, case: CaseFile, case_id: int) -> None:
        """Collect the steps and proceedings; none of a synthetic case is one worker's own."""
        for proceeding in case.proceedings:
            self._add(ProceedingRecord, case_id=case_id, **parts(proceeding))
        for taken in case.steps:
            values = parts(taken, "items") | {"items": "\n".join(taken.items)}
            self._add(StepTakenRecord, case_id=case_id, **values)

    def _employer(self, employer: Employer) -> int:
        key = employer.credit_code or employer.name
        if key not in self._employers:
            known = parties.find_employer(self._session, employer) if self._any_known else None
            self._employers[key] = (
                known.id
                if known
                else self._add(EmployerRecord, **parties.employer_columns(employer))
            )
        return self._employers[key]

    def _case(self, case: CaseFile, employer_id: int, ended_as: Stage | None) -> int:
        names = summary.Names(
            case.respondent.employer.name, case.applicants[0].person.name, len(case.applicants)
        )
        running = [clock.due for clock in case.clocks if clock.state is ClockState.RUNNING]
        settlement = case.settlement
        sums = summary.sums(
            settlement.effective_on if settlement else None,
            settlement.terms.money if settlement else (),
            case.payments,
        )
        if case.stage is Stage.ARCHIVED:
            sums |= summary.past_sums(sums)
        return self._add(
            CaseRecord,
            version=1,
            operation=None,
            number=case.number,
            stage=case.stage,
            ended_as=case.stage if case.stage in OUTCOMES else ended_as,
            received_on=case.received_on,
            source=case.source,
            form=case.form,
            cause=case.cause,
            district=case.district,
            accepted_on=case.accepted_on,
            ended_on=case.ended_on,
            end_reason=case.end_reason,
            closed_on=case.closed_on,
            mediator_id=case.mediator.id if case.mediator else None,
            clerk_id=case.clerk.id if case.clerk else None,
            saved_at=state(self._session).at,
            saved_by=state(self._session).actor.name,
            employer_id=employer_id,
            number_key=folding.number_key(case.number),
            stage_rank=RANK(case.stage),
            due_on=min(running, default=date.max),
            **names.columns(),
            **sums,
        )

    def _parties(self, case: CaseFile, case_id: int, employer_id: int) -> dict[int, int]:
        """Collect the parties; return their keys by those that the case's rows use."""
        key = self._add(
            PartyRecord,
            case_id=case_id,
            side=Side.RESPONDENT,
            position=1,
            person_id=None,
            employer_id=employer_id,
            **parts(Employment()),
        )
        keys = {case.respondent.id: key}
        for position, applicant in enumerate(case.applicants, start=1):
            key = self._add(
                PartyRecord,
                case_id=case_id,
                side=Side.APPLICANT,
                position=position,
                person_id=self._add(PersonRecord, **parts(applicant.person)),
                employer_id=None,
                **parts(applicant.work),
            )
            keys[applicant.id or position] = key
            for claim in applicant.claims:
                self._add(ClaimRecord, party_id=key, **parts(claim))
        return keys

    def _hearings(self, case: CaseFile, case_id: int, keys: dict[int, int]) -> None:
        for hearing in case.hearings:
            key = self._add(HearingRecord, case_id=case_id, **parts(hearing, *HEARING_ROWS))
            for name, kind in HEARING_ROWS.items():
                for position, row in enumerate(getattr(hearing, name), start=1):
                    values = parts(row)
                    if values.get("party_id"):
                        values["party_id"] = keys[values["party_id"]]
                    self._add(kind, hearing_id=key, position=position, **values)

    def _money(self, case: CaseFile, case_id: int, keys: dict[int, int]) -> None:
        if settlement := case.settlement:
            key = self._add(
                SettlementRecord,
                case_id=case_id,
                agreed_on=settlement.agreed_on,
                effective_on=settlement.effective_on,
                **parts(settlement.terms, "money"),
            )
            for position, row in enumerate(settlement.terms.money, start=1):
                values = parts(row) | {"party_id": keys[row.party_id]}
                self._add(MoneyRecord, settlement_id=key, position=position, **values)
            for signature in settlement.signatures:
                party = signature.party_id
                values = parts(signature) | {"party_id": None if party is None else keys[party]}
                self._add(SignatureRecord, settlement_id=key, **values)
        for payment in case.payments:
            values = parts(payment) | {"party_id": keys[payment.party_id]}
            self._add(PaymentRecord, case_id=case_id, **values)
