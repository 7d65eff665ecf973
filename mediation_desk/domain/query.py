"""Questions over all cases (自定义查询): conditions that a centre combines, saves and shares."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

AGREEMENT = "agreement"
"""The outcome of a case whose agreement took effect; the others are codes of stages."""
MOST_CONDITIONS = 20
LONGEST_NAME = 40
LONGEST_TEXT = 60


class Shape(Term):
    """What kind of value a field has."""

    TEXT = "text", N_("Text")
    CHOICE = "choice", N_("Choice")
    DAY = "day", N_("Day")
    MONEY = "money", N_("Amount")
    COUNT = "count", N_("Number")
    FLAG = "flag", N_("Yes or no")


class Field(Term):
    """What a condition asks about."""

    NUMBER = "number", N_("Case number")
    EMPLOYER = "employer", N_("Employer, any party")
    PERSON = "person", N_("Person, any party or agent")
    PHONE = "phone", N_("Telephone of a person")
    REQUESTS = "requests", N_("Requests, facts and reasons")
    CAUSE = "cause", N_("Main cause")
    CLAIM = "claim", N_("Item claimed")
    SOURCE = "source", N_("Source of the case")
    DISTRICT = "district", N_("District or county")
    STAGE = "stage", N_("Stage")
    OUTCOME = "outcome", N_("Outcome of the mediation")
    MEDIATOR = "mediator", N_("Mediator")
    CLERK = "clerk", N_("Clerk")
    INDUSTRY = "industry", N_("Industry of the employer")
    OWNERSHIP = "ownership", N_("Ownership of the employer")
    RECEIVED = "received", N_("Application received on")
    ACCEPTED = "accepted", N_("Accepted on")
    HEARD = "heard", N_("Day of a session")
    EFFECTIVE = "effective", N_("Agreement in effect from")
    ENDED = "ended", N_("Mediation ended on")
    CLOSED = "closed", N_("Closed on")
    PAID_ON = "paid_on", N_("Day of a payment")
    CLAIMED = "claimed", N_("Amount claimed")
    AGREED = "agreed", N_("Amount agreed")
    PAID = "paid", N_("Amount performed")
    OWED = "owed", N_("Amount still owed")
    WORKERS = "workers", N_("Number of workers")
    MIGRANT = "migrant", N_("Migrant workers among the applicants")
    MEMBER = "member", N_("Union members among the applicants")
    INJURED = "injured", N_("Injured workers among the applicants")
    AID = "aid", N_("Legal aid")

    @property
    def shape(self) -> Shape:
        """What kind of value it has."""
        return next(shape for shape, fields in _SHAPES.items() if self in fields)


_SHAPES = {
    Shape.TEXT: frozenset(
        {
            *(Field.NUMBER, Field.EMPLOYER, Field.PERSON, Field.PHONE, Field.REQUESTS),
            *(Field.INDUSTRY, Field.OWNERSHIP),
        }
    ),
    Shape.CHOICE: frozenset(
        {
            *(Field.CAUSE, Field.CLAIM, Field.SOURCE, Field.DISTRICT, Field.STAGE),
            *(Field.OUTCOME, Field.MEDIATOR, Field.CLERK),
        }
    ),
    Shape.DAY: frozenset(
        {
            *(Field.RECEIVED, Field.ACCEPTED, Field.HEARD, Field.EFFECTIVE, Field.ENDED),
            *(Field.CLOSED, Field.PAID_ON),
        }
    ),
    Shape.MONEY: frozenset({Field.CLAIMED, Field.AGREED, Field.PAID, Field.OWED}),
    Shape.COUNT: frozenset({Field.WORKERS}),
    Shape.FLAG: frozenset({Field.MIGRANT, Field.MEMBER, Field.INJURED, Field.AID}),
}


class Operator(Term):
    """How a value is compared."""

    CONTAINS = "contains", N_("contains")
    LACKS = "lacks", N_("does not contain")
    IS = "is", N_("is")
    IS_NOT = "is_not", N_("is not")
    FROM = "from", N_("not before")
    UNTIL = "until", N_("not after")
    WITHIN = "within", N_("within")
    EMPTY = "empty", N_("is not entered")
    GIVEN = "given", N_("is entered")


class Span(Term):
    """Periods that move with the day, so that a saved question stays right."""

    THIS_MONTH = "this_month", N_("this month")
    LAST_MONTH = "last_month", N_("last month")
    THIS_YEAR = "this_year", N_("this year")
    LAST_YEAR = "last_year", N_("last year")
    DAYS_30 = "days_30", N_("the last 30 days")
    DAYS_365 = "days_365", N_("the last 365 days")

    def days(self, today: date) -> tuple[date, date]:
        """Return the first and the last day."""
        first = today.replace(day=1)
        before = first - timedelta(days=1)
        match self:
            case Span.THIS_MONTH:
                following = (first + timedelta(days=32)).replace(day=1)
                return first, following - timedelta(days=1)
            case Span.LAST_MONTH:
                return before.replace(day=1), before
            case Span.THIS_YEAR:
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case Span.LAST_YEAR:
                return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        back = 29 if self is Span.DAYS_30 else 364
        return today - timedelta(days=back), today


_ORDERED = (Operator.FROM, Operator.UNTIL, Operator.IS)
OPERATORS = {
    Shape.TEXT: (Operator.CONTAINS, Operator.LACKS, Operator.EMPTY, Operator.GIVEN),
    Shape.CHOICE: (Operator.IS, Operator.IS_NOT, Operator.EMPTY, Operator.GIVEN),
    Shape.DAY: (Operator.WITHIN, *_ORDERED, Operator.EMPTY, Operator.GIVEN),
    Shape.MONEY: _ORDERED,
    Shape.COUNT: _ORDERED,
    Shape.FLAG: (Operator.GIVEN, Operator.EMPTY),
}
"""What may be asked of each kind of value, the usual one first."""

WITHOUT_VALUE = frozenset({Operator.EMPTY, Operator.GIVEN})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; the value is written as it is stored: text, code, ISO day, plain number."""

    field: Field
    operator: Operator
    value: str = ""

    @property
    def amount(self) -> Decimal:
        """The value as a number."""
        return Decimal(self.value)

    @property
    def day(self) -> date:
        """The value as a day."""
        return date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Conditions that must all hold, or any of them; saved under a name it is everybody's."""

    id: int = 0
    name: str = ""
    any_of: bool = False
    conditions: tuple[Condition, ...] = ()


def operator_label(operator: Operator, shape: Shape) -> str:
    """Name an operator as it reads with a kind of value."""
    if shape is Shape.FLAG:
        return _("yes") if operator is Operator.GIVEN else _("no")
    if shape is not Shape.DAY and operator in (Operator.FROM, Operator.UNTIL):
        return "≥" if operator is Operator.FROM else "≤"
    return operator.label


def query_problems(query: Query) -> Iterator[Problem]:
    """Check a question before it is asked."""
    if not query.conditions:
        yield Problem("conditions", _("Enter at least one condition."))
    if len(query.conditions) > MOST_CONDITIONS:
        text = _("A question has at most {n} conditions.").format(n=MOST_CONDITIONS)
        yield Problem("conditions", text)
    for number, condition in enumerate(query.conditions, 1):
        if text := _wrong(condition):
            told = _("Condition {n}: {text}").format(n=number, text=text)
            yield Problem("conditions", told)


def name_problems(query: Query, others: Collection[str]) -> Iterator[Problem]:
    """Check the name under which a question is saved."""
    name = query.name.strip()
    if not name:
        yield Problem("name", _("Give the question a name."))
    elif len(name) > LONGEST_NAME:
        yield Problem("name", _("At most {n} characters here.").format(n=LONGEST_NAME))
    elif name in others:
        yield Problem("name", _("There is already a question of this name."))


def _wrong(condition: Condition) -> str:
    shape = condition.field.shape
    if condition.operator not in OPERATORS[shape]:
        return _("this cannot be asked of “{field}”.").format(field=condition.field.label)
    if condition.operator in WITHOUT_VALUE:
        return ""
    if not condition.value.strip():
        return _("enter what to look for.")
    if shape is Shape.TEXT and len(condition.value) > LONGEST_TEXT:
        return _("at most {n} characters.").format(n=LONGEST_TEXT)
    return _unreadable(condition, shape)


def _unreadable(condition: Condition, shape: Shape) -> str:
    try:
        if condition.operator is Operator.WITHIN:
            Span.of(condition.value)
        elif shape is Shape.DAY:
            date.fromisoformat(condition.value)
        elif shape in (Shape.MONEY, Shape.COUNT) and not Decimal(condition.value).is_finite():
            return _("this is not a number.")
    except (ValueError, InvalidOperation):
        return _("the value cannot be read.")
    return ""
