"""The tables of the file, typed, one module per aggregate."""

from mediation_desk.storage.records.access import CaseReaderRecord, CaseRestrictionRecord
from mediation_desk.storage.records.asked_respondents import AskedRespondentRecord
from mediation_desk.storage.records.base import (
    Record,
)
from mediation_desk.storage.records.cases import (
    CaseRecord,
    ClockRecord,
    ConsentRecord,
    SeriesRecord,
    StatementRecord,
)
from mediation_desk.storage.records.caucus import CaucusNoteRecord, CaucusReaderRecord
from mediation_desk.storage.records.centre import (
    CentreRecord,
    DraftRecord,
    OptionRecord,
    OwnFigureRecord,
    RoomRecord,
    UserRecord,
)
from mediation_desk.storage.records.enquiries import EnquiryRecord, OralRecord, ReferralRecord
from mediation_desk.storage.records.forms import (
    FormContentRecord,
    FormInForceRecord,
    FormVersionRecord,
)
from mediation_desk.storage.records.guest_absences import GuestAbsenceRecord
from mediation_desk.storage.records.handover import HandoverCaseRecord, HandoverRecord
from mediation_desk.storage.records.hearings import (
    AbsenceRecord,
    AttendanceRecord,
    BreakRecord,
    ExpectedRecord,
    HearingRecord,
    PostponementRecord,
)
from mediation_desk.storage.records.journal import (
    JournalRecord,
    JournalValueRecord,
)
from mediation_desk.storage.records.logs import LogLayoutRecord
from mediation_desk.storage.records.materials import (
    MaterialBlobRecord,
    MaterialContentRecord,
    MaterialRecord,
)
from mediation_desk.storage.records.papers import (
    PaperContentRecord,
    PaperRecord,
)
from mediation_desk.storage.records.parties import (
    ClaimRecord,
    EmployerRecord,
    PartyRecord,
    PersonRecord,
    WorkerFactRecord,
)
from mediation_desk.storage.records.past_cases import (
    PastCaseRecord,
    PastImportRecord,
    PastLayoutRecord,
)
from mediation_desk.storage.records.people_around import (
    AgentRecord,
    OtherPartyRecord,
    PanelMemberRecord,
    RecusalRecord,
    RepresentativeRecord,
    SiteRecord,
    SpecialNeedRecord,
    WorkerAnswerRecord,
)
from mediation_desk.storage.records.periods import (
    CalendarYearRecord,
    ClockNoteRecord,
    HousePeriodRecord,
    MomentRecord,
)
from mediation_desk.storage.records.platforms import (
    PlatformFieldRecord,
    PlatformNumberRecord,
    PlatformRecord,
)
from mediation_desk.storage.records.points import (
    FileLevelRecord,
    PointsClaimLineRecord,
    PointsClaimRecord,
    PointsStandardRecord,
)
from mediation_desk.storage.records.queries import SavedQueryRecord
from mediation_desk.storage.records.region import (
    BodyPersonRecord,
    BodyRecord,
    BodyReferralRecord,
    BodyRoomRecord,
    DutyShiftRecord,
    LegalAidRecord,
    MirroredCaseRecord,
)
from mediation_desk.storage.records.risk import (
    ListingRecord,
    MeasureRecord,
    RiskLimitRecord,
    ScreeningRecord,
    WatchRecord,
)
from mediation_desk.storage.records.rollup import (
    PackageContentRecord,
    PackageMadeRecord,
    PackageReceivedRecord,
    ReportKeyRecord,
    ReportSenderRecord,
    ReportUnitRecord,
)
from mediation_desk.storage.records.search import (
    SearchRecord,
)
from mediation_desk.storage.records.serving import (
    ServiceAddressRecord,
    ServiceRecord,
)
from mediation_desk.storage.records.settlements import (
    DutyRecord,
    MoneyRecord,
    PaymentRecord,
    SettlementRecord,
    SignatureRecord,
    WaiverRecord,
)
from mediation_desk.storage.records.split_workers import SplitWorkerRecord
from mediation_desk.storage.records.statistics import (
    CarriedRecord,
    LockedPeriodRecord,
    PeriodFactRecord,
    PeriodListRecord,
)
from mediation_desk.storage.records.steps import (
    ProceedingRecord,
    StepTakenRecord,
)
from mediation_desk.storage.records.supervision import (
    DecisionRecord,
    LetterRecord,
    LetterSettingsRecord,
    MatterRecord,
    MeetingRecord,
    ParticipantRecord,
)
from mediation_desk.storage.records.talks import EstimateRecord, OfferRecord, OfferSumRecord
from mediation_desk.storage.records.visits import VisitRecord
from mediation_desk.storage.records.void_numbers import VoidNumberRecord

__all__ = [
    "AbsenceRecord",
    "AgentRecord",
    "AskedRespondentRecord",
    "AttendanceRecord",
    "BodyPersonRecord",
    "BodyRecord",
    "BodyReferralRecord",
    "BodyRoomRecord",
    "BreakRecord",
    "CalendarYearRecord",
    "CarriedRecord",
    "CaseReaderRecord",
    "CaseRecord",
    "CaseRestrictionRecord",
    "CaucusNoteRecord",
    "CaucusReaderRecord",
    "CentreRecord",
    "ClaimRecord",
    "ClockNoteRecord",
    "ClockRecord",
    "ConsentRecord",
    "DecisionRecord",
    "DraftRecord",
    "DutyRecord",
    "DutyShiftRecord",
    "EmployerRecord",
    "EnquiryRecord",
    "EstimateRecord",
    "ExpectedRecord",
    "FileLevelRecord",
    "FormContentRecord",
    "FormInForceRecord",
    "FormVersionRecord",
    "GuestAbsenceRecord",
    "HandoverCaseRecord",
    "HandoverRecord",
    "HearingRecord",
    "HousePeriodRecord",
    "JournalRecord",
    "JournalValueRecord",
    "LegalAidRecord",
    "LetterRecord",
    "LetterSettingsRecord",
    "ListingRecord",
    "LockedPeriodRecord",
    "LogLayoutRecord",
    "MaterialBlobRecord",
    "MaterialContentRecord",
    "MaterialRecord",
    "MatterRecord",
    "MeasureRecord",
    "MeetingRecord",
    "MirroredCaseRecord",
    "MomentRecord",
    "MoneyRecord",
    "OfferRecord",
    "OfferSumRecord",
    "OptionRecord",
    "OralRecord",
    "OtherPartyRecord",
    "OwnFigureRecord",
    "PackageContentRecord",
    "PackageMadeRecord",
    "PackageReceivedRecord",
    "PanelMemberRecord",
    "PaperContentRecord",
    "PaperRecord",
    "ParticipantRecord",
    "PartyRecord",
    "PastCaseRecord",
    "PastImportRecord",
    "PastLayoutRecord",
    "PaymentRecord",
    "PeriodFactRecord",
    "PeriodListRecord",
    "PersonRecord",
    "PlatformFieldRecord",
    "PlatformNumberRecord",
    "PlatformRecord",
    "PointsClaimLineRecord",
    "PointsClaimRecord",
    "PointsStandardRecord",
    "PostponementRecord",
    "ProceedingRecord",
    "Record",
    "RecusalRecord",
    "ReferralRecord",
    "ReportKeyRecord",
    "ReportSenderRecord",
    "ReportUnitRecord",
    "RepresentativeRecord",
    "RiskLimitRecord",
    "RoomRecord",
    "SavedQueryRecord",
    "ScreeningRecord",
    "SearchRecord",
    "SeriesRecord",
    "ServiceAddressRecord",
    "ServiceRecord",
    "SettlementRecord",
    "SignatureRecord",
    "SiteRecord",
    "SpecialNeedRecord",
    "SplitWorkerRecord",
    "StatementRecord",
    "StepTakenRecord",
    "UserRecord",
    "VisitRecord",
    "VoidNumberRecord",
    "WaiverRecord",
    "WatchRecord",
    "WorkerAnswerRecord",
    "WorkerFactRecord",
]
