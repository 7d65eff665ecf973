"""What happened, in plain words, and which claims follow from it (发生了什么、可以主张什么).

The table leads a person at the counter to the kinds of claim; which of them is due, and how
much, the rules of the kinds say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mediation_desk.domain.claims import AnswerKind, ClaimGroup, ClaimKind, Reckonable
from mediation_desk.i18n import N_, _
from mediation_desk.law.fact_texts import NO, YES
from mediation_desk.law.grounds import Ground

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One thing that can have happened: its words, the claims, and the facts it implies.

    `implies` are facts by name as they are stored; `answers` is what is asked besides claims. Of
    situations of one `group` that say why the employment ended only one can be true.
    """

    code: str
    words: str
    group: ClaimGroup
    kinds: tuple[ClaimKind, ...]
    implies: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    answers: tuple[AnswerKind, ...] = ()

    @property
    def title(self) -> str:
        """The words in the language spoken here."""
        return _(self.words)

    @property
    def ends(self) -> bool:
        """Say whether it tells why the employment ended."""
        return self.group is ClaimGroup.ENDING and not self.answers


def _ended(code: str, words: str, ground: Ground, *kinds: ClaimKind) -> Situation:
    implies = {"ground": ground.value}
    return Situation(code=code, words=words, group=ClaimGroup.ENDING, kinds=kinds, implies=implies)


def _happened(
    code: str, words: str, group: ClaimGroup, *kinds: ClaimKind, **implies: str
) -> Situation:
    return Situation(code=code, words=words, group=group, kinds=kinds, implies=implies)


def _asked(code: str, words: str, group: ClaimGroup, *answers: AnswerKind) -> Situation:
    return Situation(code=code, words=words, group=group, kinds=(), answers=answers)


K, G, A = ClaimKind, ClaimGroup, AnswerKind
_TOLD = (
    _happened("unpaid", N_("Wages were not paid, or not in full"), G.WAGES, K.WAGE_ARREARS),
    _happened("below_minimum", N_("Paid less than the minimum wage"), G.WAGES, K.MIN_WAGE_GAP),
    _happened(
        "ordered",
        N_("The labour authority ordered payment; still not paid"),
        G.WAGES,
        K.EXTRA_COMPENSATION,
        **{
            "extra_compensation_85.order_issued": YES,
            "extra_compensation_85.overdue": YES,
        },
    ),
    _asked(
        "deducted",
        N_("The employer deducts damage from the wage: how much at most"),
        G.WAGES,
        A.WAGE_DEDUCTION_CAP,
    ),
    _ended(
        "dismissed",
        N_("Dismissed without a lawful reason"),
        Ground.UNLAWFUL,
        K.UNLAWFUL_TERMINATION,
    ),
    _ended(
        "forced",
        N_("Left because of unpaid wages or insurance, or another fault of the employer"),
        Ground.FORCED,
        K.SEVERANCE,
    ),
    _ended(
        "agreed",
        N_("The employer proposed to end it, and the worker agreed"),
        Ground.AGREED_BY_EMPLOYER,
        K.SEVERANCE,
    ),
    _ended(
        "illness",
        N_("Dismissed after an illness, at the end of the medical period"),
        Ground.ILLNESS,
        K.SEVERANCE,
        K.NOTICE_PAY,
    ),
    _ended(
        "incompetence",
        N_("Dismissed as not fit for the work, after training or another post"),
        Ground.INCOMPETENCE,
        K.SEVERANCE,
        K.NOTICE_PAY,
    ),
    _ended(
        "circumstances",
        N_("Dismissed because circumstances changed greatly"),
        Ground.CIRCUMSTANCES,
        K.SEVERANCE,
        K.NOTICE_PAY,
    ),
    _ended("layoff", N_("Laid off for economic reasons"), Ground.LAYOFF, K.SEVERANCE),
    _ended(
        "expiry",
        N_("The contract expired and was not renewed"),
        Ground.EXPIRY,
        K.SEVERANCE,
    ),
    _ended(
        "closed",
        N_("The employer closed, went bankrupt or lost its licence"),
        Ground.DISSOLUTION,
        K.SEVERANCE,
    ),
    _asked(
        "taxed",
        N_("A lump sum is paid on leaving: the tax on it"),
        G.ENDING,
        A.SEVERANCE_TAX,
    ),
    _happened("unwritten", N_("No written contract was signed"), G.CONTRACT, K.DOUBLE_WAGE),
    _happened(
        "open_ended",
        N_("An open-ended contract was due and not signed"),
        G.CONTRACT,
        K.DOUBLE_WAGE_OPEN_ENDED,
    ),
    _happened(
        "probation",
        N_("Probation was too long, or set twice"),
        G.CONTRACT,
        K.PROBATION_DAMAGES,
    ),
    _happened("overtime", N_("Overtime was not paid"), G.TIME, K.OVERTIME),
    _happened("heat", N_("Worked in heat without the allowance"), G.TIME, K.HEAT_ALLOWANCE),
    _happened("leave", N_("Annual leave was not given"), G.LEAVE, K.ANNUAL_LEAVE),
    _happened("sick", N_("Sick leave was not paid"), G.LEAVE, K.SICK_PAY),
    _asked(
        "medical",
        N_("Ill, or hurt outside work: how long the medical period lasts"),
        G.LEAVE,
        A.MEDICAL_PERIOD,
    ),
    _happened(
        "injury",
        N_("Hurt at work, with a disability grade"),
        G.INJURY,
        K.INJURY_DISABILITY,
        injured=YES,
    ),
    _happened(
        "stop_work",
        N_("No wage while recovering from a work injury"),
        G.INJURY,
        K.INJURY_STOP_WORK,
        injured=YES,
    ),
    _happened(
        "treatment",
        N_("Treatment of a work injury was not paid"),
        G.INJURY,
        K.INJURY_MEDICAL,
        injured=YES,
    ),
    _happened("care", N_("Needs care after a work injury"), G.INJURY, K.INJURY_CARE, injured=YES),
    _happened(
        "topup",
        N_("The disability allowance was paid on too low a wage"),
        G.INJURY,
        K.INJURY_ALLOWANCE_TOPUP,
        injured=YES,
    ),
    _happened("death", N_("Died by a work injury"), G.INJURY, K.INJURY_DEATH, injured=YES),
    _happened(
        "uninsured",
        N_("Not insured against unemployment, so no benefit"),
        G.INSURANCE,
        K.UNEMPLOYMENT_LOSS,
        unemployment_insured=NO,
    ),
    _happened(
        "maternity",
        N_("Not insured for maternity, so no allowance"),
        G.WOMEN,
        K.MATERNITY_ALLOWANCE,
        **{"maternity_allowance.insured": NO},
    ),
    _happened(
        "noncompete",
        N_("Kept a duty not to compete without pay"),
        G.COVENANTS,
        K.NONCOMPETE,
    ),
    _asked(
        "trained",
        N_("Left within a service term; the employer asks for the cost of a training"),
        G.COVENANTS,
        A.TRAINING_PENALTY,
    ),
)
_NAMED = {kind for situation in _TOLD for kind in situation.kinds}
SITUATIONS = (
    *_TOLD,
    *(_happened(kind.value, kind.source, kind.group, kind) for kind in K if kind not in _NAMED),
)
"""Every kind can be asked for: one that no words here lead to is found by its own name."""


def claimed(chosen: Iterable[Situation]) -> tuple[ClaimKind, ...]:
    """Return the claims that follow, each once, in the order of the table of kinds."""
    wanted = {kind for situation in chosen for kind in situation.kinds}
    return tuple(kind for kind in ClaimKind if kind in wanted)


def asked(chosen: Iterable[Situation]) -> tuple[Reckonable, ...]:
    """Return the claims that follow and then what is asked besides, each once."""
    happened = tuple(chosen)
    wanted = {answer for situation in happened for answer in situation.answers}
    return (*claimed(happened), *(answer for answer in AnswerKind if answer in wanted))


def implied(chosen: Iterable[Situation]) -> Mapping[str, str]:
    """Return the facts that follow, by name as they are stored."""
    happened = tuple(chosen)
    found = {name: value for one in happened for name, value in one.implies.items()}
    hurt = any(ClaimKind.INJURY_DISABILITY in one.kinds for one in happened)
    ended = hurt and any(one.ends for one in happened)
    return found | ({RELATION_ENDED: YES} if ended else {})


RELATION_ENDED = "injury_disability.relationship_ended"
