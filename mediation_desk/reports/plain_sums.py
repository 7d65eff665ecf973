"""Reading the expression of a step as plain arithmetic, so that a spreadsheet can work it out."""

import ast
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "％": "%"})
_ARITHMETIC = re.compile(r"[0-9.+\-*/() ]+")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSum:
    """Arithmetic that gives the result told, rounded half up to so many decimals."""

    arithmetic: str
    value: Decimal
    places: int


def plain_sum(expression: str, result: str) -> PlainSum | None:
    """Return the arithmetic of an expression, if it gives the result told.

    The expression is written as sheets show it: 6,500.00 × 5. What is no plain arithmetic, or
    gives another result than the one told, gives nothing: it stays a text.
    """
    told = number(result)
    text = _PERCENT.sub(r"(\1/100)", expression.translate(_SIGNS)).replace(",", "")
    if told is None or len(text) > _MOST or not _ARITHMETIC.fullmatch(text):
        return None
    try:
        value = _worked_out(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError):
        return None
    exact, places = Decimal(value.numerator) / Decimal(value.denominator), decimals(told)
    if exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) != told:
        return None
    return PlainSum(arithmetic=text.replace(" ", ""), value=told, places=places)


def decimals(told: Decimal) -> int:
    """Return how many decimals a number is told with, at least those of money."""
    exponent = told.as_tuple().exponent
    return max(2, -exponent if isinstance(exponent, int) else 0)


def number(text: str) -> Decimal | None:
    """Return the number that a text is, None if it is something else."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _worked_out(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as value):
            return Fraction(str(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_worked_out(operand)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _worked_out(left), _worked_out(right)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    return one / other
    raise ValueError(ast.dump(node))
