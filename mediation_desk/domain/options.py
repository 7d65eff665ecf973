"""Settings of the centre where the law leaves it free: each with what ships, marked as its own."""

from dataclasses import dataclass
from typing import Literal

from mediation_desk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its name in the file, what ships, and how people read it."""

    name: str
    usual: str
    caption: str
    kind: Literal["text", "yes_no", "days", "percent", "day_of_month", "number", "retention"] = (
        "text"
    )

    @property
    def title(self) -> str:
        """The caption in the language spoken here."""
        return _(self.caption)


RESTART_ACCEPTANCE = Option(
    "restart_acceptance",
    "no",
    N_("The time for acceptance starts anew once missing papers were received (local rule)"),
    "yes_no",
)
"""办案规则第四十六条 restarts arbitration's period from completion; no rule does for mediation."""

UNTOUCHED_DAYS = Option(
    "untouched_days", "10", N_("Open cases count as untouched after this many days"), "days"
)
"""Cases that nobody watches show on the day's page."""

CLOSING_APPROVAL = Option(
    "closing_approval",
    "yes",
    N_("Closing takes the mediator's application and the supervisor's approval"),
    "yes_no",
)
"""Off where one person does both: the supervisor closes in one go, the form prints both."""

LETTER_CODE = Option(
    "letter_code", "", N_("Code of letters of transfer and report (such as 张劳调移)")
)
"""Empty takes the code of the case numbers: 张劳调字〔… gives 张劳调移."""

UNFAIR_PERCENT = Option(
    "unfair_percent",
    "70",
    N_("Sums below this share of what the law gives are pointed out as perhaps plainly unfair"),
    "percent",
)
"""解释（一）第三十五条 lets an unfair agreement be set aside; no share is named there."""

BODY_NATURE = Option("body_nature", "", N_("Nature of the mediation body, as proofs name it"))
"""Proof that the centre conducted a mediation names it (民诉法解释第三百五十四条)."""

CUTOFF_DAY = Option(
    "cutoff_day",
    "31",
    N_("Months of logs and reports end on this day (31: at the end of the calendar month)"),
    "day_of_month",
)
"""Some monthly forms run from the 21st of the month before to the 20th (procedure.md 6.3)."""

CUTOFF_PAST = Option("cutoff_past", "", N_("Cut-off days that held before"))
"""Where it changed while periods were locked or reported: 2026-10-31=31, with “;” between."""

CUTOFF_LAYOUTS = Option("cutoff_layouts", "", N_("Cut-off days of single layouts of the log"))
"""A receiver may end its months on another day than the centre: 7=25;union=2026-10-31=0,20."""

WATCHED_CASES = Option(
    "watched_cases",
    "3",
    N_("Employers with so many cases in twelve months are listed among those to watch"),
    "number",
)
"""No rule names a number of cases. It is set with the other thresholds (预警指标) and nowhere else;
what a centre set here before goes on until then."""

SMALL_NUMBERS = Option(
    "small_numbers",
    "5",
    N_("Figures below this are hidden in statistics that are given to others (1: none)"),
    "number",
)
"""reliability.md 2b says five a cell; no rule that binds the centre was found. What a superior or
the law asks for is always whole."""

INDUSTRIES = Option(
    "industries",
    "农、林、牧、渔业；采矿业；制造业；电力、热力、燃气及水生产和供应业；建筑业；批发和零售业；"
    "交通运输、仓储和邮政业；住宿和餐饮业；信息传输、软件和信息技术服务业；金融业；房地产业；"
    "租赁和商务服务业；科学研究和技术服务业；水利、环境和公共设施管理业；"
    "居民服务、修理和其他服务业；教育；卫生和社会工作；文化、体育和娱乐业；公共管理和社会组织",
    N_("Industries that employers are counted by, with “；” between them"),
)
OWNERSHIPS = Option(
    "ownerships",
    "国有企业；集体企业；私营企业；股份制企业；港澳台商投资企业；外商投资企业；个体经济组织；"
    "民办非企业单位；国家机关、事业单位；其他",
    N_("Kinds of ownership that employers are counted by, with “；” between them"),
)
"""The reports count by the centre's own words: the bodies it reports to differ in theirs."""


def listed(words: str) -> tuple[str, ...]:
    """Split a list that a centre wrote, at “；” or “;”."""
    parts = words.replace(";", "；").split("；")
    return tuple(part.strip() for part in parts if part.strip())


MEDIATORS_SEE_OWN = Option(
    "mediators_see_own",
    "no",
    N_("Mediators see only their own cases, those of their panels and those nobody mediates yet"),
    "yes_no",
)
"""procedure.md 2.5 and reliability.md 2b propose it: a new centre in which people sign in begins
with it. A desk without accounts cannot tell its people apart, older centres decide for themselves,
and where people stand in for each other it is left off. A restricted case is closed to others
either way."""

PASSWORD_POLICY = Option("password_policy", "mlps", N_("Rule for passwords"))
"""One of the presets of `security.policy`; 等保 asks for other things than newer guidance."""

LOCK_MINUTES = Option("lock_minutes", "10", N_("The desk locks itself after this many minutes"))
"""1 to 30 minutes without a key or the mouse; only where people sign in."""

ACCOUNTS = Option("accounts", "", N_("People sign in"))
SECOND_KEY = Option("second_key", "", N_("Sensitive values have a key of their own"))
"""The key file that belongs to this file, so that taking it away opens nothing."""

SECOND_MEDIUM = Option("second_medium", "", N_("Folder on a second medium for backups"))
BACKUP_COMPUTER = Option("backup_computer", "", N_("The computer that backs a server up"))
"""On a server one of the desks makes the backups; of a file it is the computer that has it."""

RETENTION_USUAL = Option(
    "retention_usual", "10", N_("Dossiers of ordinary cases are kept"), "retention"
)
RETENTION_GRAVE = Option(
    "retention_grave",
    "30",
    N_("Dossiers of group cases, injuries and deaths at work are kept"),
    "retention",
)
"""No statute fixes how long; the centre's table approved by the archives authority governs."""

OPTIONS = (
    MEDIATORS_SEE_OWN,
    RESTART_ACCEPTANCE,
    UNTOUCHED_DAYS,
    CLOSING_APPROVAL,
    LETTER_CODE,
    UNFAIR_PERCENT,
    BODY_NATURE,
    CUTOFF_DAY,
    SMALL_NUMBERS,
    INDUSTRIES,
    OWNERSHIPS,
    RETENTION_USUAL,
    RETENTION_GRAVE,
)
"""Every option of the house rules, in the order in which settings show them."""
