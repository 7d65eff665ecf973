"""财税〔2018〕164号 on what is left of a lump sum; what of severance is in doubt near the line."""

from datetime import date
from decimal import Decimal

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.law.figures import Figure, FigureUnit
from mediation_desk.law.severance import Ending, severance
from mediation_desk.law.take_home import take_home


def average(value, unit, name):
    return Figure(
        name=name,
        value=Decimal(value),
        unit=unit,
        since=date(2025, 1, 1),
        document="",
        place="cn-13",
    )


YEARLY = average("97046", FigureUnit.YUAN_YEAR, "local_average_wage_year")
MONTHLY = average("6678", FigureUnit.YUAN_MONTH, "local_average_wage_month")


def test_only_the_lump_sum_on_ending_is_under_the_circular():
    """财税〔2018〕164号: 350,000, three times 97,046 exempt, tax 3,366.20."""
    home = take_home(
        {
            ClaimKind.SEVERANCE: Decimal("350000.00"),
            ClaimKind.INJURY_DISABILITY: Decimal("500000.00"),
            ClaimKind.WAGE_ARREARS: Decimal("90000.00"),
        },
        YEARLY,
    )

    assert home.tax == Decimal("3366.20")
    assert home.net == Decimal("936633.80")
    assert (home.exempt, home.rest) == (Decimal("500000.00"), Decimal("90000.00"))


def test_without_the_average_nothing_is_guessed():
    assert take_home({ClaimKind.SEVERANCE: Decimal("1.00")}, None).net is None
    assert take_home({ClaimKind.WAGE_ARREARS: Decimal("1.00")}, None).net == Decimal("1.00")


def test_a_wage_at_three_times_leaves_in_doubt_what_the_limit_would_take():
    """劳动合同法第四十七条: at the line 15.5 months count, above it twelve at most."""
    at = Ending(average_wage=Decimal("20034.00"), months=Decimal("15.5"), local_average=MONTHLY)
    far = Ending(average_wage=Decimal("15000.00"), months=Decimal("15.5"), local_average=MONTHLY)

    assert severance(at).amount - severance(at).doubtful == Decimal("240408.00")
    assert severance(far).doubtful == 0
