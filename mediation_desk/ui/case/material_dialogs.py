"""Taking materials in, and changing what is said of one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.errors import DeskError, NotFound, Problem
from mediation_desk.domain.materials import EvidenceKind, Material
from mediation_desk.i18n import _
from mediation_desk.services import materials
from mediation_desk.services.materials import Incoming, Taken
from mediation_desk.ui.case.material_form import MaterialForm
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine


class MaterialDialog(Dialog):
    """Says of one material, or of several that came in together, what the list needs."""

    carried = Signal(str)

    def __init__(self, case: OpenCase, title: str, action: str, parent: QWidget) -> None:
        super().__init__(title, action, name="material_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "materials belong to a case that is shown"
        self.case, self.desk, self.file = case, case.desk, case.file
        self.setMinimumWidth(620)
        self.told = label("", "small", name="material_told", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.form = MaterialForm(self.fields, self.file, self.desk.actor.name)
        self.body.addWidget(self.form)

    def tell(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something over the fields."""
        self.told.setText(text)
        set_tone(self.told, tone)
        self.told.setVisible(bool(text))

    def lacks_day(self) -> bool:
        """Refuse an empty day of receipt at its field."""
        if self.form.received_on.day() is None:
            problem = Problem("received_on", _("Enter the day it was received."))
            self.explain(DeskError(problem.text, (problem,)))
            return True
        return False


class ChangeMaterialDialog(MaterialDialog):
    """Changes what is said of a material."""

    def __init__(self, case: OpenCase, material: Material, parent: QWidget) -> None:
        super().__init__(case, _("Material"), _("Save"), parent)
        self.edits(material.id, of=case.file)
        self.form.show_value(material)
        key = material.id
        Together(
            self, case, lambda: ChangeMaterialDialog(case, _now(case, key), parent), "form._shown"
        )

    def submit(self) -> None:
        """Save."""
        if not self.readable() or self.lacks_day():
            return
        said, desk = self.form.value(), self.desk
        self.busy()
        self.case.act(
            lambda key, version: materials.change(desk, key, version, said),
            lambda _done: self._done(said.name),
            self.explain,
        )

    def _done(self, name: str) -> None:
        self.carried.emit(_("“{name}” is changed.").format(name=name))
        self.accept()


def _now(case: OpenCase, key: int) -> Material:
    """Return a material as the case has it now."""
    found = [one for one in case.file.materials if one.id == key] if case.file else []
    if not found:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found[0]


class AddMaterialsDialog(MaterialDialog):
    """Takes in files that were dropped, chosen, pasted or scanned."""

    def __init__(
        self, case: OpenCase, came: Sequence[Incoming], refused: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(case, _("Add materials"), _("Add"), parent)
        self.came = tuple(came)
        self.edits(f"files {_mark(self.came)}", of=self.file)
        self.progress = ProgressLine("material_progress")
        self.add_above_buttons(self.progress)
        self.form.show_value(materials.usual(self.desk, self.file, self.came[0]))
        several = len(self.came) > 1
        if several:
            self.form.name.clear()
            self.form.name_field.caption.say(_("Common name"))
            self.form.name_field.advise(
                _("With a name they are called by it and numbered, else each as its file.")
            )
            self.form.pages_field.setEnabled(False)
        text = _("They are pages of one material, in this order")
        self.as_one = named(QCheckBox(text), "material_as_one", text)
        self.as_one.setVisible(several and all(_is_page(one) for one in self.came))
        self.as_one.toggled.connect(self._name_one)
        self.body.insertWidget(1, self.as_one)
        self.form.name.selectAll()
        lines = [_("{n} files: {names}").format(n=len(self.came), names=self._names())]
        told = [*(one.note for one in self.came if one.note), *refused]
        self.tell("\n".join([*(lines if several else ()), *told]), _tone(told))

    def _name_one(self, on: bool) -> None:
        """One material of several pages needs a name; several may be called by their files."""
        caption = _("Name") if on else _("Common name")
        self.form.name_field.caption.say(caption)
        self.form.name_field.advise(
            _("The photographs lie in one PDF as the camera made them.")
            if on
            else _("With a name they are called by it and numbered, else each as its file.")
        )
        if on and not self.form.name.text().strip():
            self.form.name.setText(self.came[0].name)
            self.form.name.selectAll()

    def _names(self) -> str:
        names = [one.file_name for one in self.came]
        more = len(names) - 4
        shown = _(", ").join(names[:4])
        return _("{names} and {n} more files").format(names=shown, n=more) if more > 0 else shown

    def said(self) -> list[Material]:
        """Return what is said of each."""
        common = self.form.value()
        if len(self.came) == 1:
            return [common]
        if self.as_one.isChecked():
            return [replace(common, pages=sum(one.pages for one in self.came))]
        name = common.name.strip()
        return [
            replace(
                common,
                name=f"{name} {number}" if name else one.name,
                pages=one.pages,
                kind=_kind(self, common, one),
            )
            for number, one in enumerate(self.came, 1)
        ]

    def submit(self) -> None:
        """Store the contents on the drawing worker, then add the rows in one act."""
        if not self.readable() or self.lacks_day():
            return
        desk, came, as_one = self.desk, self.came, self.as_one.isChecked()
        name = self.form.name.text().strip() or came[0].name

        def stored(progress: Progress) -> list[Taken]:
            if as_one:
                return [materials.stored(desk, materials.joined(came, name))]
            taken: list[Taken] = []
            done, total = 0, sum(_weight(one.size) for one in came)
            for one in came:
                if not progress(done, total):
                    return []
                taken.append(materials.stored(desk, one, _from(progress, done, total)))
                done += _weight(one.size)
            return taken

        self.busy()
        rendering = self.case.jobs.render(self, stored, self._add, self._refused)
        rendering.stopped.connect(lambda: self.busy(False))
        self.progress.follow(rendering, _("Storing the files…"))

    def _add(self, taken: list[Taken]) -> None:
        """Add what the case does not have yet; a content that came twice is taken once."""
        self.progress.done()
        held = {m.sha256 for m in (self.case.file or self.file).materials}
        entries, left = [], []
        for said, one in zip(self.said(), taken, strict=True):
            if one.kept.sha256 in held:
                left.append(one.file_name)
                continue
            held.add(one.kept.sha256)
            entries.append((said, one))
        if not entries:
            self.explain(DeskError(_left_out(left)))
            return
        desk = self.desk
        self.case.act(
            lambda key, version: materials.add(desk, key, version, entries),
            lambda keys: self._done(len(keys), left),
            self.explain,
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)

    def _done(self, count: int, left: Sequence[str]) -> None:
        told = [_("{n} materials are added.").format(n=count)]
        self.carried.emit("".join([*told, *([_left_out(left)] if left else [])]))
        self.accept()


def _mark(came: Sequence[Incoming]) -> str:
    """Return a mark of files by their names, which may name people: the mark does not."""
    return sha256("\n".join(one.file_name for one in came).encode()).hexdigest()[:16]


def _left_out(names: Sequence[str]) -> str:
    """Say which files bring nothing new."""
    return _("Left out, since the case has the same content already: {names}.").format(
        names=_(", ").join(names)
    )


def _kind(dialog: AddMaterialsDialog, common: Material, one: Incoming) -> EvidenceKind | None:
    """Return the kind chosen; recordings among other files are recordings."""
    usual = materials.usual(dialog.desk, dialog.file, one).kind
    recorded = common.kind is EvidenceKind.DOCUMENT and usual is EvidenceKind.RECORDING
    return usual if recorded else common.kind


def _is_page(one: Incoming) -> bool:
    """Say whether it is a picture that can be joined with others."""
    return one.media.is_picture and one.path is None


def _from(progress: Progress, before: int, total: int) -> Callable[[int], bool]:
    """Tell the bytes of one file as progress of all of them."""
    return lambda done: progress(before + _weight(done), total)


def _weight(size: int) -> int:
    """What a content of so many bytes counts for in the progress: its mebibytes, and one."""
    return (size >> 20) + 1


def _tone(refused: Sequence[str]) -> Tone:
    return Tone.WARN if refused else Tone.PLAIN
