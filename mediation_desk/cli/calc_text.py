"""The calculator as people read it: its kinds, what each asks for, and answers line by line."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from mediation_desk.domain.money import figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.calc import kind_named
from mediation_desk.law.claims import KINDS
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import KINDS as FIGURES

Answer = Mapping[str, Any]
_PARTS = (
    ("amount", N_("Amount")),
    ("net", N_("Net")),
    ("tax", N_("Tax")),
    ("amount_low", N_("At least")),
    ("amount_high", N_("At most")),
    ("employer_total", N_("Owed by the employer")),
    ("fund_total", N_("Owed by the fund")),
)
_EXAMPLE = '{"claim_type": "severance", "place": "cn-1307", "on": "2026-09-30", "inputs": {…}}'


def kinds() -> str:
    """List every kind of claim, and how a question is written."""
    wide = max(map(len, KINDS))
    rows = [f"{kind.code:{wide}}  {kind.title}" for kind in KINDS.values()]
    told = _("What a kind asks for: mediation-desk calc --fields KIND. A question is written as")
    return "\n".join([*rows, "", told, _EXAMPLE])


def fields(code: str) -> str:
    """List what a kind of claim asks for; refuse a kind that is unknown."""
    kind = kind_named(code)
    wide = max(len(field.name) for field in kind.fields)
    rows = [f"{field.name:{wide}}  {' · '.join(_about(field))}" for field in kind.fields]
    return "\n".join([f"{kind.code}  {kind.title}", *rows])


def _about(field: Field) -> Iterator[str]:
    yield field.title
    yield field.shape.label
    if field.required:
        yield _("required")
    if field.choices:
        yield " / ".join(field.choices)
    if field.shape is Shape.NUMBER:
        yield _("{low} to {high}").format(low=field.low, high=field.high)
    if field.figure:
        yield _("taken from “{title}” where place and day are given").format(
            title=FIGURES[field.figure].title
        )


def answers(found: Answer | Sequence[Answer]) -> str:
    """Write answers as text, a blank line between them."""
    if isinstance(found, Mapping):
        return "\n".join(_lines(found))
    return "\n\n".join(
        "\n".join(_lines(answer, f"{number}. ")) for number, answer in enumerate(found, 1)
    )


def unanswered(found: Answer | Sequence[Answer]) -> str:
    """Say which of several questions have no answer, by their place; nothing where all have."""
    listed = [found] if isinstance(found, Mapping) else found
    places = [str(number) for number, answer in enumerate(listed, 1) if "error" in answer]
    if not places or len(listed) == 1:
        return ""
    return _("{n} of {of} questions could not be answered: numbers {places}.").format(
        n=len(places), of=len(listed), places=_(", ").join(places)
    )


def _lines(answer: Answer, number: str = "") -> Iterator[str]:
    if "error" in answer:
        faults = answer.get("fields", {})
        told = _("Not computed: {reason}").format(reason="" if faults else answer["error"])
        yield number + told.rstrip()
        yield from (f"  {text}" for text in faults.values())
        return
    yield number + KINDS[answer["claim_type"]].title
    for step in answer["steps"]:
        same = step["expression"] == step["result"]
        told = step["result"] if same else f"{step['expression']} = {step['result']}"
        basis = f"  [{step['basis']}]" if step["basis"] else ""
        yield f"  {step['label']}  {told}{basis}"
    for name, caption in _PARTS:
        if answer.get(name) is not None:
            yield f"{_(caption)}  {figures(Decimal(answer[name]))}"
    if reason := answer.get("reason"):
        yield reason
    for figure in answer["figures"]:
        title = FIGURES[figure["name"]].title if figure["name"] in FIGURES else figure["name"]
        since = f"  {figure['since']}" if figure["since"] else ""
        yield f"  {title}  {figure['value']}{since}  {figure['document']}"
    if answer["articles"]:
        yield _("Basis: {articles}").format(articles=_("; ").join(answer["articles"]))
    yield from (_("Note: {text}").format(text=text) for text in answer["warnings"])
