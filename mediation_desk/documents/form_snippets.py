"""The fields of a form as they are typed into its template, for choosing and copying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mediation_desk.documents.form_fields import FormField, Kind
from mediation_desk.i18n import _

_ROW = "项"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece to type: what it prints or does, an example, and how deep in lists it stands.

    `of` names the lists in whose rows it stands.
    """

    text: str
    told: str
    example: str = ""
    depth: int = 0
    of: str = ""

    def holds(self, words: str) -> bool:
        """Say whether every word of a search stands in it, however people put it together."""
        text = f"{self.of} {self.text} {self.told} {self.example}".lower()
        return all(
            any(_stands_in(text, meant) for meant in _meant(word)) for word in words.lower().split()
        )


_USUAL = {
    **{"手机号": "电话", "手机": "电话", "身份证号": "证件号码", "法人": "法定代表人"},
    **{"公司": "单位", "企业": "单位", "中心": "机构", "甲方": "申请", "乙方": "被申请"},
    **{"机构名称": "机构全称"},
    **{"今天": "制作这份文书", "落款": "制作这份文书", "时间": "日期", "开会": "调解"},
}
"""Words that people look for, and those that the fields have for it."""
_SHORTEST = 2


def _meant(word: str) -> tuple[str, ...]:
    """Return a word, and what it may stand for."""
    found = [word]
    for usual, own in _USUAL.items():
        found += [one.replace(usual, own) for one in found if usual in one]
    return tuple(dict.fromkeys(found))


def _stands_in(text: str, word: str) -> bool:
    """Say whether a word stands in a text whole or in parts, as 申请人姓名 in 申请人的姓名."""
    reached = {0}
    for begin in range(len(word) - _SHORTEST + 1):
        for end in range(begin + _SHORTEST, len(word) + 1):
            if begin not in reached or word[begin:end] not in text:
                break
            reached.add(end)
    return word in text or len(word) in reached


def snippets(fields: Sequence[FormField]) -> tuple[Snippet, ...]:
    """Return the pieces of a form: single fields first, then lists with their loops."""
    plain = [field for field in fields if field.kind in (Kind.TEXT, Kind.GROUP)]
    lists = [field for field in fields if field.kind is Kind.LIST]
    flags = [field for field in fields if field.kind is Kind.FLAG]
    return tuple(piece for field in (*plain, *lists, *flags) for piece in _pieces(field, "", 0))


def _pieces(field: FormField, of: str, depth: int) -> Iterator[Snippet]:
    name = f"{of}.{field.name}" if of else field.name
    match field.kind:
        case Kind.TEXT:
            yield Snippet(
                text=f"{{{{ {name} }}}}", told=field.told, example=field.example, depth=depth
            )
        case Kind.GROUP:
            for inner in field.inner:
                yield from _pieces(inner, name, depth)
        case Kind.FLAG:
            yield Snippet(text=f"{{%p if {name} %}}", told=field.told, depth=depth)
            yield Snippet(text="{%p endif %}", told=_("end of the condition"), depth=depth)
        case Kind.LIST:
            yield from _loop(field, name, depth)


def _loop(field: FormField, name: str, depth: int) -> Iterator[Snippet]:
    row = field.row or _ROW
    told = _("{what}: begins a paragraph for each").format(what=field.told)
    yield Snippet(text=f"{{%p for {row} in {name} %}}", told=told, depth=depth)
    told = _("{what}: begins a table row for each").format(what=field.told)
    yield Snippet(text=f"{{%tr for {row} in {name} %}}", told=told, depth=depth)
    if field.inner:
        for inner in field.inner:
            for piece in _pieces(inner, row, depth + 1):
                yield replace(piece, of=f"{field.name} {piece.of}")
    else:
        told = _("one entry of it")
        yield Snippet(text=f"{{{{ {row} }}}}", told=told, example=field.example, depth=depth + 1)
    yield Snippet(text="{%p endfor %}", told=_("end of the paragraphs"), depth=depth)
    yield Snippet(text="{%tr endfor %}", told=_("end of the table rows"), depth=depth)
