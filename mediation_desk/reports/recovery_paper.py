"""The sheet with the recovery code, to be printed once and kept under lock and key (恢复码单)."""

from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type
from mediation_desk.reports.summary_style import Text
from mediation_desk.typeset import fonts

_SIDE = 25 * mm
_TITLE, _BODY, _CODE = Type(20, fonts.SONG_BOLD), Type(11), Type(22, fonts.SONG_BOLD)


def recovery_paper(centre: str, code: str, on: date, file: str) -> bytes:
    """Write the sheet, in Chinese whatever the window speaks; it leaves room for a signature."""
    with i18n.speaking(i18n.CHINESE), fonts.press():
        target = BytesIO()
        title = _("Recovery code of the centre's file")
        document = BaseDocTemplate(target, pagesize=A4, title=title, author=centre, invariant=1)
        frame = Frame(_SIDE, 20 * mm, A4[0] - 2 * _SIDE, A4[1] - 45 * mm, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate("page", [frame])])
        groups = code.split("-")
        said = (
            _("Whoever holds this code can read the whole file and give anybody a new password."),
            _("Keep it sealed and locked away, apart from the computer and from the backups."),
            _("It is needed only when no password is known any more."),
            _(
                "On the sign-in page choose “Forgot the password” and type the code; capital or"
                " small letters and hyphens make no difference."
            ),
            _("Without a password and without this code, the data cannot be recovered by anybody."),
        )
        rows = [f"{number}. {text}" for number, text in enumerate(said, start=1)]
        document.build(
            [
                Text(title, _TITLE, centred=True),
                Spacer(0, 10 * mm),
                Text(_("Centre: {name}").format(name=centre), _BODY),
                Text(_("File: {name}").format(name=file), _BODY),
                Text(_("Made on: {day}").format(day=chinese_day(on)), _BODY),
                Spacer(0, 14 * mm),
                Text("  ".join(groups[:4]), _CODE, centred=True),
                Spacer(0, 4 * mm),
                Text("  ".join(groups[4:]), _CODE, centred=True),
                Spacer(0, 14 * mm),
                *(part for row in rows for part in (Text(row, _BODY), Spacer(0, 2 * mm))),
                Spacer(0, 18 * mm),
                Text(_("Kept by (signature): ____________    Date: ____________"), _BODY),
            ]
        )
        return target.getvalue()
