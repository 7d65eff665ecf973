"""The rows of the mediation itself, from the enquiry to the end, and of closing (T01–T26, T38–T41).

After procedure.md 2.5; a row that the table gives as one and that has two endings stands twice.
"""

from mediation_desk.domain import guards as need
from mediation_desk.domain.moves import Move, Start, stages
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import BEFORE_EFFECT, LOCKED, WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.step_facts import (
    Ask,
    ContactManner,
    DeclineGround,
    FailGround,
    OwnGround,
    RecordSigned,
    RefusalGround,
    Retention,
    SettlementSeen,
    TerminationGround,
    WithdrawalSigned,
)
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.i18n import N_

_RECEIPT = (Start("DL01"), Start("DL02"), Start("DL03"))
_CLOSING = (Start("DL36"),)
_MEDIATION_CLOCKS = ("DL01", "DL02", "DL03", "DL04", "DL05", "DL06", "DL07", "DL08")
_BY_COURT = (
    Start("DL02"),
    Start("DL31", since="referral"),
    Start("DL32", since="referral"),
    Start("DL33", since="referral"),
    Start("DL39", since="referral"),
)
_BY_ARBITRATION = (
    Start("DL02"),
    Start("DL34", since="referral"),
    Start("DL39", since="referral"),
)
_REFERRAL_CLOCKS = ("DL31", "DL32", "DL33", "DL34")
_AFTER_CLOCKS = (
    *("DL10", "DL11", "DL12", "DL13", "DL14", "DL15", "DL16", "DL17", "DL18", "DL19"),
    *("DL20", "DL21", "DL22", "DL23", "DL24", "DL25", "DL26", "DL38", "DL39"),
)
"""What filing ends, and what runs again in a dossier that is opened again; limitation (DL23)
follows its claims by itself. A follow-up visit (DL35) is still made and kept after filing."""

_REASON = Ask("reason", N_("Reason"))
_OPTIONAL_REASON = Ask("reason", N_("Reason"), required=False)
_BEFORE_ACCEPTANCE = (Stage.APPLIED, Stage.CORRECTING, Stage.CONSENT)
_ACCEPTED = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED)
_TALKS = (Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED)

_SPLIT = (
    Ask(
        "party_ids",
        N_("Workers whom this is about"),
        hint=N_(
            "They get a case with a number of its own, with their people, facts, sums and"
            " materials. It is no new application: the days for mediation go on."
        ),
    ),
    _REASON,
)
"""What is told of workers who go on in a case of their own (procedure.md 2.6)."""

_EXTENSION = (
    Ask("until", N_("New last day")),
    _REASON,
    Ask("agreed", N_("Both sides have agreed in writing")),
)
"""What an extension is told (T17).

The register names the talks. Terms that wait for signatures stand under the same 15 days: the
clock (DL04) runs on until the seal (T19). Of its end 企业劳动争议协商调解规定第二十九条 says that
both sides may agree to extend; otherwise the mediation counts as failed (T22). So both are open
there too: the terms stay, and the case stays where it is signed.

The 15 days from receipt (DL03) open arbitration to the applicant (劳动争议调解仲裁法第十四条), who
agreed in writing to go on: they are no days that the centre lets pass.
"""

_AT_THE_COUNTER: tuple[Move, ...] = (
    Move(
        code="T01",
        step=Step.ENQUIRE,
        sources=stages(),
        target=None,
        right=Right.REGISTER,
        papers=("D-01",),
    ),
    Move(
        code="T02",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=_RECEIPT,
        papers=("D-02", "D-05", "D-06"),
    ),
    Move(
        code="T03",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=_RECEIPT,
        papers=("D-03", "D-05", "D-06"),
    ),
    Move(
        code="T04",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=(Start("DL02"),),
        papers=("D-04",),
    ),
    Move(
        code="T05",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=_BY_COURT,
        papers=("D-05",),
    ),
    Move(
        code="T05",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=_BY_ARBITRATION,
        papers=("D-05",),
    ),
    Move(
        code="T05",
        step=Step.REGISTER,
        sources=stages(),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        starts=(*_RECEIPT, Start("DL39", since="referral")),
        papers=("D-05",),
    ),
    Move(
        code="T06",
        step=Step.ASK_CORRECTION,
        sources=stages(Stage.APPLIED),
        target=Stage.CORRECTING,
        right=Right.REGISTER,
        asks=(
            Ask(
                "items",
                N_("What is missing, one thing a line"),
                hint=N_("Tell everything at once."),
                basis="参照劳动人事争议仲裁办案规则第二十九条",
            ),
            Ask("days", N_("Working days to bring it")),
        ),
        starts=(Start("DL06", agreed=True),),
        papers=("D-07",),
    ),
    Move(
        code="T07",
        step=Step.CORRECTED,
        sources=stages(Stage.CORRECTING),
        target=Stage.APPLIED,
        right=Right.REGISTER,
        asks=(Ask("items", N_("What was received, one thing a line"), required=False),),
        meets=("DL06",),
        papers=("D-05",),
        likely=True,
    ),
    Move(
        code="T08",
        step=Step.REFUSE,
        sources=stages(_BEFORE_ACCEPTANCE),
        target=Stage.REFUSED,
        right=Right.ACCEPT,
        asks=(
            Ask("ground", N_("Ground"), choices=RefusalGround),
            _REASON,
            Ask(
                "body",
                N_("Where the applicant can turn"),
                basis="企业劳动争议协商调解规定第二十二条",
            ),
            Ask("note", N_("Legal basis"), required=False),
        ),
        starts=_CLOSING,
        meets=("DL01",),
        voids=("DL02", "DL03", "DL06", *_REFERRAL_CLOCKS),
        papers=("D-09",),
    ),
    Move(
        code="T09",
        step=Step.CONTACT,
        sources=stages(Stage.APPLIED, Stage.CONSENT),
        target=Stage.CONSENT,
        right=Right.CONSENT,
        asks=(
            Ask("manner", N_("How"), choices=ContactManner),
            Ask("by", N_("Whom"), required=False),
            Ask("note", N_("What came of it")),
            Ask("until", N_("Answer wanted by"), required=False),
        ),
        papers=("D-10",),
    ),
    Move(
        code="T09",
        step=Step.ASK_CONSENT,
        sources=stages(Stage.APPLIED, Stage.CONSENT),
        target=Stage.CONSENT,
        right=Right.CONSENT,
        papers=("D-10",),
        likely=True,
    ),
    Move(
        code="T10",
        step=Step.DECLINE,
        sources=stages(Stage.CONSENT),
        target=Stage.NO_CONSENT,
        right=Right.CONSENT,
        needs=(need.NONE_GOES_ON, need.DECLINED),
        asks=(
            Ask("ground", N_("Ground"), choices=DeclineGround),
            Ask("by", N_("Who answered"), required=False),
            Ask("reason", N_("What was said"), required=False),
        ),
        starts=_CLOSING,
        meets=("DL01", "DL02"),
        voids=("DL03", *_REFERRAL_CLOCKS),
        papers=("D-12",),
    ),
    Move(
        code="T11",
        step=Step.ACCEPT,
        sources=stages(Stage.APPLIED, Stage.CONSENT),
        target=Stage.ACCEPTED,
        right=Right.ACCEPT,
        needs=(
            need.WORKERS_CONSENT,
            need.EMPLOYER_CONSENT,
            need.EACH_ANSWERED,
            need.NOT_DECLINED,
            need.APPLICATION_SIGNED,
        ),
        starts=(Start("DL04"),),
        meets=("DL01", "DL02"),
        papers=("D-08", "D-11", "D-13"),
        likely=True,
    ),
)

_TALKING: tuple[Move, ...] = (
    Move(
        code="T09",
        step=Step.ASK_CONSENT,
        sources=stages(Stage.ACCEPTED, _TALKS),
        target=None,
        right=Right.CONSENT,
        needs=(need.SOMEBODY_TO_ASK,),
        papers=("D-10",),
    ),
    Move(
        code="T12",
        step=Step.ASSIGN,
        sources=stages(Stage.ACCEPTED),
        target=Stage.ASSIGNED,
        right=Right.ASSIGN,
        papers=("D-14",),
        likely=True,
    ),
    Move(
        code="T13",
        step=Step.ASK_RECUSAL,
        sources=stages(_TALKS, Stage.SIGNING),
        target=None,
        right=Right.CONSENT,
        starts=(Start("DL08", since="recusal"),),
        papers=("D-15",),
    ),
    Move(
        code="T13",
        step=Step.DECIDE_RECUSAL,
        sources=stages(_TALKS, Stage.SIGNING),
        target=None,
        right=Right.ASSIGN,
        meets=("DL08",),
        papers=("D-16",),
    ),
    Move(
        code="T13",
        step=Step.ASSIGN,
        sources=stages(_TALKS, Stage.SIGNING),
        target=None,
        right=Right.ASSIGN,
        papers=("D-14",),
    ),
    Move(
        code="T14",
        step=Step.SCHEDULE,
        sources=stages(_TALKS),
        target=Stage.SCHEDULED,
        right=Right.SCHEDULE,
        needs=(need.MEDIATOR,),
        starts=(Start("DL07", since="hearing"),),
        papers=("D-17", "D-18"),
        likely=True,
    ),
    Move(
        code="T15",
        step=Step.OPEN,
        sources=stages(Stage.SCHEDULED, Stage.EXTENDED),
        target=Stage.MEDIATING,
        right=Right.HEAR,
        needs=(need.PLANNED, need.NONE_UNDER_WAY, need.MEDIATOR, need.RECUSAL_DECIDED),
        meets=("DL07",),
        papers=("D-19",),
        likely=True,
    ),
    Move(
        code="T16",
        step=Step.INVESTIGATE,
        sources=stages(_TALKS),
        target=None,
        right=Right.HEAR,
        asks=(
            Ask("by", N_("Who asked"), hint=N_("Two persons are recommended.")),
            Ask("body", N_("Whom, and where")),
            Ask("note", N_("What was found")),
        ),
        papers=("D-20", "D-21"),
    ),
    Move(
        code="T17",
        step=Step.EXTEND,
        sources=stages(_TALKS),
        target=Stage.EXTENDED,
        right=Right.EXTEND,
        needs=(need.EXTENDED_IN_TIME,),
        asks=_EXTENSION,
        starts=(Start("DL05", since="until"),),
        voids=("DL03", "DL04"),
        papers=("D-22",),
    ),
    Move(
        code="T17",
        step=Step.EXTEND,
        sources=stages(Stage.SIGNING),
        target=None,
        right=Right.EXTEND,
        needs=(need.EXTENDED_IN_TIME,),
        asks=_EXTENSION,
        starts=(Start("DL05", since="until"),),
        voids=("DL03", "DL04"),
        papers=("D-22",),
    ),
    Move(
        code="T18",
        step=Step.AGREE,
        sources=stages(Stage.MEDIATING, Stage.EXTENDED, Stage.SIGNING),
        target=Stage.SIGNING,
        right=Right.SETTLE,
        needs=(need.HEARD,),
        papers=("D-30",),
        likely=True,
    ),
    Move(  # who was heard may agree though a further hearing is fixed already
        code="T18",
        step=Step.AGREE,
        sources=stages(Stage.SCHEDULED),
        target=Stage.SIGNING,
        right=Right.SETTLE,
        needs=(need.HEARD,),
        papers=("D-30",),
    ),
    Move(
        code="T19",
        step=Step.SEAL,
        sources=stages(Stage.SIGNING),
        target=Stage.EFFECTIVE,
        right=Right.SEAL,
        needs=(need.TERMS, need.ALL_SIGNED, need.IN_TIME, need.RECUSAL_DECIDED),
        starts=(Start("DL10"), Start("DL12"), Start("DL15", since="agreement")),
        meets=("DL03", "DL04", "DL05", *_REFERRAL_CLOCKS),
        voids=("DL06", "DL07", "DL08", "DL33"),
        papers=("D-30", "D-18"),
        likely=True,
    ),
)

_ENDS: tuple[Move, ...] = (
    Move(
        code="T20",
        step=Step.NOT_SIGNED,
        sources=stages(Stage.SIGNING),
        target=Stage.TERMINATED,
        right=Right.SETTLE,
        asks=(Ask("by", N_("Who refuses to sign")), _REASON),
        starts=_CLOSING,
        meets=("DL04", "DL05", *_REFERRAL_CLOCKS),
        voids=("DL03", "DL07", "DL08"),
        papers=("D-23",),
    ),
    Move(
        code="T21",
        step=Step.FAIL,
        sources=stages(_TALKS, Stage.SIGNING),
        target=Stage.FAILED,
        right=Right.SETTLE,
        asks=(
            Ask("ground", N_("Ground"), choices=FailGround),
            _REASON,
            Ask("manner", N_("Signatures under the record of why it failed"), choices=RecordSigned),
            Ask(
                "note",
                N_("Undisputed facts, one a line"),
                required=False,
                hint=N_("Only with both sides' consent (法发〔2016〕14号)."),
            ),
            Ask("agreed", N_("Both sides consent to a statement of these facts"), required=False),
            Ask("items", N_("Suggestion to the parties, one point a line"), required=False),
        ),
        starts=_CLOSING,
        meets=("DL04", "DL05", *_REFERRAL_CLOCKS),
        voids=("DL03", "DL07", "DL08"),
        papers=("D-23", "D-24", "D-25"),
    ),
    Move(
        code="T21",
        step=Step.END_FOR_ONE,
        sources=stages(Stage.EFFECTIVE, Stage.PERFORMED, Stage.CLOSED),
        target=None,
        right=Right.SETTLE,
        needs=(need.SOMEBODY_OUTSIDE,),
        asks=(
            Ask("party_ids", N_("Workers whom this is about")),
            Ask("ground", N_("Ground"), choices=OwnGround),
            _REASON,
            Ask(
                "manner",
                N_("Signatures under the record of why it failed"),
                choices=RecordSigned,
                basis="企业劳动争议协商调解规定第三十条",
            ),
        ),
        papers=("D-23b", "D-26b"),
    ),
    Move(  # what an agreement leaves open is mediated on in a case that it has not ended
        code="T21",
        step=Step.SPLIT_OFF,
        sources=stages(Stage.EFFECTIVE, Stage.PERFORMED, Stage.CLOSED),
        target=None,
        right=Right.SETTLE,
        needs=(need.SOMEBODY_TO_SPLIT,),
        asks=_SPLIT,
        likely=True,
    ),
    Move(
        code="T21",
        step=Step.SPLIT_OFF,
        sources=stages(_ACCEPTED, Stage.SIGNING),
        target=None,
        right=Right.SETTLE,
        needs=(need.SOMEBODY_TO_SPLIT,),
        asks=_SPLIT,
    ),
    Move(
        code="T22",
        step=Step.LAPSE,
        sources=stages(_ACCEPTED, Stage.SIGNING),
        target=Stage.LAPSED,
        right=Right.ACCEPT,
        needs=(need.TIME_IS_UP,),
        asks=(_OPTIONAL_REASON,),
        starts=_CLOSING,
        misses=("DL04", "DL05"),
        voids=("DL03", "DL07", "DL08", *_REFERRAL_CLOCKS),
        papers=("D-23",),
    ),
    Move(
        code="T23",
        step=Step.WITHDRAW,
        sources=stages(BEFORE_EFFECT),
        target=Stage.WITHDRAWN,
        right=Right.WITHDRAW,
        asks=(
            Ask("manner", N_("The withdrawal is signed"), choices=WithdrawalSigned),
            Ask("by", N_("Signed by")),
            Ask("served_on", N_("Day of the signature")),
            _OPTIONAL_REASON,
        ),
        starts=_CLOSING,
        voids=(*_MEDIATION_CLOCKS, *_REFERRAL_CLOCKS),
        papers=("D-26",),
    ),
    Move(
        code="T24",
        step=Step.RECONCILE,
        sources=stages(_ACCEPTED),
        target=Stage.RECONCILED,
        right=Right.SETTLE,
        asks=(
            Ask("manner", N_("The parties' own settlement"), choices=SettlementSeen),
            Ask("served_on", N_("Day of the settlement"), required=False),
            Ask("note", N_("What the parties settled"), required=False),
        ),
        starts=_CLOSING,
        meets=("DL04", "DL05", *_REFERRAL_CLOCKS),
        voids=("DL03", "DL07", "DL08"),
        papers=("D-27",),
    ),
    Move(
        code="T25",
        step=Step.TRANSFER,
        sources=stages(BEFORE_EFFECT),
        target=Stage.TRANSFERRED,
        right=Right.ACCEPT,
        asks=(
            Ask("body", N_("Receiving body")),
            _REASON,
            Ask("items", N_("Papers handed over, one a line")),
            Ask("agreed", N_("The applicant has been told")),
        ),
        starts=_CLOSING,
        voids=(*_MEDIATION_CLOCKS, *_REFERRAL_CLOCKS),
        papers=("D-28",),
    ),
    Move(
        code="T26",
        step=Step.TERMINATE,
        sources=stages(BEFORE_EFFECT),
        target=Stage.TERMINATED,
        right=Right.ACCEPT,
        asks=(
            Ask("ground", N_("Ground"), choices=TerminationGround),
            _REASON,
            Ask(
                "note",
                N_("What proves it"),
                hint=N_("The paper or the record in the file that shows the ground."),
            ),
        ),
        starts=_CLOSING,
        voids=(*_MEDIATION_CLOCKS, *_REFERRAL_CLOCKS),
        papers=("D-23",),
    ),
)

_CLOSABLE = stages(Stage.EFFECTIVE, Stage.PERFORMED, WITHOUT_AGREEMENT)
_DESPITE_GAPS = Ask(
    "reason",
    N_("Reason for going on with what is missing"),
    required=False,
    hint=N_("House rule: where something is missing the reason is kept with the step."),
)

_CLOSED: tuple[Move, ...] = (
    Move(
        code="T38",
        step=Step.APPLY_CLOSE,
        sources=_CLOSABLE,
        target=None,
        right=Right.ASK_CLOSING,
        needs=(need.PERFORMANCE_ENDED, need.NOTHING_PENDING),
        asks=(
            Ask("note", N_("Opinion of the person in charge"), required=False),
            _DESPITE_GAPS,
        ),
        meets=("DL36",),
        papers=("D-60",),
        likely=True,
    ),
    Move(
        code="T38",
        step=Step.RETURN_CLOSE,
        sources=_CLOSABLE,
        target=None,
        right=Right.CLOSE,
        asks=(_REASON,),
        starts=_CLOSING,
    ),
    Move(
        code="T38",
        step=Step.CLOSE,
        sources=_CLOSABLE,
        target=Stage.CLOSED,
        right=Right.CLOSE,
        needs=(need.PERFORMANCE_ENDED, need.NOTHING_PENDING),
        asks=(
            Ask("body", N_("Opinion of the person in charge"), required=False),
            Ask("note", N_("Opinion of the supervisor"), required=False),
            _DESPITE_GAPS,
        ),
        starts=(Start("DL37"),),
        meets=("DL36",),
        voids=("DL15", "DL16", "DL38"),
        papers=("D-60",),
        likely=True,
    ),
    Move(
        code="T39",
        step=Step.ARCHIVE,
        sources=stages(Stage.CLOSED),
        target=Stage.ARCHIVED,
        right=Right.ARCHIVE,
        asks=(
            Ask("number", N_("Archive number")),
            Ask("ground", N_("Kept for"), choices=Retention),
            Ask("agreed", N_("The pages are numbered and the catalogue is printed")),
            _DESPITE_GAPS,
        ),
        meets=("DL37",),
        voids=("DL03", "DL04", "DL05", *_AFTER_CLOCKS),
        papers=("D-61", "D-62", "D-63"),
        likely=True,
    ),
    Move(
        code="T40",
        step=Step.REOPEN,
        sources=LOCKED,
        target=None,
        right=Right.REOPEN,
        asks=(_REASON,),
        voids=("DL37",),
        revives=tuple(kind for kind in _AFTER_CLOCKS if kind != "DL23"),
        starts=_CLOSING,
        papers=("D-64",),
    ),
    Move(
        code="T41",
        step=Step.LETTER,
        sources=stages(Stage),
        target=None,
        right=Right.SUPERVISE,
        papers=("D-70", "D-71", "D-72", "D-73"),
    ),
)

MEDIATION_MOVES = (*_AT_THE_COUNTER, *_TALKING, *_ENDS)
"""From the counter to the end of the mediation."""

CLOSING_MOVES = _CLOSED
"""Closing, filing, opening again, and letters, which may be written at any time."""

AUTOMATIC_ON_EFFECT = Move(
    code="T31",
    step=Step.BEGIN_PERFORMANCE,
    sources=stages(Stage.EFFECTIVE),
    target=None,
    right=Right.SEAL,
    track=Track.PERFORMANCE,
    standing=Standing.PERFORMING,
    papers=("D-31",),
    automatic=True,
)
"""The agreement takes effect and is performed from then on."""
