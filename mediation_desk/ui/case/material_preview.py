"""A material as it looks: a PDF, or the pages of a picture, upright and as wide as the card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.domain.materials import LARGEST_SHOWN, Material, Media
from mediation_desk.i18n import _
from mediation_desk.services.materials import Shown
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import quiet
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.case.pdf_preview import PdfPreview

_MOST_SHOWN = 12


class PictureView(QScrollArea):
    """Pictures one under the other, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "material_pictures", _("Picture of the material"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.S)
        self._more = label("", "small", name="material_more_pages")
        self._rows.addWidget(self._more)
        self._rows.addStretch(1)
        self.setWidget(self._content)
        self._pictures: list[tuple[QLabel, QPixmap]] = []

    def show_pictures(self, pictures: tuple[bytes, ...]) -> None:
        """Show other pictures."""
        for shown, _picture in self._pictures:
            shown.deleteLater()
        self._pictures = []
        for number, jpeg in enumerate(pictures[:_MOST_SHOWN]):
            picture = QPixmap()
            picture.loadFromData(jpeg)
            shown = named(QLabel(), f"material_picture_{number}", _("Page"))
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._rows.insertWidget(number, shown)
            self._pictures.append((shown, picture))
        self._more.setText(
            _("The first {n} of {total} pages are shown.").format(
                n=_MOST_SHOWN, total=len(pictures)
            )
        )
        self._more.setVisible(len(pictures) > _MOST_SHOWN)
        self._fit()
        self.verticalScrollBar().setValue(0)

    @property
    def pages(self) -> int:
        """The number of pictures shown."""
        return len(self._pictures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures into the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.viewport().width() - 2
        smooth = Qt.TransformationMode.SmoothTransformation
        for shown, picture in self._pictures:
            if picture.width() > wide > 0:
                shown.setPixmap(picture.scaledToWidth(wide, smooth))
            else:
                shown.setPixmap(picture)


def _why_not(material: Material) -> str:
    """Say why a material is not shown, and what can be done with it."""
    if material.media is Media.BROKEN:
        return _(
            "Cannot be previewed: the file is damaged. It is kept as it came, as evidence; a copy"
            " taken out has the same bytes."
        )
    if material.media is Media.HEIC:
        return _(
            "A photograph in the way iPhones keep it (HEIC). It is kept as it came, as evidence,"
            " but neither shown nor bound here. Ask for it as JPEG and add that too: whoever took"
            " it sends it on from the phone as JPEG, or takes it again after choosing Settings ›"
            " Camera › Formats › Most Compatible. Or take a copy out and save it as JPEG in a"
            " program that shows it."
        )
    if material.media is Media.PROGRAM:
        return _(
            "A program or script: it is never opened here. A copy that is taken out ends in .bin,"
            " so that it does not run by a double click."
        )
    if material.media.is_bound and not material.is_shown:
        return _("Larger than {n} MB: neither shown nor bound. Take a copy out to open it.").format(
            n=LARGEST_SHOWN // 2**20
        )
    return _("This kind of file is not shown here. Take a copy out to open it.")


class MaterialPreview(Card):
    """The material chosen, with the ways to turn its picture."""

    turning = Signal(int)
    """Turn by so many quarters to the right."""
    straightening = Signal()
    tilting = Signal(int)
    """Turn by so many tenths of a degree to the right."""
    resetting = Signal()

    def __init__(self) -> None:
        super().__init__(name="card_material")
        self.name = Elided("", "title", name="material_name")
        self.facts = Elided("", "small", name="material_facts")
        self.add(self.name)
        self.add(self.facts)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(Space.XS)
        for text, spoken, key, act in (
            ("⟲", _("Turn left"), "turn_left", lambda: self.turning.emit(3)),
            ("⟳", _("Turn right"), "turn_right", lambda: self.turning.emit(1)),
            ("◁", _("Half a degree to the left"), "tilt_left", lambda: self.tilting.emit(-5)),
            ("▷", _("Half a degree to the right"), "tilt_right", lambda: self.tilting.emit(5)),
            (_("Straighten"), _("Straighten by the lines of print"), "straighten",
             self.straightening.emit),
            (_("As photographed"), _("Show as photographed"), "as_it_came", self.resetting.emit),
        ):  # fmt: skip
            button = quiet(text, f"material_{key}", act)
            button.setToolTip(spoken)
            button.setAccessibleName(spoken)
            tools.addWidget(button)
        tools.addStretch(1)
        self.add(self._tools)
        self.stack = QStackedWidget()
        self.nothing = EmptyState(
            _("Choose a material to see it here."), name="material_nothing", icon="eye"
        )
        self.pictures = PictureView()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.pictures)
        self.add(elastic(self.stack, 120), 1)
        self._pdf: PdfPreview | None = None
        self.clear()

    def clear(self, text: str = "") -> None:
        """Show nothing, and say why."""
        self.nothing.text.setText(text or _("Choose a material to see it here."))
        self.stack.setCurrentWidget(self.nothing)
        self._tools.hide()
        if not text:
            self.name.say("")
            self.facts.say("")

    def wait_for(self, material: Material) -> None:
        """Say which material is being fetched."""
        self.name.say(material.name)
        self.facts.say(
            _("{media} · {size} · {file} · received on {day}").format(
                media=material.media.label,
                size=_size(material.size),
                file=material.file_name,
                day=material.received_on,
            )
        )

    def show_material(self, material: Material, shown: Shown) -> None:
        """Show a material; what the desk cannot draw is said so."""
        if shown.pdf:
            pdf = self.pdf()
            pdf.show_pdf(shown.pdf)
            self.stack.setCurrentWidget(pdf)
        elif shown.pictures:
            self.pictures.show_pictures(shown.pictures)
            self.stack.setCurrentWidget(self.pictures)
        else:
            self.clear(_why_not(material))
        self._tools.setVisible(material.media.is_picture and material.is_shown)

    def pdf(self) -> "PdfPreview":
        """Return the view of a PDF, made when it is first needed."""
        if self._pdf is None:
            from mediation_desk.ui.case.pdf_preview import PdfPreview

            self._pdf = PdfPreview()
            self.stack.addWidget(self._pdf)
        return self._pdf


def _size(count: int) -> str:
    """Say how large a file is; a small one is not nothing."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1e6:.1f} MB"
