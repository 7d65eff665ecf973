"""What the search field finds: cases, void numbers, enquiries, and what the region keeps."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mediation_desk.services import browse, voiding
from mediation_desk.ui.case.voiding import found_line
from mediation_desk.ui.pages import enquiries_found
from mediation_desk.ui.phrases import parties, stage_now
from mediation_desk.ui.places import CASES, ENQUIRIES, REGION
from mediation_desk.ui.region import found as region
from mediation_desk.ui.search_box import Hit

if TYPE_CHECKING:
    from mediation_desk.domain.enquiry import Enquiry
    from mediation_desk.domain.void_numbers import VoidNumber
    from mediation_desk.services.desk import Desk


def find(
    desk: "Desk",
    text: str,
    open_enquiry: "Callable[[Enquiry], None]",
    open_region: Callable[[str, object], None],
    open_void: "Callable[[VoidNumber], None]",
) -> Sequence[Hit]:
    """Find what holds a text; each hit but a case brings the way to open it."""
    cases = [
        Hit(f"{line.number}  {parties(line)}  · {stage_now(line)}", line.id)
        for line in browse.find(desk, text)
    ]
    void = [
        Hit(found_line(one), 0, partial(open_void, one), CASES) for one in voiding.found(desk, text)
    ]
    asked = [
        Hit(one.text, 0, partial(open_enquiry, one.enquiry), ENQUIRIES)
        for one in enquiries_found.find(desk, text)
    ]
    kept = [
        Hit(one.text, 0, partial(open_region, one.tab, one.key), REGION)
        for one in region.find(desk, text)
    ]
    return [*cases, *void, *asked, *kept]
