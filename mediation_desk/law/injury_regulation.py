"""What the regulation on work injury sets for all of its benefits, and leaves to be established.

工伤保险条例: the articles, months and percentages, and who owes what where nobody was insured.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.figures import Figure

ARTICLES_35_37 = {
    **dict.fromkeys(range(1, 5), "工伤保险条例第三十五条"),
    **dict.fromkeys(range(5, 7), "工伤保险条例第三十六条"),
    **dict.fromkeys(range(7, 11), "工伤保险条例第三十七条"),
}
ARTICLE_34 = "工伤保险条例第三十四条"
ARTICLE_62 = "工伤保险条例第六十二条"
ARTICLE_64 = "工伤保险条例第六十四条"

LUMP_MONTHS = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
ALLOWANCE_PERCENT = {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}
CARE_PERCENT = {"full": 50, "most": 40, "part": 30}
KEPT = 4
"""The last grade with which the employment is kept."""
LEAST, MOST = Decimal("0.6"), Decimal(3)

Care = Literal["full", "most", "part"]
Payer = Literal["fund", "employer"]


def insurance_notes(insured: bool | None, fund: Decimal, monthly: Decimal = ZERO) -> Iterator[str]:
    """Say who owes the sums where the worker was not insured, or nobody said whether so.

    `fund` is what the fund would pay once, `monthly` what it would pay each month.
    """
    if insured is False:
        yield _("The worker was not insured: the employer owes every item.")
    elif insured is None:
        yield _unsaid(fund, monthly)


def _unsaid(fund: Decimal, monthly: Decimal) -> str:
    if monthly and fund:
        return _(
            "Nobody said whether the worker was insured against work injury. Insured, the fund "
            "pays {fund} yuan once and {monthly} yuan a month; not insured, the employer owes "
            "these too ({article}). Please establish it."
        ).format(fund=figures(fund), monthly=figures(monthly), article=ARTICLE_62)
    if monthly:
        return _(
            "Nobody said whether the worker was insured against work injury. Insured, the fund "
            "pays {monthly} yuan a month; not insured, the employer owes these too ({article}). "
            "Please establish it."
        ).format(monthly=figures(monthly), article=ARTICLE_62)
    if not fund:
        return _(
            "Nobody said whether the worker was insured against work injury. Insured, the fund "
            "pays; not insured, the employer owes what it would ({article}). Please establish it."
        ).format(article=ARTICLE_62)
    return _(
        "Nobody said whether the worker was insured against work injury. Insured, the fund pays "
        "{fund} yuan; not insured, the employer owes these too ({article}). Please establish it."
    ).format(fund=figures(fund), article=ARTICLE_62)


def injury_undated(average: Figure | None) -> str:
    """Say that the own wage was bounded by an average that may be of another year."""
    text = _(
        "The day of the work injury was not entered: the own wage was held between 60% and 300% "
        "of “{figure}”. The average of the year before the injury decides ({article}); please "
        "enter the day."
    )
    return text.format(figure=average.title if average else "", article=ARTICLE_64)


def relation_kept() -> str:
    """Say that grades 1 to 4 keep the employment, so that an ending and an allowance exclude.

    工伤保险条例第三十五条: the relation is kept, the worker leaves the post and has the allowance.
    """
    return _(
        "Grades 1 to 4 keep the employment ({article}): ending it is not lawful in itself. A "
        "disability allowance and what is paid for an ending do not stand beside each other; "
        "please establish first whether the employment goes on."
    ).format(article=ARTICLES_35_37[1])
