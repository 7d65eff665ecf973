"""A standard of points in words, so that whoever reads a table can count again."""

from mediation_desk.domain.money import figures
from mediation_desk.domain.points import FileLevel
from mediation_desk.i18n import _
from mediation_desk.reports.month_texts import points


def level(one: FileLevel, *, first: bool) -> str:
    """Write a level with its points, its weight, and which files have it."""
    return _("{name} {points} (weight {weight}; {which})").format(
        name=one.name,
        points=points(one.points),
        weight=points(one.weight),
        which=_which(one, first),
    )


def _which(one: FileLevel, first: bool) -> str:
    told = []
    if one.from_workers:
        told.append(_("from {n} workers").format(n=one.from_workers))
    if one.from_claimed:
        told.append(_("from {yuan} yuan claimed").format(yuan=figures(one.from_claimed)))
    if told:
        return _(" or ").join(told)
    return _("every other file") if first else _("as the supervisor sets it")
