"""Fields of Word's own in a template: the desk fills none of them, and says which stand where."""

import re
from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.docx import unpack
from mediation_desk.documents.template_tags import root_of_part
from mediation_desk.documents.word_places import placed_paragraphs
from mediation_desk.documents.word_xml import WORD
from mediation_desk.domain.house_forms import Remark
from mediation_desk.i18n import _

_READ = re.compile(r"word/(document|header|footer)\d*\.xml")
_CHANGING = frozenset(
    {
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"),
        *("MERGEFIELD", "NEXT", "ASK", "FILLIN", "FORMTEXT", "FORMDROPDOWN"),
        *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERADDRESS", "USERINITIALS"),
        *("FILENAME", "TITLE", "SUBJECT", "COMMENTS", "KEYWORDS", "DOCPROPERTY", "DOCVARIABLE"),
    }
)
"""What Word works out anew when it opens, prints or merges a file."""


def own_field_remarks(data: bytes, name: str) -> Iterator[Remark]:
    """Name the fields that Word fills otherwise than our PDF, each with its place."""
    for part, raw in unpack(data, name):
        if (kind := _READ.fullmatch(part)) is None:
            continue
        for place, paragraph in placed_paragraphs(root_of_part(raw, name), kind[1]):
            for word in dict.fromkeys(_kinds(paragraph)):
                if word in _CHANGING:
                    told = _(
                        ": Word's own field {word} is not filled by the desk: the PDF has what"
                        " stood there when the file was saved. Choose a field of the form instead."
                    )
                    yield Remark(place=place, told=told.format(word=word))


def _kinds(paragraph: etree._Element) -> Iterator[str]:
    """Yield what each field of a paragraph is: the word with which its instruction begins."""
    for instruction in _instructions(paragraph):
        if words := instruction.split():
            yield words[0].upper()


def _instructions(paragraph: etree._Element) -> list[str]:
    """Return how the field begins that each mark opens; Word tears its text into pieces."""
    found = [one.get(WORD + "instr", "") for one in paragraph.iter(WORD + "fldSimple")]
    begun = len(found)
    for part in paragraph.iter(WORD + "fldChar", WORD + "instrText"):
        if part.get(WORD + "fldCharType") == "begin":
            found.append("")
        elif len(found) > begun:
            found[-1] += part.text or ""
    return found
