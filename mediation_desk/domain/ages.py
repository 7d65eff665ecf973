"""How old somebody is."""

from datetime import date


def age(born: date, on: date) -> int:
    """Return the full years of somebody on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
