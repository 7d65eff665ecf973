"""The line that says from which enquiry a new case is made."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediation_desk.domain.case import Side, Source
from mediation_desk.domain.enquiry import Channel, Enquirer, Enquiry
from mediation_desk.i18n import _
from mediation_desk.ui.drafting import Kept
from mediation_desk.ui.widgets.labels import label


class FromEnquiry(QWidget):
    """Keeps the enquiry that a form was filled from; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("from_enquiry")
        self.text: QLabel = label("", "muted", name="from_enquiry_text", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.text)
        self.key: int | None = None
        self._number = ""
        self.show_enquiry(None, "")

    def show_enquiry(self, key: int | None, number: str) -> None:
        """Say from which enquiry the form was filled, or that it was from none."""
        self.key, self._number = key, number
        self.text.setText(_("Made from enquiry {number}.").format(number=number) if key else "")
        self.setVisible(key is not None)

    def texts(self) -> dict[str, str]:
        """Return which enquiry it is, for a draft."""
        return {"key": str(self.key or ""), "number": self._number}

    def put_texts(self, texts: dict[str, str]) -> None:
        """Put back which enquiry a draft was filled from."""
        key = texts.get("key", "")
        self.show_enquiry(int(key) if key.isdigit() else None, texts.get("number", ""))


def typed_from(enquiry: Enquiry) -> Kept:
    """Return what an enquiry says, as the form of a new case keeps it."""
    asked_by_worker = enquiry.enquirer is not Enquirer.EMPLOYER
    worker = {"name": enquiry.name, "phone": enquiry.phone} if asked_by_worker else {}
    if asked_by_worker:
        worker |= {"migrant": _tick(enquiry.migrant), "member": _tick(enquiry.member)}
    return {
        "respondent": {"name": enquiry.employer},
        "worker": worker,
        "dispute": {
            "cause": enquiry.cause,
            "cause_by_hand": "yes" if enquiry.cause else "",
            "facts": enquiry.topic,
            **_source(enquiry),
            "applied_by": "" if asked_by_worker else Side.RESPONDENT.value,
        },
        "enquiry": {"key": str(enquiry.id), "number": enquiry.number},
    }


def _tick(told: bool) -> str:
    return "yes" if told else ""


def _source(enquiry: Enquiry) -> dict[str, str]:
    """Say from where the case comes: who called the hotline was sent by it, on that day."""
    if enquiry.channel is not Channel.HOTLINE_12351:
        return {"source": Source.PARTY.value}
    day = enquiry.asked_on.isoformat()
    return {"source": Source.HOTLINE_12351.value, "referral.received_on": day}
