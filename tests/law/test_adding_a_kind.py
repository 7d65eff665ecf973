"""Adding a kind of claim, done for real in a copy of the program: one module and one row."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import mediation_desk

PACKAGE = Path(mediation_desk.__file__).parent

MODULE = '''"""Night allowance by agreement (夜班津贴): nights by what was agreed for each."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.money import figures, half_up
from mediation_desk.law.award import Award, Step, product
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind

FIELDS = (
    Field(name="agreed", label="约定的每晚津贴", shape=Shape.MONEY, required=True),
    Field(name="nights", label="夜班数", shape=Shape.NUMBER, required=True, high=Decimal(9999)),
)


def night_allowance(inputs: Inputs) -> Award:
    agreed, nights = inputs.needed("agreed"), inputs.needed("nights")
    amount = half_up(agreed * nights)
    step = Step("夜班津贴", product(agreed, nights), figures(amount), "劳动合同法第三十条")
    return Award(kind="night_allowance", amount=amount, steps=(step,), employer=amount)


KINDS = (Kind(term=ClaimKind.NIGHT_ALLOWANCE, fields=FIELDS, rule=night_allowance),)
'''
ROW = (
    '    NIGHT_ALLOWANCE = "night_allowance", "夜班津贴", "夜班", '
    'ClaimGroup.TIME, "A08", Nature.PAY\n'
)
USED = """
from datetime import date
from decimal import Decimal

from mediation_desk import paths
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.calc import answer
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import facts, needs
from mediation_desk.law.packs import load_law
from mediation_desk.law.situations import SITUATIONS, claimed

law = load_law(paths.resources("law"))
kind = ClaimKind.NIGHT_ALLOWANCE
question = {"claim_type": kind.value, "inputs": {"agreed": "25", "nights": 12}}
assert answer(question, law)["steps"][0]["result"] == "300.00"
assert needs(kind.value) == (("night_allowance.agreed",), ("night_allowance.nights",))
assert facts()["night_allowance.nights"].title == "夜班数"
(told,) = [one for one in SITUATIONS if kind in one.kinds]
assert told.title == kind.label and claimed([told]) == (kind,)
stated = {"night_allowance.agreed": "25.00", "night_allowance.nights": "12"}
award = entitlement(Employment(), kind, law.on(date(2026, 9, 30), "cn-1307"), stated)
assert award.amount == Decimal(300)
print("counted")
"""


def test_a_new_kind_is_one_module_and_one_row(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "ui", "storage"))
    resources = PACKAGE.parent / "resources"
    if resources.exists():
        (tmp_path / "resources").symlink_to(resources)
    (copy / "law" / "kinds" / "night_allowance.py").write_text(MODULE, "utf-8")
    table = copy / "domain" / "claim_kinds.py"
    before, after = table.read_text("utf-8").split("    NONCOMPETE = (", 1)
    table.write_text(f"{before}{ROW}    NONCOMPETE = ({after}", "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", USED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("counted\n", "")
