"""The pictures of a period: looked at, copied, saved (统计图)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from mediation_desk.domain.statistics import MonthBook, Picture
from mediation_desk.i18n import _
from mediation_desk.services import month_pictures, small_numbers, statistics
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

Drawn = tuple[tuple[Picture, bytes], ...]
"""Pictures, each with its PDF."""

_SHOWN = QSize(720, 400)
_SHARP = 3
"""How much finer a copied or saved picture is than the one on the screen."""


class PicturesDialog(Dialog):
    """One picture at a time, as it stands in the PDF of the reports."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, book: MonthBook, parent: QWidget, *, given: bool
    ) -> None:
        """Draw the pictures of a book; where it is `given` to others, those the PDF has."""
        super().__init__(_("Pictures"), _("Close"), name="pictures_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._drawn: Drawn = ()
        self._left_out = ""
        self._jobs = jobs
        self.choice = named(Choice(), "picture_choice", _("Picture"))
        self.choice.currentIndexChanged.connect(lambda _place: self._show())
        self.shown = named(QLabel(), "picture_shown", _("Picture"))
        self.shown.setMinimumSize(_SHOWN)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = label("", "small", name="picture_told")
        self.told.hide()
        self.progress = ProgressLine("pictures_progress")
        self.copying = secondary(_("Copy the picture"), "picture_copy", self.copy, "copy")
        self.saving = secondary(_("Save the picture…"), "picture_save", self.save, "export")
        for widget in (self.choice, self.shown, self.told, self.progress):
            self.body.addWidget(widget)
        self.foot.insertWidget(0, self.copying)
        self.foot.insertWidget(1, self.saving)
        self.cancel.hide()
        for button in (self.copying, self.saving):
            button.setEnabled(False)

        def job(progress: Progress) -> tuple[Drawn, int]:
            from mediation_desk.reports import picture_pdf

            made = left = month_pictures.pictures(desk, book, progress)
            if given or small_numbers.must_hide(desk):  # a picture is copied and saved from here
                _shown, left = statistics.given(desk, book, made)
            drawn = tuple((picture, picture_pdf(picture)) for picture in left)
            return drawn, len(made) - len(left)

        rendering = jobs.render(self, job, self._take, self.explain)
        self.progress.follow(rendering, _("Drawing the pictures…"))

    def _take(self, found: tuple[Drawn, int]) -> None:
        drawn, without = found
        self.progress.done()
        if without:
            self._left_out = _(
                "Pictures that hold small numbers or could give them away are left out: {n}."
            ).format(n=without)
        self._drawn = drawn
        self.choice.offer([(picture.code, picture.title) for picture, _pdf in drawn])
        for button in (self.copying, self.saving):
            button.setEnabled(bool(drawn))
        self._show()

    def _fit(self) -> None:
        """Take the room of the picture and no more: the line of progress is gone."""
        self._content.layout().activate()  # type: ignore[union-attr]  # it has one
        self.resize(*self._wanted())

    def _tell(self, text: str) -> None:
        """Say below the picture what was done with it; where nothing was, no line is taken."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self._fit()

    def _current(self) -> tuple[Picture, bytes] | None:
        place = self.choice.currentIndex()
        return self._drawn[place] if 0 <= place < len(self._drawn) else None

    def image(self, scale: float = 1) -> QImage:
        """Return the picture in view, as fine as asked for."""
        current = self._current()
        return _drawn(current[1], _SHOWN * scale) if current else QImage()

    def _show(self) -> None:
        ratio = self.devicePixelRatioF()
        image = self.image(ratio)
        self._tell(self._left_out)
        if image.isNull():
            return
        image.setDevicePixelRatio(ratio)
        self.shown.setPixmap(QPixmap.fromImage(image))
        if (current := self._current()) is not None:
            self.shown.setAccessibleDescription(_in_words(current[0]))

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image(_SHARP))
        self._tell(_("Picture copied."))

    def save(self) -> None:
        """Ask for a place and save the picture as PNG or PDF."""
        current = self._current()
        if current is None:
            return
        name = safe_name(current[0].title)
        path = ask_save(
            self, _("Save the picture…"), f"{name}.png", "PNG (*.png);;PDF (*.pdf)", "log"
        )
        if path is not None:
            self.save_to(path if path.suffix else path.with_suffix(".png"))

    def save_to(self, path: Path) -> None:
        """Save the picture in view, by the name's ending."""
        current = self._current()
        if current is None:
            return
        pdf = path.suffix.lower() == ".pdf"
        data = current[1] if pdf else _png(self.image(_SHARP))

        def job(_progress: Progress) -> Path:
            return write_whole(path, data)

        self._jobs.render(
            self,
            job,
            lambda written: self._tell(_("Saved: {name}").format(name=written.name)),
            self.explain,
        )

    def reject(self) -> None:
        """Stop what is being drawn, or close."""
        if self.progress.busy:
            self.progress.cancel()
        super().reject()


def _drawn(pdf: bytes, size: QSize) -> QImage:
    from PySide6.QtPdf import QPdfDocument

    held, buffer = QByteArray(pdf), QBuffer()
    buffer.setBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    image = document.render(0, size)
    document.close()
    whole = QImage(image.size(), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    from PySide6.QtGui import QPainter

    painter = QPainter(whole)
    painter.drawImage(0, 0, image)
    painter.end()
    return whole


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def _in_words(picture: Picture) -> str:
    """Say what a picture shows, for those who do not see it."""
    lines: Sequence[str] = [
        f"{series.name}: " + ", ".join(str(value) for value in series.values)
        for series in picture.series
    ]
    return "\n".join([picture.title, ", ".join(picture.labels), *lines])
