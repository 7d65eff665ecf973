"""Fill a Word template: read once, filled many times.

docxtpl only prepares the template's XML (it joins placeholders that Word has torn apart and
lifts row and paragraph tags); the filling is ours, which is some forty times faster.
A template is edited by the centre and may come from anywhere, so it runs in a sandbox and
may only use what `_ALLOWED` lists.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from mediation_desk.documents.words import Blank
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # zip has no earlier day; a fixed one makes the bytes repeatable
_BLANKS = "_blanks"
_LARGEST = 64 << 20
_MOST_PARTS = 2000
_FULL_WIDTH_BRACES = ("｛｛", "｛%", "｛％")
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.Filter,
    nodes.Concat,
)
_FILTERS = {"first", "join", "last", "length", "lower", "reverse", "sort", "trim", "upper"}


class UnknownField(jinja2.StrictUndefined):
    """A field that the form does not have; its message is only the field's name."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form; `blanks` names the values that it has a line for instead."""

    docx: bytes
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    data: bytes
    template: jinja2.Template | None


class Template:
    """A form's template, parsed once and filled for every paper."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read the .docx; `name` is what a refusal calls it."""
        self._name = name
        self._parts = tuple(self._part(part, raw) for part, raw in _unpack(data, name))

    def fill(self, values: Mapping[str, object]) -> Filled:
        """Return the .docx with every placeholder replaced by its value."""
        blanks: dict[str, None] = {}
        noting = {**values, _BLANKS: blanks}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for part in self._parts:
                info = zipfile.ZipInfo(part.name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self._filled(part, noting))
        return Filled(packed.getvalue(), tuple(blanks))

    def _filled(self, part: _Part, values: Mapping[str, object]) -> bytes:
        if part.template is None:
            return part.data
        try:
            filled = part.template.render(values).encode()
            etree.fromstring(filled, _parser())
        except jinja2.exceptions.SecurityError as error:
            raise FileRefused(_forbidden(self._name, "__")) from error
        except jinja2.UndefinedError as error:
            raise FileRefused(
                _("The template {name} uses a field this form does not have: {field}.").format(
                    name=self._name, field=error
                )
            ) from error
        except (TypeError, etree.XMLSyntaxError) as error:
            raise FileRefused(
                _("The template {name} cannot be filled: {reason}").format(
                    name=self._name, reason=error
                )
            ) from error
        return filled

    def _part(self, part: str, raw: bytes) -> _Part:
        if not _FILLED.fullmatch(part):
            return _Part(part, raw, None)
        text = raw.decode("utf-8", errors="strict")
        if any(brace in re.sub(r"<[^>]*>", "", text) for brace in _FULL_WIDTH_BRACES):
            raise FileRefused(
                _("The template {name} has full-width braces ｛｛; type {{{{ instead.").format(
                    name=self._name
                )
            )
        if "{" not in text:
            return _Part(part, raw, None)
        source = DocxTemplate(io.BytesIO()).patch_xml(text)
        try:
            self._check(_ENVIRONMENT.parse(source))
            template = _ENVIRONMENT.from_string(source)
        except jinja2.TemplateError as error:
            raise FileRefused(
                _("The template {name} has a placeholder that cannot be read: {reason}").format(
                    name=self._name, reason=error.message
                )
            ) from error
        return _Part(part, raw, template)

    def _check(self, tree: nodes.Template) -> None:
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise FileRefused(_forbidden(self._name, type(node).__name__))
            if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
                raise FileRefused(_forbidden(self._name, f"|{node.name}"))
            name = getattr(node, "attr", getattr(node, "name", ""))
            if isinstance(name, str) and name.startswith("_"):
                raise FileRefused(_forbidden(self._name, name))


def legal(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _forbidden(name: str, what: str) -> str:
    return _("The template {name} does more than fill in fields ({what}); it was not used.").format(
        name=name, what=what
    )


def _unpack(data: bytes, name: str) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > _LARGEST or len(parts) > _MOST_PARTS:
                raise FileRefused(_("The template {name} is too large.").format(name=name))
            unpacked = [(part.filename, archive.read(part)) for part in parts]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FileRefused(_("{name} is not a Word file (.docx).").format(name=name)) from error
    if not any(part == "word/document.xml" for part, _raw in unpacked):
        raise FileRefused(_("{name} is not a Word file (.docx).").format(name=name))
    return unpacked


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@jinja2.pass_context
def _in_word(context: Context, value: object) -> Markup:
    """Turn a value into text of a Word run: escaped, its newlines as line breaks."""
    if isinstance(value, Blank):
        context[_BLANKS][value.name] = None
    lines = legal(str(value)).split("\n")
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(escape(line) for line in lines)


_ENVIRONMENT = SandboxedEnvironment(autoescape=True, undefined=UnknownField, finalize=_in_word)
_ENVIRONMENT.globals.clear()
