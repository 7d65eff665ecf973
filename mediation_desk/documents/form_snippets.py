"""The fields of a form as they are typed into its template, for choosing and copying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediation_desk.documents.form_fields import FormField, Kind
from mediation_desk.i18n import _

_ROW = "项"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece to type: what it prints or does, an example, and how deep in lists it stands."""

    text: str
    told: str
    example: str = ""
    depth: int = 0

    def holds(self, words: str) -> bool:
        """Say whether every word of a search stands in it."""
        text = f"{self.text} {self.told} {self.example}".lower()
        return all(word in text for word in words.lower().split())


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
            yield from _pieces(inner, row, depth + 1)
    else:
        told = _("one entry of it")
        yield Snippet(text=f"{{{{ {row} }}}}", told=told, example=field.example, depth=depth + 1)
    yield Snippet(text="{%p endfor %}", told=_("end of the paragraphs"), depth=depth)
    yield Snippet(text="{%tr endfor %}", told=_("end of the table rows"), depth=depth)
