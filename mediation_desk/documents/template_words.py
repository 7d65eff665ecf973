"""What the placeholders of a template say, beside the fields that the form has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from jinja2 import nodes

from mediation_desk.documents.docx import beyond_fields, parsed
from mediation_desk.documents.form_fields import FormField, Kind
from mediation_desk.documents.template_tags import Loose, Tag
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.house_forms import Remark
from mediation_desk.i18n import _

_TEXT = FormField(name="", kind=Kind.TEXT)
_FLAG = FormField(name="", kind=Kind.FLAG)
_LOOP = FormField(
    name="loop",
    kind=Kind.GROUP,
    inner=tuple(
        FormField(name=name, kind=Kind.TEXT)
        for name in ("index", "index0", "revindex", "revindex0", "first", "last", "length")
    ),
)
_FULL_WIDTH = ("｛｛", "｝｝", "｛%", "｛％", "%｝", "％｝")
_SINGLE = re.compile(r"[{｛][\s　{｛]*([^\s　{}｛｝]+)[\s　}｝]*[}｝]")
_CLOSES = {"endfor": "for", "endif": "if"}
_SAME = frozenset({"sort", "reverse"})
_OF_LIST = frozenset({"first", "last"})
_CLOSE_ENOUGH = 0.5
_MOST_CLOSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A loop or condition that is open; `names` are those that it brings."""

    word: str
    tag: Tag
    names: dict[str, FormField | None]


def word_remarks(
    tags: Sequence[Tag], left: Iterable[Loose], fields: Sequence[FormField]
) -> list[Remark]:
    """Say what is wrong with the placeholders, each with its place."""
    reader = _Reader(fields)
    for part in dict.fromkeys(tag.part for tag in tags):
        for tag in (tag for tag in tags if tag.part == part):
            reader.read(tag)
        reader.end()
    order = {id(tag): number for number, tag in enumerate(tags)}
    told = sorted(reader.noted, key=lambda noted: order[id(noted[0])])
    loose = _braces(left, {field.name for field in fields})
    return list(dict.fromkeys([*loose, *(remark for _tag, remark in told)]))


def _braces(left: Iterable[Loose], known: set[str]) -> Iterator[Remark]:
    """Find braces that are full-width, single, or have no partner in their paragraph."""
    for rest in left:
        text = rest.text
        if any(brace in text for brace in _FULL_WIDTH):
            told = _(": full-width braces ｛｛; type them again with the Chinese input off.")
        elif "{{" in text or "{%" in text:
            told = _(": a placeholder is opened and not closed in the same paragraph.")
        elif "}}" in text or "%}" in text:
            told = _(": a placeholder is closed that was not opened in the same paragraph.")
        elif found := next((one for one in _SINGLE.finditer(text) if one[1] in known), None):
            told = _(
                ": “{name}” takes two braces on each side, with nothing between them: {whole}."
            )
            told = told.format(name=found[1], whole=f"{{{{ {found[1]} }}}}")
        else:
            continue
        yield Remark(place=rest.place, told=told, grave=True)


class _Reader:
    """Reads placeholders one after the other and knows which loops are open."""

    def __init__(self, fields: Sequence[FormField]) -> None:
        self.noted: list[tuple[Tag, Remark]] = []
        self._form = FormField(name="", kind=Kind.GROUP, inner=tuple(fields))
        self._open: list[_Open] = []

    def _note(self, tag: Tag, told: str, *, grave: bool = True, **words: object) -> None:
        text = told.format(text=tag.text, **words)
        self.noted.append((tag, Remark(place=tag.place, told=text, grave=grave)))

    def read(self, tag: Tag) -> None:
        """Check one placeholder."""
        if tag.astray:
            self._note(tag, _(": “{text}” is for a row of a table, but there is no table here."))
        elif tag.beside:
            told = _(": the text “{beside}” beside “{text}” would be lost; move it elsewhere.")
            self._note(tag, told, grave=False, beside=tag.beside[:30])
        if not tag.says:
            self._note(tag, _(": “{text}” is empty."))
        elif tag.is_field:
            self._field(tag)
        else:
            self._order(tag)

    def end(self) -> None:
        """Say what was left open at the end of a part."""
        for left in self._open:
            end = f"{{%{left.tag.lifts} end{left.word} %}}"
            self._note(left.tag, _(": “{text}” is not ended; {end} is missing."), end=end)
        self._open.clear()

    def _field(self, tag: Tag) -> None:
        found = self._expression(tag, tag.says)
        if found is None:
            return
        match found.kind:
            case Kind.FLAG:
                self._note(tag, _(": “{text}” only says yes or no; use it in a condition (if)."))
            case Kind.LIST:
                told = _(": “{text}” is a list; print its rows by a loop (for).")
                self._note(tag, told)
            case Kind.GROUP:
                told = _(": “{text}” has several fields; choose one, such as {name}.{inner}.")
                inner = found.inner[0].name if found.inner else ""
                self._note(tag, told, name=tag.says, inner=inner)

    def _order(self, tag: Tag) -> None:
        word, _space, rest = tag.says.partition(" ")
        match word:
            case "endfor" | "endif":
                self._close(tag, _CLOSES[word])
            case "else" | "elif":
                if not self._open:
                    self._note(tag, _(": “{text}” has no beginning."))
                if word == "elif":
                    self._expression(tag, rest)
            case "if":
                self._expression(tag, rest)
                self._open.append(_Open(word=word, tag=tag, names={}))
            case "for":
                self._open.append(_Open(word=word, tag=tag, names=self._loop(tag)))
            case _:
                self._note(tag, _(": “{text}” does more than fill in a field; it is not allowed."))

    def _close(self, tag: Tag, word: str) -> None:
        if not self._open or self._open[-1].word != word:
            self._note(tag, _(": “{text}” ends what was not begun, or in the wrong order."))
            return
        begun = self._open.pop().tag
        if begun.lifts != tag.lifts:
            end = f"{{%{begun.lifts} end{word} %}}"
            told = _(": “{text}” does not fit its beginning “{begun}”; write {end}.")
            self._note(tag, told, begun=begun.text, end=end)

    def _loop(self, tag: Tag) -> dict[str, FormField | None]:
        """Return the names that a loop brings."""
        tree = self._parsed(tag, f"{{% {tag.says} %}}{{% endfor %}}")
        loop = next(tree.find_all(nodes.For), None) if tree is not None else None
        if loop is None:
            return {}
        found = self._found(tag, loop.iter)
        if found is not None and found.kind is not Kind.LIST:
            self._note(tag, _(": “{text}” does not go through a list."))
            found = None
        row = None if found is None else _row(found)
        return {getattr(loop.target, "name", ""): row, "loop": _LOOP}

    def _expression(self, tag: Tag, says: str) -> FormField | None:
        """Return what an expression comes to, None where that cannot be said."""
        tree = self._parsed(tag, f"{{{{ {says} }}}}")
        output = next(tree.find_all(nodes.Output), None) if tree is not None else None
        if output is None or len(output.nodes) != 1:
            return None
        return self._found(tag, output.nodes[0])

    def _parsed(self, tag: Tag, source: str) -> nodes.Template | None:
        try:
            tree = parsed(source)
        except FileRefused:
            self._note(tag, _(": “{text}” cannot be read; compare it with the list of fields."))
            return None
        if beyond_fields(tree):
            self._note(tag, _(": “{text}” does more than fill in a field; it is not allowed."))
            return None
        return tree

    def _found(self, tag: Tag, node: nodes.Node) -> FormField | None:
        """Return the field that a piece of an expression comes to; name what is unknown."""
        match node:
            case nodes.Name():
                return self._named(tag, node.name)
            case nodes.Getattr():
                return self._inner(tag, self._found(tag, node.node), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self._inner(tag, self._found(tag, node.node), name)
            case nodes.Getitem():
                of = self._found(tag, node.node)
                return None if of is None else _row(of)
            case nodes.Filter() if node.node is not None:
                of = self._found(tag, node.node)
                if node.name in _SAME:
                    return of
                if node.name in _OF_LIST:
                    return None if of is None else _row(of)
                if node.name == "join" and of is not None and of.inner:
                    return of
                return _TEXT
            case nodes.CondExpr():
                self._found(tag, node.test)
                other = None if node.expr2 is None else self._found(tag, node.expr2)
                return self._found(tag, node.expr1) or other
        for inner in node.iter_child_nodes():
            if isinstance(inner, nodes.Operand):
                self._found(tag, inner.expr)
            elif isinstance(inner, nodes.Expr):
                self._found(tag, inner)
        return _FLAG if isinstance(node, nodes.Compare | nodes.Not | nodes.Test) else _TEXT

    def _named(self, tag: Tag, name: str) -> FormField | None:
        for opened in reversed(self._open):
            if name in opened.names:
                return opened.names[name]
        return self._known(tag, self._form, name)

    def _inner(self, tag: Tag, of: FormField | None, name: str) -> FormField | None:
        if of is None:
            return None
        if of.kind is Kind.LIST:
            told = _(": “{text}”: {name} is a list; print its rows by a loop (for).")
            self._note(tag, told, name=of.name)
            return None
        return self._known(tag, of, name)

    def _known(self, tag: Tag, of: FormField, name: str) -> FormField | None:
        """Return a field by its name, or say that there is none, and which may be meant."""
        if found := of.field(name):
            return found
        names = [field.name for field in of.inner]
        within = [field.name for field in self._form.inner if field.field(name)]
        if close := _close(name, names):
            told = _(": “{text}”: there is no field “{name}”; is “{close}” meant?")
            self._note(tag, told, name=name, close=_("” or “").join(close))
        elif within:
            told = _(": “{text}”: “{name}” belongs to “{of}” and is printed as one of its fields.")
            self._note(tag, told, name=name, of=within[0])
        else:
            told = _(": “{text}”: this form has no field “{name}”; see the list of fields.")
            self._note(tag, told, name=name)
        return None


def _close(name: str, names: Sequence[str]) -> list[str]:
    """Return the names that are most like a name, all that are alike in the same degree."""
    near = get_close_matches(name, names, _MOST_CLOSE, _CLOSE_ENOUGH)
    ratios = [SequenceMatcher(a=name, b=one).ratio() for one in near]
    return [one for one, ratio in zip(near, ratios, strict=True) if ratio == ratios[0]]


def _row(of: FormField) -> FormField | None:
    """Return what a row of a list is: its fields, or a text."""
    if of.kind is not Kind.LIST:
        return _TEXT
    return FormField(name=of.name, kind=Kind.GROUP, inner=of.inner) if of.inner else _TEXT
