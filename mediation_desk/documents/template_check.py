"""The check of a template: what is wrong with it, and how it looks filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediation_desk.documents.docx import Template, unpack
from mediation_desk.documents.form_fields import (
    FormField,
    Kind,
    blank_values,
    example_values,
    fields_of,
)
from mediation_desk.documents.form_snippets import Snippet, snippets
from mediation_desk.documents.pdf import not_carried, to_pdf
from mediation_desk.documents.registered import shipped
from mediation_desk.documents.template_dangers import danger_remarks
from mediation_desk.documents.template_fields import own_field_remarks
from mediation_desk.documents.template_tags import Loose, Tag, tags_of
from mediation_desk.documents.template_words import word_remarks
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.house_forms import Remark
from mediation_desk.i18n import _
from mediation_desk.security import apart

LARGEST = 5 << 20
LARGE = 1 << 20
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A template after its check, filled with the example where that can be done.

    Fields that the form does not have are marked in it where they stand.
    """

    remarks: tuple[Remark, ...] = ()
    pdf: bytes = b""

    @property
    def grave(self) -> tuple[Remark, ...]:
        """The remarks by which papers would be wrong."""
        return tuple(remark for remark in self.remarks if remark.grave)

    @property
    def fit(self) -> bool:
        """Whether papers can be made from it."""
        return not self.grave


def check(
    code: str, data: bytes, centre: Centre, reader: apart.Reader | None = None, name: str = ""
) -> Checked:
    """Check a template of a form and show it filled; remarks are in the language spoken here.

    It is done apart; one `reader` may check many, one after the other.
    """
    if len(data) > LARGEST:
        return _refused(
            _("The file has {size} MB; a template may have {most} MB at most.").format(
                size=round(len(data) / (1 << 20), 1), most=LARGEST >> 20
            )
        )
    ask = reader.parts if reader is not None else apart.parts
    said = ask(checked_apart, data, name or shipped(code).title, code, centre)
    try:
        remarks = tuple(_heard(next(said, None)))
        pdf = next(said, b"")
        rest = list(said)
    except FileRefused as error:
        return _refused(str(error))
    if rest or not isinstance(pdf, bytes) or not (pdf.startswith(b"%PDF-") or not pdf):
        return _refused(_unclear())
    return Checked(remarks=remarks, pdf=pdf)


def checked_apart(data: bytes, code: str, centre: Centre) -> Iterator[object]:
    """Tell the remarks on a template, then how it looks filled, as PDF; called apart."""
    checked = _checked(code, data, centre, shipped(code).title)
    yield [[remark.place, remark.told, remark.grave] for remark in checked.remarks]
    if checked.pdf:
        yield checked.pdf


def _heard(part: object) -> Iterator[Remark]:
    """Return the remarks that were told, or refuse what cannot have been told."""
    if not isinstance(part, list):
        raise FileRefused(_unclear())
    for said in part:
        match said:
            case [str(place), str(told), bool(grave)]:
                yield Remark(place=place, told=told, grave=grave)
            case _:
                raise FileRefused(_unclear())


def _unclear() -> str:
    return _("What was read of the file makes no sense; nothing was saved.")


def fields(code: str, centre: Centre) -> tuple[FormField, ...]:
    """Return the fields of a form."""
    return fields_of(example_values(code, centre), shipped(code).path.read_bytes())


def pieces(code: str, centre: Centre) -> tuple[Snippet, ...]:
    """Return the fields of a form as they are typed, for choosing from."""
    return snippets(fields(code, centre))


def _refused(told: str) -> Checked:
    return Checked(remarks=(Remark(place="", told=told, grave=True),))


def _checked(code: str, data: bytes, centre: Centre, title: str) -> Checked:
    ours = shipped(code).path.read_bytes()
    remarks = list(dict.fromkeys(danger_remarks(unpack(data, title))))
    if any(remark.grave for remark in remarks):
        return Checked(remarks=tuple(remarks))
    values = example_values(code, centre)
    tags, left = tags_of(data, title)
    known = fields_of(values, ours)
    remarks += word_remarks(tags, left, known)
    if any(remark.grave for remark in remarks):
        marked = {name: f"【{name}？】" for name in _unknown(tags, left, known)}
        shown = to_pdf(Template(data, title).fill(values | marked).docx, title) if marked else b""
        return Checked(remarks=tuple(remarks), pdf=shown)
    template = Template(data, title)
    template.fill(blank_values(values))
    filled = template.fill(values).docx
    remarks += _lesser(data, title, tags, tags_of(ours, title)[0])
    return Checked(remarks=tuple(remarks), pdf=to_pdf(filled, title))


def _unknown(
    tags: Sequence[Tag], left: Sequence[Loose], known: Sequence[FormField]
) -> tuple[str, ...]:
    """Name the fields that the form does not have, none where anything else is wrong too.

    Fields have Chinese names: a Latin one was not misspelt, and may mean something to Jinja.
    """
    names = {field.name for field in known}
    written = dict.fromkeys(tag.says for tag in tags if tag.is_field and tag.says.isidentifier())
    lacking = tuple(name for name in written if name not in names)
    added = [FormField(name=name, kind=Kind.TEXT) for name in lacking]
    again = word_remarks(tags, left, [*known, *added])
    wrong = any(remark.grave for remark in again) or any(map(str.isascii, lacking))
    return () if wrong else lacking


def _lesser(data: bytes, title: str, tags: list[Tag], before: list[Tag]) -> Iterator[Remark]:
    if len(data) > LARGE:
        told = _("The file has {size} MB, and so will every paper; make its pictures smaller.")
        yield Remark(place="", told=told.format(size=round(len(data) / (1 << 20), 1)))
    yield from own_field_remarks(data, title)
    for name, places in not_carried(data).items():
        if places:
            told = _(": the PDF will lack {name}. The Word file has it.")
        else:
            told = _("The PDF will lack: {name}. The Word file has it.")
        yield Remark(place=_in_short(places), told=told.format(name=name))
    printed = {tag.says for tag in tags if tag.is_field}
    gone = [tag.says for tag in before if tag.is_field and tag.says not in printed]
    if named := list(dict.fromkeys(gone)):
        told = _("Not printed any more, though our template has it: {names}.")
        yield Remark(place="", told=told.format(names=_in_short(named)))


def _in_short(names: Sequence[str]) -> str:
    """Join names, the first of many."""
    return _(", ").join(names[:_MOST_NAMED]) + ("…" if names[_MOST_NAMED:] else "")
