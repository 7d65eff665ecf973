"""Fill a Word template: read once, filled many times.

docxtpl only prepares the template's XML (it joins placeholders that Word has torn apart and
lifts row and paragraph tags); the filling is ours, which is some forty times faster. A process
that is handed a template fills it without docxtpl, and without reading its placeholders anew.
A template is edited by the centre and may come from anywhere, so it runs in a sandbox, may only
use what `_ALLOWED` lists, and no more than two loops within each other may go through lists of the
form itself, the others only through what a row holds: the work stays bounded by the case.
"""

import io
import marshal
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from mediation_desk.documents.inline import Drawn, enclose, in_run
from mediation_desk.documents.last_words import with_last_words
from mediation_desk.documents.word_xml import just_packed, root_of
from mediation_desk.documents.words import Blank
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKED = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>\"']")
"""What cannot stand in a run's text as it is."""
_EPOCH = 1 << 5 | 1  # the first of January 1980; a fixed day makes the bytes repeatable
_NAMED_IN_UTF_8 = 0x800
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of old Word, of WPS, and of Word closed with a password begin."""
_SHARED = 1 << 14
_BODY = "word/document.xml"
_BLANKS, _PICTURES = "_blanks", "_pictures"
_LARGEST = 64 << 20
_MOST_PARTS = 2000
_LONGEST_FILLED = 64 << 20
_MOST_FREE_LOOPS = 2
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
    code: CodeType | None = None
    template: jinja2.Template | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Hand it to another process of this program, compiled as it is."""
        return _handed, (self.name, self.data, self.code and marshal.dumps(self.code))


def _handed(name: str, data: bytes, code: bytes | None) -> _Part:
    return _filled_by(name, data, marshal.loads(code)) if code else _Part(name, data)  # noqa: S302


def _filled_by(name: str, data: bytes, code: CodeType) -> _Part:
    return _Part(name, data, code, jinja2.Template.from_code(_ENVIRONMENT, code, {}))


class Template:
    """A form's template, parsed once and filled for every paper."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read the .docx; `name` is what a refusal calls it."""
        self._name = name
        self._parts = tuple(self._part(part, raw) for part, raw in unpack(data, name))

    def fill(self, values: Mapping[str, object]) -> Filled:
        """Return the .docx with every placeholder replaced by its value."""
        blanks: dict[str, None] = {}
        drawn: dict[str, list[Drawn]] = {}
        parts: dict[str, bytes] = {}
        for part in self._parts:
            noting = {**values, _BLANKS: blanks, _PICTURES: drawn.setdefault(part.name, [])}
            parts[part.name] = self._filled(part, noting)
        for name, pictures in drawn.items():
            enclose(parts, name, pictures)
        return Filled(pack(parts), tuple(blanks))

    def _filled(self, part: _Part, values: Mapping[str, object]) -> bytes:
        if part.template is None:
            return part.data
        try:
            filled = self._rendered(part.template, values)
            root_of(filled)
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

    def _rendered(self, template: jinja2.Template, values: Mapping[str, object]) -> bytes:
        pieces, length = [], 0
        for piece in template.generate(values):
            pieces.append(piece)
            length += len(piece)
            if length > _LONGEST_FILLED:
                raise FileRefused(_("The template {name} is too large.").format(name=self._name))
        return "".join(pieces).encode()

    def _part(self, part: str, raw: bytes) -> _Part:
        if not _FILLED.fullmatch(part):
            return _Part(part, raw)
        try:
            text = raw.decode("utf-8", errors="strict")
        except UnicodeDecodeError as error:
            raise FileRefused(
                _("{name} is not a Word file (.docx).").format(name=self._name)
            ) from error
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise FileRefused(_forbidden(self._name, "DOCTYPE"))
        if any(brace in re.sub(r"<[^>]*>", "", text) for brace in _FULL_WIDTH_BRACES):
            raise FileRefused(
                _("The template {name} has full-width braces ｛｛; type {{{{ instead.").format(
                    name=self._name
                )
            )
        if part == _BODY:
            text = with_last_words(text)
        if "{" not in text:
            return _Part(part, text.encode())
        source = prepared(text)
        try:
            tree = _ENVIRONMENT.parse(source)
            self._check(tree)
            self._check_loops(tree, "", _MOST_FREE_LOOPS)
            return _filled_by(part, raw, _ENVIRONMENT.compile(tree))
        except (RecursionError, SyntaxError, MemoryError, ValueError) as error:
            raise FileRefused(
                _("The template {name} has a placeholder nested too deeply.").format(
                    name=self._name
                )
            ) from error
        except jinja2.TemplateError as error:
            raise FileRefused(
                _("The template {name} has a placeholder that cannot be read: {reason}").format(
                    name=self._name, reason=error.message
                )
            ) from error

    def _check(self, tree: nodes.Template) -> None:
        if what := beyond_fields(tree):
            raise FileRefused(_forbidden(self._name, what))

    def _check_loops(self, node: nodes.Node, row: str, free: int) -> None:
        """Refuse loops within each other that do not go through a field of the outer one's row."""
        for inner in node.iter_child_nodes():
            if not isinstance(inner, nodes.For):
                self._check_loops(inner, row, free)
                continue
            left = free if row and _source(inner.iter) == row else free - 1
            if left < 0:
                raise FileRefused(_forbidden(self._name, _("loops within loops")))
            self._check_loops(inner, getattr(inner.target, "name", ""), left)


def prepared(xml: str) -> str:
    """Return a part as Jinja reads it: placeholders joined, rows and paragraphs lifted.

    Some programs write the quotes of a placeholder as entities.
    """
    from docxtpl import DocxTemplate  # takes 0.1 s to load

    patched: str = DocxTemplate(io.BytesIO()).patch_xml(xml)
    return _PLACEHOLDER.sub(
        lambda found: found[0].replace("&quot;", '"').replace("&apos;", "'"), patched
    )


def parsed(source: str) -> nodes.Template:
    """Return the syntax of a piece of a template; one that cannot be read is refused."""
    try:
        return _ENVIRONMENT.parse(source)
    except jinja2.TemplateError as error:
        raise FileRefused(error.message or "") from error
    except (RecursionError, SyntaxError, MemoryError, ValueError) as error:
        raise FileRefused(_("It is nested too deeply.")) from error


def beyond_fields(tree: nodes.Template) -> str:
    """Name what does more than fill in fields, empty if nothing does."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            return type(node).__name__
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            return f"|{node.name}"
        name = getattr(node, "attr", getattr(node, "name", ""))
        if isinstance(name, str) and name.startswith("_"):
            return name
    return ""


def _source(node: nodes.Node) -> str:
    """Return the variable that a field is taken from, empty where it is none."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    if not isinstance(node, nodes.Getattr | nodes.Getitem):
        return ""
    return node.node.name if isinstance(node.node, nodes.Name) else ""


def legal(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _forbidden(name: str, what: str) -> str:
    return _("The template {name} does more than fill in fields ({what}); it was not used.").format(
        name=name, what=what
    )


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the file that these parts make, the same bytes each time."""
    written, listed, at = [], [], 0
    for name, data in parts.items():
        key = name.encode()
        sum_of, packed = _deflated(data)
        told = struct.pack(
            "<5H3L2H", 20, _NAMED_IN_UTF_8, zipfile.ZIP_DEFLATED, 0, _EPOCH, sum_of, len(packed),
            len(data), len(key), 0,
        )  # fmt: skip
        listed.append(b"PK\1\2\24\0" + told + struct.pack("<3H2L", 0, 0, 0, 0, at) + key)
        written.append(b"PK\3\4" + told + key + packed)
        at += len(written[-1])
    ending = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, len(parts), len(parts), sum(map(len, listed)), at, 0
    )
    return just_packed(b"".join([*written, *listed, ending]), parts)


def _deflated(data: bytes) -> tuple[int, bytes]:
    """Return a part's check sum and its bytes compressed; those that papers share only once."""
    return _deflated_once(data) if len(data) <= _SHARED else _deflated_anew(data)


def _deflated_anew(data: bytes) -> tuple[int, bytes]:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), deflate.compress(data) + deflate.flush()


_deflated_once = lru_cache(maxsize=64)(_deflated_anew)


def unpack(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Return the parts of a Word file; what is none, or too large, is refused."""
    if data.startswith(_COMPOUND):
        raise FileRefused(
            _(
                "{name} is not a Word file (.docx), but one of the old kind (.doc, .wps) or one"
                " closed with a password. Open it in Word or WPS, take the password off and save"
                " it as .docx."
            ).format(name=name)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > _LARGEST or len(parts) > _MOST_PARTS:
                raise FileRefused(_("The template {name} is too large.").format(name=name))
            unpacked = [(part.filename, archive.read(part)) for part in parts]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise FileRefused(_no_word_file(name)) from error
    if not any(part == _BODY for part, _raw in unpacked):
        raise FileRefused(_no_word_file(name))
    return unpacked


def _no_word_file(name: str) -> str:
    return _(
        "{name} is not a Word file (.docx). Open it in Word or WPS and save it as .docx."
    ).format(name=name)


@jinja2.pass_context
def _in_word(context: Context, value: object) -> str:
    """Turn a value into text of a Word run: escaped, its newlines as line breaks."""
    if type(value) is str and not _MARKED.search(value):
        return value
    if isinstance(value, Blank):
        context[_BLANKS][value.name] = None
    if isinstance(value, Drawn):
        pictures: list[Drawn] = context[_PICTURES]
        pictures.append(value)
        picture = in_run(value, len(pictures) - 1)
        after = '<w:t xml:space="preserve">'
        return Markup(f"</w:t>{picture}{after}")  # noqa: S704 - ours, its words are quoted
    lines = legal(str(value)).split("\n")
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(map(_whole, lines))


def _whole(line: str) -> Markup:
    """Return a line escaped; a number with hyphens stays whole where a line ends."""
    if "-" not in line:
        return escape(line)
    return _KEPT.join(escape(part) for part in _INNER_HYPHEN.split(line))


_INNER_HYPHEN = re.compile(r"(?<=[0-9])-(?=[0-9])")
_KEPT = Markup('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')


_ENVIRONMENT = SandboxedEnvironment(autoescape=True, undefined=UnknownField, finalize=_in_word)
_ENVIRONMENT.globals.clear()
