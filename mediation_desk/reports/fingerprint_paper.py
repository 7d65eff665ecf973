"""The sheet that tells receivers the fingerprint of the key that signs packages (指纹告知单)."""

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
from mediation_desk.typeset import corrections, fonts

_SIDE = 25 * mm
_TITLE, _BODY, _MARK = Type(20, fonts.SONG_BOLD), Type(12), Type(22, fonts.SONG_BOLD)


def fingerprint_paper(centre: str, region: str, mark: str, before: str, on: date) -> bytes:
    """Write the sheet, in Chinese; `before` is the fingerprint that no longer holds, if any."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target = BytesIO()
        title = _("Fingerprint of the key that signs our packages")
        document = BaseDocTemplate(target, pagesize=A4, title=title, author=centre, invariant=1)
        frame = Frame(_SIDE, 20 * mm, A4[0] - 2 * _SIDE, A4[1] - 45 * mm, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate("page", [frame])])
        said = [
            _(
                "When the next package is received, the program says that the key is new and"
                " shows a fingerprint: compare it with this sheet, group by group."
            ),
            _(
                "Where they are alike, tick that it was compared. Where they are not, receive"
                " nothing and ask us by telephone."
            ),
            _("Packages that were received before stay as they are and need not be sent again."),
        ]
        if before:
            said.append(
                _("The key with the fingerprint {before} no longer holds from today on.").format(
                    before=before
                )
            )
        rows = [f"{number}. {text}" for number, text in enumerate(said, start=1)]
        document.build(
            [
                Text(title, _TITLE, centred=True),
                Spacer(0, 12 * mm),
                Text(_("Sender: {name}").format(name=centre), _BODY),
                Spacer(0, 2 * mm),
                Text(_("Region: {name}").format(name=region), _BODY),
                Spacer(0, 14 * mm),
                Text(mark, _MARK, centred=True),
                Spacer(0, 14 * mm),
                *(part for row in rows for part in (Text(row, _BODY), Spacer(0, 3 * mm))),
                Spacer(0, 20 * mm),
                Text(_("Told by (signature and seal):"), _BODY),
                Spacer(0, 4 * mm),
                Text(chinese_day(on), _BODY),
            ]
        )
        return target.getvalue()
