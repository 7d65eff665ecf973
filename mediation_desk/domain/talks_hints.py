"""What to point out before an offer is taken: sums that are unfair, rights that stay (提示)."""

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.insurance_waivers import void_promise, waives_insurance
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Key, Offer, claims_of, spread
from mediation_desk.i18n import _

UNFAIR = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第三十五条"

_GIVES_UP = ("放弃", "不再主张", "免除", "不得再")
_OF_THE_FUND = ("工伤保险基金", "工伤基金", "基金支付", "工伤待遇", "失业保险金")
_NAMED = 3


def offer_hints(
    case: CaseFile,
    offer: Offer,
    percent: int,
    fund: Mapping[Key, Decimal],
    unlikely: Container[Key] = (),
) -> Iterator[str]:
    """Say what is doubtful in an offer; `fund` are the sums that an insurance fund owes."""
    words = f"{offer.conditions}\n{offer.note}"
    if waives_insurance(words):
        yield void_promise()
    if waives_fund(words):
        yield _(
            "What an insurance fund owes is not given up by an agreement with the employer"
            " (general practice, to be confirmed)."
        )
    lumped = [
        key
        for key, sum_of_fund in fund.items()
        if sum_of_fund and any(one.kind is None and one.covers(key) for one in offer.sums)
    ]
    if lumped:
        yield _(
            "One sum covers {names}, to whom the insurance fund owes {sum} besides: it is not"
            " part of what is bargained for."
        ).format(
            names=_names(case, (party_id for party_id, _kind in lumped)),
            sum=figures(sum((fund[key] for key in lumped), ZERO)),
        )
    yield from unfair(case, spread(claims_of(case), offer), percent, unlikely)


def waives_fund(words: str) -> bool:
    """Say whether words give up what an insurance fund owes."""
    return any(w in words for w in _GIVES_UP) and any(i in words for i in _OF_THE_FUND)


def agreed_hints(case: CaseFile, percent: int, unlikely: Container[Key] = ()) -> Iterator[str]:
    """Say what is doubtful in the sums that are agreed."""
    agreed = {key: c.agreed for key, c in claims_of(case).items() if c.agreed is not None}
    yield from unfair(case, agreed, percent, unlikely)


def unfair(
    case: CaseFile, sums: Mapping[Key, Decimal], percent: int, unlikely: Container[Key] = ()
) -> Iterator[str]:
    """Name the items whose sum is far below the law's: plainly unfair, so voidable (显失公平).

    What counts as far is a setting of the centre; no rule that we know names a share. Sums that
    are `unlikely` to be owed at all are no measure, nor are those that another excludes.
    """
    claims = claims_of(case)
    low: dict[ClaimKind, list[int]] = {}
    for (party_id, kind), amount in sums.items():
        claim = claims.get((party_id, kind))
        entitled = claim.entitled if claim and not claim.apart else None
        if entitled and (party_id, kind) not in unlikely and amount * 100 < entitled * percent:
            low.setdefault(kind, []).append(party_id)
    items = [f"{kind.label}（{_names(case, low[kind])}）" for kind in ClaimKind if kind in low]
    if items:
        yield _(
            "Below {percent}% of the law's sum (limit set by the centre): {items}. What is plainly"
            " unfair can be set aside ({article})."
        ).format(percent=percent, items=_(", ").join(items), article=UNFAIR)


def _names(case: CaseFile, party_ids: Iterable[int]) -> str:
    different = tuple(dict.fromkeys(party_ids))
    shown = _(", ").join(case.party_name(party_id) for party_id in different[:_NAMED])
    if len(different) > _NAMED:
        return _("{names} and others, {n} workers").format(names=shown, n=len(different))
    return shown
