"""An offer that somebody else saved while it was being typed: both versions, one is chosen."""

from collections.abc import Callable

from mediation_desk.domain.offers import Offer
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.together import show_both
from mediation_desk.ui.second_saver import SecondSaver
from mediation_desk.ui.talks.offer_form import OfferForm


def compare(
    case: OpenCase, form: OfferForm, begun: Offer, now: Offer, settled: Callable[[], object]
) -> None:
    """Compare what is typed with the offer as it was `begun` and as it is stored `now`.

    The form holds what was chosen when it is `settled`, and rests on what is stored.
    """
    if case.file is None:
        return
    before, fresh = OfferForm(), OfferForm()
    before.show_offer(case.file, begun, ())
    fresh.show_offer(case.file, now, ())
    saver = SecondSaver(form, settled, "_offer")
    saver.remember(before)
    before.deleteLater()
    saver.compare(fresh, lambda parts, then: show_both(case, parts, then, form))
