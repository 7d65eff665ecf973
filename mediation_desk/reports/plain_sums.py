"""Reading the expression of a step as plain arithmetic, so that a spreadsheet can work it out."""

import ast
import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from mediation_desk.domain.money import half_up

_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "％": "%"})
_ARITHMETIC = re.compile(r"[0-9.+\-*/() ]+")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_MOST = 200


def plain_sum(expression: str, result: str) -> tuple[str, Decimal] | None:
    """Return the arithmetic of an expression and its result, if the one gives the other.

    The expression is written as sheets show it: 6,500.00 × 5. What is no plain arithmetic, or
    gives another result than the one told, gives nothing: it stays a text.
    """
    told = _number(result)
    text = _PERCENT.sub(r"(\1/100)", expression.translate(_SIGNS)).replace(",", "")
    if told is None or len(text) > _MOST or not _ARITHMETIC.fullmatch(text):
        return None
    try:
        value = _worked_out(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError):
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if half_up(exact) != told or not re.search(r"[*/+-]", text):
        return None
    return text.replace(" ", ""), told


def _number(text: str) -> Decimal | None:
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
