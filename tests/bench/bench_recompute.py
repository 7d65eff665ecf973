"""Five hundred workers with eight claims: all their sums, against bare products of decimals."""

import statistics
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from mediation_desk import paths
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import Claim, ClaimKind, Employment, Stated
from mediation_desk.law.entitlement import Known, entitlement
from mediation_desk.law.packs import LawOn, load_law
from mediation_desk.services import browse, claims, intake, story
from tests.bench.measure import report, times

K = ClaimKind
KINDS = (
    *(K.WAGE_ARREARS, K.SEVERANCE, K.UNEMPLOYMENT_LOSS, K.NOTICE_PAY),
    *(K.DOUBLE_WAGE, K.OVERTIME, K.ANNUAL_LEAVE, K.HEAT_ALLOWANCE),
)
WORKERS = 500
LEFT = date(2026, 9, 30)
STATED = {
    "monthly_wage": "6000.00",
    "overtime.weekday_hours": "40",
    "annual_leave.cumulative_years": "8",
    "heat_allowance.hours": "200",
}


def facts(number: int) -> tuple[Employment, Stated]:
    """Return one worker's facts, no two alike."""
    wage = Decimal(5000 + number)
    hired = date(2012, 1, 1) + timedelta(days=7 * number)
    return Employment(hired_on=hired, left_on=LEFT, average_wage=wage, arrears=wage * 3), STATED


def bare(workers: list[tuple[Employment, Stated]]) -> Decimal:
    """Multiply a wage by a number for every claim, and round: the least there is to do."""
    total = Decimal(0)
    for work, _stated in workers:
        for number in range(len(KINDS)):
            product = (work.average_wage or Decimal(0)) * Decimal(number + 1)
            total += product.quantize(Decimal("0.01"))
    return total


def _law() -> LawOn:
    own = OwnFigure(
        name="unemployment_benefit_month",
        value=Decimal(1600),
        unit="yuan/month",
        since=date(2023, 1, 1),
        place="cn-1307",
    )
    return load_law(paths.resources("law")).with_own([own]).on(LEFT, "cn-1307")


def main() -> None:
    """Measure the rules alone, then the whole act with its file and its journal."""
    law, workers = _law(), [facts(number) for number in range(WORKERS)]

    def computed() -> None:
        for work, stated in workers:
            for kind in KINDS:
                entitlement(work, kind, law, stated)

    def shared() -> None:
        known: Known = {}
        for work, stated in workers:
            for kind in KINDS:
                entitlement(work, kind, law, stated, known=known)

    computed()
    theirs = times([lambda: bare(workers)], 9)
    bare_name = "4,000 bare products"
    report("4,000 sums with steps, nothing shared", times([computed], 5), bare_name, theirs)
    report("the same, as the desk counts a group", times([shared], 5), bare_name, theirs)
    _whole_act()


def _whole_act() -> None:
    with TemporaryDirectory() as folder:
        desk = story.sample_centre(Path(folder) / "many.desk")
        one = story.application().applicants[0]
        made = tuple(Claim(kind=kind) for kind in KINDS)
        applicants = []
        for number in range(WORKERS):
            work, stated = facts(number)
            person = replace(one.person, name=f"工人{number + 1}", id_number="")
            applicants.append(replace(one, person=person, work=work, claims=made, stated=stated))
        application = replace(story.application(), applicants=tuple(applicants), operation="many")
        begun = time.perf_counter()
        case_id = intake.register(desk, application).id
        print(f"registering 500 workers with 8 claims: {_since(begun):.0f} ms")
        case = browse.case_file(desk, case_id)
        ids = [applicant.id for applicant in case.applicants]
        begun = time.perf_counter()
        slices = []

        def told(done: int, total: int) -> bool:
            slices.append((_since(begun), done, total))
            return True

        claims.set_fact(desk, case_id, case.version, ids, "average_wage", "6543.21", told)
        gaps = [later[0] - earlier[0] for earlier, later in pairwise(slices)]
        print(
            f"one fact of 500 workers set, 4,000 sums computed and journalled: {_since(begun):.0f}"
            f" ms in {len(gaps)} slices of {statistics.median(gaps):.0f} ms"
        )
        desk.close()


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
