"""The kinds of claim that the law can compute, each from its module in `law.kinds`.

A new kind is one module there, with its fields, its rule and its `KINDS`, and one row in
`domain.claim_kinds`: the modules are found by being there, and the form, the grid, the sheet,
the counter and the command line follow the row.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from mediation_desk.domain.claim_kinds import AnswerKind, ClaimKind
from mediation_desk.law import kinds
from mediation_desk.law.kind import Kind

__all__ = ["KINDS", "Kind"]


def _found() -> Iterator[Kind]:
    for module in iter_modules(kinds.__path__, f"{kinds.__name__}."):
        yield from import_module(module.name).KINDS


def _ordered() -> Iterator[Kind]:
    """Yield the kinds in the order of their rows; those that are no item of a sheet last."""
    found = {kind.code: kind for kind in _found()}
    for code in (*ClaimKind, *AnswerKind):
        yield found.pop(code)
    yield from found.values()


KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _ordered()})
