"""What a template must not carry: programs, and what opens other files when it is opened."""

import re
from collections.abc import Iterator, Sequence

from mediation_desk.domain.house_forms import Remark
from mediation_desk.i18n import N_, _

_PROGRAMS = re.compile(r"vbaProject|vbaData|activeX|\.exe$", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/|^(?!.*printerSettings).*\.bin$", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HARMLESS = re.compile(rb"relationships/hyperlink[\"']")
_OWN_TEMPLATE = re.compile(rb"relationships/attachedTemplate[\"']")
_ON_THIS_COMPUTER = re.compile(rb"Target\s*=\s*[\"'](file:///)?[A-Za-z]:", re.IGNORECASE)
_COMMANDS = re.compile(
    rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK|DATABASE)\b\s"
)
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>|w:instr=\"([^\"]*)\"")
_DECLARED = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_ODD_NAME = re.compile(r"^/|\.\.|\\|:")
_LEFT_OVER = (
    (b"<w:del ", N_("It still has tracked changes; accept or reject them all in Word or WPS.")),
    (b"<w:ins ", N_("It still has tracked changes; accept or reject them all in Word or WPS.")),
    (b"<w:commentReference", N_("It still has comments; they would go out with every paper.")),
)


def danger_remarks(parts: Sequence[tuple[str, bytes]]) -> Iterator[Remark]:
    """Name what a template carries besides its text."""
    names = [name for name, _raw in parts]
    if len(set(names)) < len(names) or any(_ODD_NAME.search(name) for name in names):
        yield _grave(_("The file is put together wrongly; save it anew in Word or WPS."))
    if any(_PROGRAMS.search(name) for name in names):
        yield _grave(_("The file carries macros or embedded programs; a form must have none."))
    elif embedded := [name.rpartition("/")[2] for name in names if _EMBEDDED.search(name)]:
        told = _(
            "The file carries what was embedded from other programs: {names}. Delete it, or paste"
            " it as a picture or a table; what stands behind a chart counts too."
        )
        yield _grave(told.format(names="、".join(embedded[:3])))
    if any(mark in raw for name, raw in parts if _is_xml(name) for mark in _DECLARED):
        yield _grave(_("The file is put together wrongly; save it anew in Word or WPS."))
    for name, raw in parts:
        if name.endswith(".rels"):
            yield from _fetched(raw)
        if _is_xml(name) and _runs(raw):
            yield _grave(_("A field of Word in the file runs a command or reads another file."))
        if b"<w:altChunk" in raw:
            yield _grave(_("The file carries another file inside; paste its text instead."))
    body = dict(parts).get("word/document.xml", b"")
    for told in dict.fromkeys(told for mark, told in _LEFT_OVER if mark in body):
        yield Remark(place="", told=_(told))


def _fetched(raw: bytes) -> Iterator[Remark]:
    """Say what a part of the file takes from elsewhere; Word itself names its own template."""
    for found in _EXTERNAL.findall(raw):
        if _HARMLESS.search(found):
            continue
        if _OWN_TEMPLATE.search(found) and _ON_THIS_COMPUTER.search(found):
            told = _("The file hangs on another template of Word; attach it to Normal instead.")
            yield Remark(place="", told=told)
        else:
            yield _grave(
                _("The file fetches something from elsewhere when opened (a picture or template).")
            )


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _runs(raw: bytes) -> bool:
    """Say whether a field of Word does more than number and date; its text may be torn apart."""
    told = b"".join(one or other for one, other in _INSTRUCTION.findall(raw))
    return bool(_COMMANDS.search(told + b" "))


def _grave(told: str) -> Remark:
    return Remark(place="", told=told, grave=True)
