"""Tables of cases that a lawyer can read and add to: tests/law/cases/*.json."""

import json
from decimal import Decimal
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


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_the_law_gives_what_the_case_says(kind: str, case: dict, law: Law) -> None:
    given = answer({"claim_type": kind, "inputs": case["inputs"]}, law)

    assert "error" not in given
    for name, expected in case["expected"].items():
        if expected is None or isinstance(expected, bool):
            assert given[name] is expected, name
        elif name == "allowance_payer":
            assert given[name] == expected
        else:
            assert Decimal(str(given[name])) == Decimal(str(expected)), name


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_every_answer_has_steps_and_articles(kind: str, case: dict, law: Law) -> None:
    given = answer({"claim_type": kind, "inputs": case["inputs"]}, law)

    assert given["steps"]
    assert given["articles"]
    assert all(set(step) == {"label", "expression", "result", "basis"} for step in given["steps"])


def test_every_kind_of_claim_has_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(KINDS)
