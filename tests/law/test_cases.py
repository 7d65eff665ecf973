"""Tables of cases that a lawyer can read and add to: tests/law/cases/*.json."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from mediation_desk.law.calc import answer
from mediation_desk.law.claims import KINDS
from mediation_desk.law.packs import Law

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case['id']}-{case['article']}")
    for path in sorted(FOLDER.glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
]


def agrees(given: object, expected: object, tolerance: Decimal) -> bool:
    if isinstance(expected, list):
        assert isinstance(given, list)
        pairs = zip(given, expected, strict=True)
        return all(agrees(one, other, tolerance) for one, other in pairs)
    if expected is None or isinstance(expected, bool):
        return given is expected
    try:
        return abs(Decimal(str(given)) - Decimal(str(expected))) <= tolerance
    except InvalidOperation:
        return given == expected


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_the_law_gives_what_the_case_says(kind: str, case: dict, law: Law) -> None:
    given = answer({"claim_type": kind, "inputs": case["inputs"]}, law)

    assert "error" not in given
    tolerance = Decimal(case.get("tolerance", "0"))
    for name, expected in case["expected"].items():
        assert agrees(given[name], expected, tolerance), (name, given[name], expected)


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_every_answer_has_steps_and_articles(kind: str, case: dict, law: Law) -> None:
    given = answer({"claim_type": kind, "inputs": case["inputs"]}, law)

    assert given["steps"]
    assert given["articles"]
    assert all(set(step) == {"label", "expression", "result", "basis"} for step in given["steps"])
    nothing = not Decimal(given.get("amount") or 0)
    assert nothing or "reason" not in given, "what says why a sum is nothing stands beside no sum"


def test_every_kind_of_claim_has_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(KINDS)
