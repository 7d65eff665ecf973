"""Keep the places for seal and signatures on the page of the last words before them.

No page is to bear a seal or signatures alone (GB/T 9704-2012). A template says this of itself when
it is read, so that it holds in Word and in our PDF, and in a template that a centre has edited.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from lxml import etree

from mediation_desk.documents.word_xml import WORD, child, children, parsed

_PLACE = re.compile(
    r"（[^（）]*(?:签名|盖章|签章|印章|捺印)[^（）]*）[：:]?(?:[\s　＿_]|\{\{[^{}]*\}\})*$"
)
_DAY = re.compile(r"\{\{[^{}]*日期\s*\}\}|[\d\s　＿_]*年[\d\s　＿_]*月[\d\s　＿_]*日")
_RECKONED = re.compile(r"(?:核算人|接待人)：.*\{\{[^{}]*日期\s*\}\}")
"""Who made a sheet of sums and when, in one line at its end."""
_BELOW = re.compile(r"附：|附件：|地址：|（联系人：|抄送：|本清单一式|本[表单]依据")
"""What stands beside the places for seal and signatures, in a line or two, and is no body."""
_ADDRESSED = "此致"
_LIFTED = {
    WORD + "p": re.compile(r"\{%-?p\s+(\w+)\s*(.*?)\s*-?%\}"),
    WORD + "tr": re.compile(r"\{%-?tr\s+(\w+)\s*(.*?)\s*-?%\}"),
}
"""Tags that are lifted out with their paragraph or row."""
_IN_BETWEEN = ("keepLines", "pageBreakBefore", "framePr", "widowControl")
"""What stands between both marks in a paragraph's format, or is the second one already."""
_ASKED_AGAIN = re.compile(r"[\w.=!' ]+")
"""A condition that may stand in front of other paragraphs too, in the text of a Word file."""
_INLINE_TAG = re.compile(r"\{%.*?%\}")
_FIELD = re.compile(r"\{\{.*?\}\}")


@dataclass(slots=True)
class _Tagged:
    """Blocks between tags that are lifted out: the branches of an `if`, or the one of a `for`."""

    repeated: bool
    conditions: list[str]
    branches: "list[list[_Node]]" = field(default_factory=lambda: [[]])
    always: bool = False

    @property
    def absent(self) -> str:
        """When no branch is there, as a condition; none where that cannot be asked elsewhere."""
        plain = not self.repeated and all(map(_ASKED_AGAIN.fullmatch, self.conditions))
        return f"not ({' or '.join(self.conditions)})" if plain else ""


class _Marks:
    """The paragraphs that stay on the page of what follows, and when each does."""

    def __init__(self) -> None:
        self._conditions: dict[etree._Element, list[str]] = {}

    def add(self, paragraph: etree._Element, condition: str) -> None:
        self._conditions.setdefault(paragraph, []).append(condition)

    def write(self) -> None:
        for paragraph, conditions in self._conditions.items():
            always = not all(conditions)
            _mark(paragraph, "" if always else " or ".join(dict.fromkeys(conditions)))


_Node: TypeAlias = "etree._Element | _Tagged"


def with_last_words(xml: str) -> str:
    """Return a template's text so that what is signed stays with the words before it."""
    try:
        root = parsed(xml.encode())
    except etree.XMLSyntaxError:
        return xml  # it is refused where it is filled
    nodes = _nested(_blocks(child(root, "body")))
    if nodes is None:
        return xml
    marks = _Marks()
    _close(marks, nodes, (), repeated=False)
    marks.write()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + str(etree.tostring(root, encoding="unicode"))


def _blocks(parent: etree._Element | None) -> Iterator[etree._Element]:
    """Return paragraphs, tables and rows, those in content controls as if they stood alone."""
    for part in () if parent is None else parent:
        if part.tag in {WORD + "p", WORD + "tbl", WORD + "tr"}:
            yield part
        elif part.tag in {WORD + "sdt", WORD + "sdtContent"}:
            yield from _blocks(part)


def _nested(blocks: Iterable[etree._Element]) -> list[_Node] | None:
    """Return blocks with those between tags set apart, None where the tags do not match."""
    nodes: list[_Node] = []
    open_tags: list[_Tagged] = []
    for block in blocks:
        into = open_tags[-1].branches[-1] if open_tags else nodes
        word, condition = _lifted(block)
        if word in {"for", "if"}:
            tagged = _Tagged(word == "for", [condition])
            into.append(tagged)
            open_tags.append(tagged)
        elif word and not open_tags:
            return None
        elif word in {"elif", "else"}:
            open_tags[-1].branches.append([])
            open_tags[-1].conditions += [condition] * (word == "elif")
            open_tags[-1].always = word == "else"
        elif word:
            open_tags.pop()
        else:
            into.append(block)
    return None if open_tags else nodes


def _lifted(block: etree._Element) -> tuple[str, str]:
    """Return the first word of a tag that is lifted out with its block and the rest, or nothing."""
    pattern = _LIFTED.get(block.tag)
    found = pattern.search(_text(block)) if pattern else None
    return (found[1], found[2]) if found else ("", "")


def _close(
    marks: _Marks, nodes: Sequence[_Node], before: Sequence[_Node], *, repeated: bool
) -> None:
    """Keep each place to sign, and what belongs below it, with what stands before."""
    for at, node in enumerate(nodes):
        earlier = [*before, *nodes[:at]]
        if isinstance(node, _Tagged):
            for branch in node.branches:
                _close(marks, branch, earlier, repeated=repeated or node.repeated)
        elif _is_closing(node) or _BELOW.match(_text(node)):
            if node.tag == WORD + "tbl":
                for row in [*children(node, "tr")][:-1]:
                    _keep_row(marks, row, _When())
            _keep(marks, earlier, _When(repeated=repeated))


@dataclass(frozen=True, slots=True)
class _When:
    """When blocks are kept: in the `last` round of a loop, and if what follows is not there.

    Within what is `repeated` a condition may speak of the round, which is unknown outside of it.
    """

    last: bool = False
    absent: tuple[str, ...] = ()
    repeated: bool = False

    @property
    def condition(self) -> str:
        return " and ".join((*(("loop.last",) if self.last else ()), *self.absent))

    def within(self, node: _Tagged) -> "_When":
        return replace(
            self, last=self.last or node.repeated, repeated=self.repeated or node.repeated
        )

    def without(self, node: _Tagged) -> "_When":
        known = () if self.repeated or not node.absent else (node.absent,)
        return replace(self, absent=(*self.absent, *known))


def _keep(marks: _Marks, nodes: Sequence[_Node], when: _When) -> bool:
    """Keep the last of these with what follows; say whether there is sure to be one with words.

    In a loop it is only the last round's; before what may be left out, only if it is.
    """
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if isinstance(node, _Tagged):
            sure = [_keep(marks, branch, when.within(node)) for branch in node.branches]
            if all(sure) and node.always:
                return True
            when = when.without(node) if all(sure) else when
        elif _keep_block(marks, node, when) and not _is_addressee(nodes[:at]):
            return True
    return False


def _keep_block(marks: _Marks, block: etree._Element, when: _When) -> bool:
    if block.tag == WORD + "tr":
        _keep_row(marks, block, when)
        return True
    if _is_closing(block):
        when = replace(when, last=False)
    if block.tag == WORD + "tbl":
        rows = _nested(_blocks(block)) or []
        return _keep(marks, rows, when) and not _is_closing(block)
    marks.add(block, when.condition)
    return _has_words(block) and not _is_closing(block)


def _keep_row(marks: _Marks, row: etree._Element, when: _When) -> None:
    """Mark what stands in a row, but nothing that is repeated within a cell."""
    for cell in children(row, "tc"):
        for node in _nested(_blocks(cell)) or []:
            if not isinstance(node, _Tagged) and node.tag == WORD + "p":
                marks.add(node, when.condition)


def _mark(paragraph: etree._Element, condition: str) -> None:
    """Let the last two lines of a paragraph stay on the page of the next, always or sometimes."""
    form = child(paragraph, "pPr")
    if form is None:
        form = etree.Element(WORD + "pPr")
        paragraph.insert(0, form)
    if child(form, "keepNext") is not None:
        return
    kept = [etree.Element(WORD + "keepNext")]
    if not any(child(form, name) is not None for name in _IN_BETWEEN):
        kept.append(etree.Element(WORD + "widowControl"))
    style = child(form, "pStyle")
    at = 0 if style is None else 1
    form[at:at] = kept
    if condition:
        kept[-1].tail = "{% endif %}"
        if style is None:
            form.text = f"{{% if {condition} %}}"
        else:
            style.tail = f"{{% if {condition} %}}"


def _text(block: etree._Element) -> str:
    return "".join(part.text or "" for part in block.iter(WORD + "t"))


def _is_closing(block: etree._Element) -> bool:
    """Say whether a block is a place for a seal, a signature or its day, or a table of such."""
    if block.tag == WORD + "tbl":
        rows = [row for row in block.iter(WORD + "tr") if not _lifted(row)[0]]
        texts = [_text(cell) for row in rows for cell in children(row, "tc")]
        signed = any(_PLACE.search(_INLINE_TAG.sub("", text)) for text in texts)
        return signed and all(not text.strip() or _is_place(text) for text in texts)
    return _is_place(_text(block))


def _is_place(text: str) -> bool:
    plain = _INLINE_TAG.sub("", text).strip()
    return bool(_PLACE.search(plain) or _DAY.fullmatch(plain) or _RECKONED.fullmatch(plain))


def _has_words(paragraph: etree._Element) -> bool:
    """Say whether it has words of its own, however its fields are filled, that are no address."""
    text = _text(paragraph).strip()
    own = _FIELD.sub("", re.sub(r"\{%\s*if\b.*\{%\s*endif\s*%\}", "", text))
    return bool(own.strip("　＿_ ")) and not text.startswith(_ADDRESSED) and not _BELOW.match(text)


def _is_addressee(before: Sequence[_Node]) -> bool:
    """Say whether what follows these names to whom it is addressed."""
    last = before[-1] if before else None
    return (
        last is not None
        and not isinstance(last, _Tagged)
        and _text(last).strip().startswith(_ADDRESSED)
    )
