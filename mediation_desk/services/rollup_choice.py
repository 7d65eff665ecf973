"""Packages that are chosen together, compared with each other before any of them is taken in.

What is twice in the choice, or older than another one in it, is left out and says so; the rest is
taken in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mediation_desk.domain.rollup import Finding, Grade, Look, Package
from mediation_desk.i18n import _
from mediation_desk.services.rollup_checks import (
    accepted_twice,
    for_the_same_area,
    reported_twice,
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    file: str
    package: Package
    numbers: frozenset[str]


def beside_each_other(looks: Sequence[Look]) -> tuple[Look, ...]:
    """Compare packages that are chosen together, as each is compared with those received before."""
    looks = _each_once(looks)
    chosen = [
        _Chosen(one.file, one.package, one.package.numbers)
        for one in looks
        if one.package and one.sound
    ]
    return tuple(
        _with(look, dict.fromkeys(_beside(look.package, chosen)))
        if look.package and look.sound
        else look
        for look in looks
    )


def _each_once(looks: Sequence[Look]) -> tuple[Look, ...]:
    """Leave out what is in the choice twice, or older than another one in it."""
    sound = [(one.file, one.package) for one in looks if one.package and one.sound]
    by_digest: dict[str, str] = {}
    for file, package in sound:
        by_digest.setdefault(package.sha256, file)
    seen: set[str] = set()
    found = []
    for look in looks:
        finding = None
        if look.package and look.sound:
            if look.package.sha256 in seen:
                first = by_digest[look.package.sha256]
                text = _("The same package as {file}: taken in once.").format(file=first)
                finding = Finding(text, Grade.SKIP)
            else:
                finding = _among(look.package, sound)
            seen.add(look.package.sha256)
        found.append(_with(look, [finding]) if finding else look)
    return tuple(found)


def _among(package: Package, sound: Sequence[tuple[str, Package]]) -> Finding | None:
    """Compare one with the others of its sender and period."""
    same = [
        (file, other) for file, other in sound
        if (other.region, other.sender, other.period)
        == (package.region, package.sender, package.period)
    ]  # fmt: skip
    for file, other in same:
        if other.sequence == package.sequence and other.sha256 != package.sha256:
            text = _(
                "{file} is another package under the same number: ask the sender which one holds."
            )
            return Finding(text.format(file=file), Grade.FAULT)
    last = max(other.sequence for _file, other in same)
    if package.sequence < last:
        text = _("Older than no. {n} of the same sender, which is chosen too.").format(n=last)
        return Finding(text, Grade.SKIP)
    return None


def _beside(package: Package, chosen: Sequence[_Chosen]) -> Iterator[Finding]:
    own = package.numbers
    for one in chosen:
        other = one.package
        if (other.region, other.sender) == (package.region, package.sender):
            if other.period.span is package.period.span and other.period != package.period:
                yield from accepted_twice(other.period, one.numbers & own)
        elif other.period == package.period:
            if package.sha256 in other.parts:
                text = _("It also travels with the package of {sender}, and counts once.")
                yield Finding(text.format(sender=other.sender), Grade.NOTE)
            yield from reported_twice(other.sender, one.numbers & own)
            if other.region == package.region:
                yield for_the_same_area(other.sender, len(other.rows))


def _with(look: Look, more: Iterable[Finding]) -> Look:
    return replace(look, findings=(*look.findings, *more))
