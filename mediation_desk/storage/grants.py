"""What an account of the database may do with each table, by the roles of its person, as data.

Whatever a role may do at the desk follows from the rights (`MAY`, reliability.md 2b): here stands
which right writes to which table. A table that nobody named here is closed to all but the account
that owns it, and a test fails. The journal takes entries from everybody and gives none away: not
even those who look after it can change one. What one row of a table is to one person, such as a
note of a talk with one side alone, is said by policies (`account_functions`).
"""

from dataclasses import dataclass
from functools import cache

from mediation_desk.domain.rights import MAY, Right, Role

_ALL = frozenset({"INSERT", "UPDATE", "DELETE"})
_ADDS = frozenset({"INSERT"})
_TAKES = frozenset({"DELETE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a role may do with a table: acts on all of it, or only reading of some columns."""

    acts: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()


OF_CASES: dict[Right, str] = {
    Right.REGISTER: (
        "agent building_site claim clock clock_note employer enquiry material mediation_case"
        " oral_application other_party party person platform_number recusal referral"
        " representative search_row service special_need statement step_taken void_number"
    ),
    Right.CONSENT: "asked_respondent consent worker_answer",
    Right.ASSIGN: "case_reader case_restriction handover handover_case panel_member",
    Right.SCHEDULE: "absence attendance expected_person guest_absence hearing postponement",
    Right.HEAR: "hearing_break",
    Right.COMPUTE: "limitation_moment offer offer_sum worker_fact",
    Right.SETTLE: "caucus_note caucus_reader estimate money_row split_worker",
    Right.PERFORM: "duty payment proceeding visit waiver",
    Right.CORRECT: "settlement signature",
    Right.ISSUE: "paper service_address",
    Right.EXPORT: "log_layout saved_query",
    Right.REGION: (
        "body body_person body_referral body_room duty_shift employer_watch joint_meeting"
        " legal_aid meeting_decision meeting_participant mirrored_case official_listing"
        " screening supervision_letter supervision_matter watch_measure"
    ),
    Right.SUPERVISE: (
        "carried_adjustment file_level locked_period package_received past_case past_import"
        " past_layout period_fact period_list points_claim points_claim_line points_standard"
        " report_sender report_unit"
    ),
}
"""Tables that whoever reads cases reads, by the right that writes them."""

OF_HOUSE: dict[Right, str] = {
    Right.SETTINGS: (
        "calendar_year centre form_in_force form_version house_period letter_settings option"
        " platform platform_field risk_limit room"
    ),
    Right.FIGURES: "option own_figure",
    Right.PEOPLE: "app_user",
    Right.HOUSE: "draft",
}
"""Tables that everybody reads, by the right that writes them."""

ADDED: dict[str, Right] = {
    "journal": Right.HOUSE,
    "journal_value": Right.HOUSE,
    "form_content": Right.SETTINGS,
    "material_blob": Right.RECORD,
    "material_content": Right.RECORD,
    "package_content": Right.SUPERVISE,
    "package_made": Right.SUPERVISE,
    "paper_content": Right.ISSUE,
}
"""Tables to which rows are only added: none is changed or removed again."""

KEPT = {"number_series": Right.REGISTER, "report_key": Right.SUPERVISE}
"""Tables whose rows are added and changed, and stay: numbers are not given twice, and of a key that
was renewed the public half is still asked for."""

GOES_WITH_A_CASE: dict[str, Right] = dict.fromkeys(
    ("estimate", "file_level", "panel_member"), Right.REGISTER
)
"""Rows that go when a party or a case goes that was entered by a slip."""

COMES_WITH_A_SPLIT: dict[str, Right] = {"panel_member": Right.SETTLE}
"""Rows that are written again where workers are split off into a case of their own."""

KNOWN_BY_NUMBER = {"mediation_case": ("id", "number"), "void_number": ("case_id", "number")}
"""Columns by which the journal names a case also to those who read none."""

OPEN_COLUMNS = {"report_key": ("id", "public", "made_at", "made_by")}
"""What others read of a table with a secret, which only those who write to it read whole."""

_READ_BY_ALL = {"journal", "journal_value", "form_content", "alembic_version"}


@cache
def _writing() -> dict[str, list[tuple[Right, frozenset[str]]]]:
    """Return for each table which rights do what to it."""
    found: dict[str, list[tuple[Right, frozenset[str]]]] = {"alembic_version": []}
    for table_of in (OF_CASES, OF_HOUSE):
        for right, names in table_of.items():
            for name in names.split():
                found.setdefault(name, []).append((right, _ALL))
    for name, right in ADDED.items():
        found.setdefault(name, []).append((right, _ADDS))
    for name, right in KEPT.items():
        found.setdefault(name, []).append((right, _ALL - _TAKES))
    for name, right in GOES_WITH_A_CASE.items():
        found[name].append((right, _TAKES))
    for name, right in COMES_WITH_A_SPLIT.items():
        found[name].append((right, _ADDS))
    return found


def tables() -> frozenset[str]:
    """Return every table of which something is said."""
    return frozenset(_writing())


def of(role: Role, table: str) -> Grant:
    """Return what a role may do with a table; of one that is not named, nothing."""
    if table not in _writing():
        return Grant()
    house = {name for names in OF_HOUSE.values() for name in names.split()} | _READ_BY_ALL
    reads = role in MAY[Right.HOUSE if table in house else Right.READ]
    acts = {act for right, doing in _writing()[table] if role in MAY[right] for act in doing} | (
        {"SELECT"} if reads else set()
    )
    columns: tuple[str, ...] = () if reads else KNOWN_BY_NUMBER.get(table, ())
    if reads and table in OPEN_COLUMNS and "UPDATE" not in acts:
        acts, columns = acts - {"SELECT"}, OPEN_COLUMNS[table]
    return Grant(acts=frozenset(acts), columns=columns)
