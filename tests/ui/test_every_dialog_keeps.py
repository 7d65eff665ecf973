"""Every dialog that edits keeps a draft of what is typed; one that does not says here why."""

import importlib
import inspect
import pkgutil

from mediation_desk import ui
from mediation_desk.ui.widgets.dialog import Dialog

SECRET = "takes a password or a code, which is never kept"
PASSES_ON = "hands on to the form under it, which has a draft of its own"
SHOWS = "shows, prints or exports; what is chosen in it changes nothing"
AT_ONCE = "each entry is saved as it is made"
OWN = "keeps a draft of its own kind"

WITHOUT = {
    "accounts.backup_key.SecretDialog": SECRET,
    "accounts.dialogs.FirstPasswordDialog": SECRET,
    "accounts.dialogs.PasswordDialog": SECRET,
    "accounts.dialogs.ProofDialog": SECRET,
    "accounts.dialogs.ProtectDialog": SECRET,
    "accounts.recovery_dialog.RecoveryDialog": SECRET,
    "accounts.restore_dialog.RestoreDialog": SECRET,
    "calculator.list_dialog.ListDialog": PASSES_ON,
    "calendar.export_dialog.ExportDialog": SHOWS,
    "calendar.plan_dialogs.PlanningDialog": "the common part of two others",
    "calendar.sheet_dialog.SheetDialog": SHOWS,
    "case.claims_dialog.ClaimsDialog": PASSES_ON,
    "case.envelopes_dialog.EnvelopesDialog": SHOWS,
    "case.free_times_dialog.FreeTimesDialog": PASSES_ON,
    "case.group_dialog.GroupDialog": SHOWS,
    "case.issued_papers.GivenDialog": SHOWS,
    "case.material_dialogs.MaterialDialog": "the common part of two others",
    "case.pack_dialog.PackDialog": SHOWS,
    "case.representative_dialogs.AnswersDialog": AT_ONCE,
    "case.summary_dialog.SummaryDialog": SHOWS,
    "case.voiding.VoidRecordDialog": SHOWS,
    "crash_dialog.CrashDialog": SHOWS,
    "ledger.dialog.LedgerDialog": "reads a file that lies outside of the program",
    "limitation.calculator.LimitationCalculator": SHOWS,
    "limitation.case_dialog.LimitationDialog": AT_ONCE,
    "limitation.moment_dialog.MomentDialog": "in a case its opener names the moment",
    "pages.enquiry_dialog.EnquiryDialog": OWN,
    "pages.log_dialog.LogDialog": SECRET,
    "pages.pictures_dialog.PicturesDialog": SHOWS,
    "pages.query_dialog.QueryDialog": SHOWS,
    "pages.report_dialog.ReportDialog": SHOWS,
    "pages.sections.calendar_dialogs.ChangeDialog": SHOWS,
    "pages.sections.effect_dialog.EffectDialog": SHOWS,
    "pages.sections.erase_dialog.EraseDialog": SECRET,
    "pages.sections.erase_dialog.EraseOverDialog": SECRET,
    "pages.sections.erase_dialog._Seconded": SECRET,
    "pages.sections.figure_facts.FactsDialog": SHOWS,
    "pages.sections.house_rules.CutoffQuestion": SHOWS,
    "pages.statistics_lock.LockQuestion": SHOWS,
    "paper_dialog.PaperDialog": SHOWS,
    "pdf_dialog.PdfDialog": SHOWS,
    "points.claims_dialog.ClaimsDialog": SHOWS,
    "points.standards_dialog.StandardsDialog": SHOWS,
    "printers.print_dialog.PrintDialog": SHOWS,
    "printers.queue_dialog.QueueDialog": SHOWS,
    "region.form.Form": "the common part of many others",
    "region.rollup_key.KeyDialog": SECRET,
    "region.rollup_made.MadeDialog": SHOWS,
    "region.rollup_receive.ReceiveDialog": "reads files that lie outside of the program",
    "widgets.all_told.AllTold": SHOWS,
    "widgets.both_versions.BothVersions": PASSES_ON,
    "widgets.dialog.GiveUp": SHOWS,
    "widgets.dialog.Question": SHOWS,
}


def _dialogs():
    for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(found.name)
    waiting, dialogs = [Dialog], {}
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith(ui.__name__):
                name = f"{kind.__module__.removeprefix(f'{ui.__name__}.')}.{kind.__qualname__}"
                dialogs[name] = kind
                waiting.append(kind)
    return dialogs


def _says_what_it_edits(kind):
    if "self.edited = None" in inspect.getsource(kind):
        return False
    return any(
        "self.edits(" in inspect.getsource(one)
        for one in kind.__mro__
        if issubclass(one, Dialog) and one is not Dialog
    )


def test_every_dialog_that_edits_keeps_what_is_typed():
    dialogs = _dialogs()
    keeping = {name for name, kind in dialogs.items() if _says_what_it_edits(kind)}
    assert len(keeping) > 70
    assert sorted(dialogs.keys() - keeping - WITHOUT.keys()) == []
    assert sorted(WITHOUT.keys() - (dialogs.keys() - keeping)) == []
