"""Whether an arbitration award on a claim is final for the employer (终局裁决)."""

from decimal import Decimal

from mediation_desk.law.figures import Figure

ARTICLE_47 = "劳动争议调解仲裁法第四十七条"
MONTHS = 12


def is_final(amount: Decimal, minimum: Figure) -> bool:
    """Say whether a claim stays within twelve months' minimum wage, that sum included.

    劳动争议调解仲裁法第四十七条: claims for pay, injury medical costs, compensation or damages.
    """
    return amount <= minimum.monthly * MONTHS
