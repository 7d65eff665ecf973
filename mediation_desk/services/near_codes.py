"""Employers of a ledger that may be one: the same name with nearly the same credit code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mediation_desk.domain.identifiers import check_credit_code
from mediation_desk.domain.past_cases import PastRow
from mediation_desk.i18n import _
from mediation_desk.storage import folding

_MOST_APART = 2
"""So many characters differ where one was mistaken, or two were exchanged."""


def with_near_codes(rows: Sequence[PastRow], known: Iterable[tuple[str, str]]) -> Iterator[PastRow]:
    """Ask at a row whether its employer is one whose code is nearly the same.

    `known` are names and codes of the centre. Of two codes in the file that with the wrong check
    character is asked about, or both.
    """
    of_centre: dict[str, set[str]] = defaultdict(set)
    of_file: dict[str, set[str]] = defaultdict(set)
    for name, code in known:
        of_centre[folding.fold(name)].add(code)
    for row in rows:
        if row.case is not None and (code := row.case.respondent.credit_code):
            of_file[folding.fold(row.case.respondent.name)].add(code)
    for row in rows:
        others = _others(row, of_centre, of_file)
        if not others:
            yield row
            continue
        said = _(
            "{name} also stands with the credit code {others}, which is nearly the same. They come"
            " in as two employers: please check whether they are one."
        )
        note = said.format(name=row.respondent, others=_(", ").join(sorted(others)))
        yield replace(row, notes=(*row.notes, note))


def _others(row: PastRow, of_centre: dict[str, set[str]], of_file: dict[str, set[str]]) -> set[str]:
    if row.case is None or not (code := row.case.respondent.credit_code):
        return set()
    name = folding.fold(row.case.respondent.name)
    if code in of_centre.get(name, ()):
        return set()
    right = check_credit_code(code) is None
    found = set(of_centre.get(name, ()))
    found |= {one for one in of_file[name] if not right or check_credit_code(one) is None}
    return {one for one in found if one != code and _are_near(one, code)}


def _are_near(one: str, other: str) -> bool:
    return (
        len(one) == len(other)
        and sum(a != b for a, b in zip(one, other, strict=True)) <= _MOST_APART
    )
