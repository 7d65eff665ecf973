"""The sheet with the recovery code, to be printed once and kept under lock and key (恢复码单)."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type
from mediation_desk.reports.summary_style import Text
from mediation_desk.typeset import corrections, fonts

_SIDE = 25 * mm
_TITLE, _BODY, _CODE = Type(20, fonts.SONG_BOLD), Type(11), Type(22, fonts.SONG_BOLD)


def recovery_paper(
    centre: str, code: str, on: date, file: str, halves: tuple[str, ...] = ()
) -> bytes:
    """Write the sheet, in Chinese whatever the window speaks; it leaves room for a signature.

    A code in two halves takes two sheets, one for each who keeps a half.
    """
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target = BytesIO()
        title = _("Recovery code of the centre's file")
        document = BaseDocTemplate(target, pagesize=A4, title=title, author=centre, invariant=1)
        frame = Frame(_SIDE, 20 * mm, A4[0] - 2 * _SIDE, A4[1] - 45 * mm, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate("page", [frame])])
        head = [
            Text(_("Centre: {name}").format(name=centre), _BODY),
            Text(_("File: {name}").format(name=file), _BODY),
            Text(_("Made on: {day}").format(day=chinese_day(on)), _BODY),
        ]
        whose = (_("half 1 of 2, for the supervisor"), _("half 2 of 2, for the administrator"))
        sheets = (
            [
                [
                    *_sheet(
                        _("{title} ({half})").format(title=title, half=name), head, half, _of_half()
                    )
                ]
                for name, half in zip(whose, halves, strict=True)
            ]
            if halves
            else [[*_sheet(title, head, code, _of_whole())]]
        )
        document.build([part for sheet in sheets for part in (*sheet, PageBreak())][:-1])
        return target.getvalue()


def _of_whole() -> tuple[str, ...]:
    return (
        _("Whoever holds this code can read the whole file and give anybody a new password."),
        _("Keep it sealed and locked away, apart from the computer and from the backups."),
        _("It is needed only when no password is known any more."),
        _(
            "On the sign-in page choose “Forgot the password” and type the code; capital or"
            " small letters and hyphens make no difference."
        ),
        _("Without a password and without this code, the data cannot be recovered by anybody."),
    )


def _of_half() -> tuple[str, ...]:
    return (
        _("This half opens nothing by itself. Both together read the whole file."),
        _("Keep it sealed and locked away, apart from the other half and from the backups."),
        _("It is needed only when no password is known any more."),
        _(
            "On the sign-in page choose “Forgot the password” and type both halves, one after the"
            " other; capital or small letters and hyphens make no difference."
        ),
        _("Without a password and without both halves, nobody can recover the data."),
    )


def _sheet(
    title: str, head: Iterable[Flowable], code: str, said: Iterable[str]
) -> Iterator[Flowable]:
    groups = code.split("-")
    yield from (Text(title, _TITLE, centred=True), Spacer(0, 10 * mm), *head, Spacer(0, 14 * mm))
    yield from (Text("  ".join(groups[:4]), _CODE, centred=True), Spacer(0, 4 * mm))
    yield from (Text("  ".join(groups[4:]), _CODE, centred=True), Spacer(0, 14 * mm))
    for number, text in enumerate(said, start=1):
        yield from (Text(f"{number}. {text}", _BODY), Spacer(0, 2 * mm))
    yield Spacer(0, 18 * mm)
    yield Text(_("Kept by (signature): ____________    Date: ____________"), _BODY)
