"""A thin line of progress with a sentence and a way to stop."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Rendering
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class ProgressLine(QWidget):
    """Shows a long job; hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, _("Progress"))
        self._rendering: Rendering | None = None
        self.text = label("", "small", name=f"{name}_text")
        self.bar = named(QProgressBar(), f"{name}_bar", _("Progress"))
        self.bar.setTextVisible(False)
        self.stop = link(_("Stop"), f"{name}_stop", self.cancel)
        beneath = QHBoxLayout()
        beneath.addWidget(self.text, 1)
        beneath.addWidget(self.stop)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.bar)
        inside.addLayout(beneath)
        self.hide()

    def follow(self, rendering: Rendering, text: str) -> None:
        """Show the progress of a job."""
        self._rendering = rendering
        self.text.setText(text)
        self.bar.setRange(0, 0)
        rendering.progressed.connect(self._advance)
        rendering.stopped.connect(lambda: self._stopped(rendering))
        self.show()

    def _stopped(self, rendering: Rendering) -> None:
        if rendering is self._rendering:  # another one may be followed by now
            self.done()

    def done(self) -> None:
        """The job has ended."""
        self._rendering = None
        self.hide()

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._rendering is not None:
            self._rendering.cancel()
            self.text.setText(_("Stopping…"))

    @property
    def busy(self) -> bool:
        """Say whether a job is under way."""
        return self._rendering is not None

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
