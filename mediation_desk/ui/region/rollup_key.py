"""The key that signs packages: its fingerprint, for whom it is sealed, the sheet, and a new one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.i18n import _
from mediation_desk.services import rollup_keys
from mediation_desk.services.files import write_whole
from mediation_desk.services.rollup_keys import SigningKey
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class KeyDialog(Form):
    """Shows the key; a reason and one's own password renew it."""

    def __init__(self, desk: "Desk", jobs: Jobs, key: SigningKey, parent: QWidget) -> None:
        super().__init__(
            desk,
            jobs,
            _("Key that signs packages"),
            name="signing_key",
            parent=parent,
            action=_("Renew the key"),
        )
        self.cancel.setText(_("Close"))
        self._key = key
        self.mark = label("", "figure", name="signing_mark", wrap=True)
        self.mark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.mark)
        self.told = label("", "small", name="signing_told", wrap=True)
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.addWidget(
            secondary(_("Print the fingerprint sheet…"), "signing_print", self.print_sheet, "print")
        )
        row.addWidget(secondary(_("Save as PDF…"), "signing_save", self.save_sheet, "export"))
        self.done_words = label("", "small", name="signing_done", wrap=True)
        row.addWidget(self.done_words, 1)
        self.body.addLayout(row)
        self.reason = self.line(
            _("Why a new key is wanted"),
            "",
            "reason",
            hint=_("Somebody who led the centre has left, or a stick or backup was lost"),
        )
        words = _(
            "The old key is destroyed and not brought back. Send the sheet to whoever receives"
            " your packages: with the next one they compare the new fingerprint and tick it;"
            " packages received before stay valid."
        )
        self.body.addWidget(label(words, "small", name="signing_words", wrap=True))
        self.setMinimumWidth(520)
        self._show()

    def _show(self) -> None:
        key = self._key
        self.mark.setText(key.fingerprint)
        texts = []
        if key.made_at is not None:
            texts.append(
                _("Made {at} by {name}").format(
                    at=f"{beijing(key.made_at):%Y-%m-%d %H:%M}", name=key.made_by
                )
            )
        if key.sealed_for:
            texts.append(_("sealed for: {names}").format(names="、".join(key.sealed_for)))
        else:
            texts.append(self._unsealed())
        if not key.may_sign:
            texts.append(_("not for you: somebody for whom it is must make the next package"))
        told = _("; ").join(texts)
        for mark, at in key.earlier[:3]:
            told += "\n" + _("Earlier key: {mark}, made {at}").format(
                mark=mark, at=f"{beijing(at):%Y-%m-%d}"
            )
        self.told.setText(told)

    def _unsealed(self) -> str:
        """Say who can take a key that is not sealed, and what closes it."""
        if self.desk.db.is_file:
            return _(
                "not sealed: whoever can open this file can sign in the centre's name; it is"
                " sealed when it is next used in a file with accounts"
            )
        return _(
            "not sealed: on a server it can be read by the accounts of supervisors, and by whoever"
            " administers the server"
        )

    def submit(self) -> None:
        """Renew the key, once it is certain who asks for it."""
        if not self.desk.has_accounts:
            self._renew()
            return
        from mediation_desk.ui.accounts.dialogs import ProofDialog

        ProofDialog(self.desk, self.jobs, self._renew, self).open()

    def _renew(self) -> None:
        self.busy()
        job = partial(rollup_keys.renew, self.desk, self.reason.text())
        self.jobs.do(self, job, self._renewed, self.explain)

    def _renewed(self, key: SigningKey) -> None:
        """Stay, so that the sheet of the new key can be printed."""
        self.busy(False)
        self._key = key
        self.reason.clear()
        self._show()
        self.done_words.setText(_("Renewed. Print the sheet and send it to the receivers."))

    def print_sheet(self) -> None:
        """Print the sheet for the receivers."""
        job = partial(rollup_keys.sheet, self.desk)
        self.jobs.ask(self, job, self._print, self.explain)

    def _print(self, data: bytes) -> None:
        from mediation_desk.ui.printers.order import Sheet
        from mediation_desk.ui.printers.print_dialog import print_sheets

        sheet = Sheet(title=_("Fingerprint of the key that signs our packages"), pdf=data)
        dialog = print_sheets(self.jobs, (sheet,), self)
        dialog.accepted.connect(lambda: self.done_words.setText(_("Handed to the print queue.")))

    def save_sheet(self) -> None:
        """Save the sheet where the person wants it."""
        name = f"{_('Fingerprint of the key that signs our packages')}.pdf"
        path = ask_save(self, _("Save as PDF"), name, "*.pdf", "packages")
        if path is None:
            return

        def job() -> str:
            return write_whole(path, rollup_keys.sheet(self.desk)).name

        self.jobs.ask(
            self,
            job,
            lambda written: self.done_words.setText(_("Written: {name}").format(name=written)),
            self.explain,
        )
