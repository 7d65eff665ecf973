"""Lists of codes shipped as data: causes of dispute and districts."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from mediation_desk import i18n, paths


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of dispute (案由) with its mapping to the official lists (procedure.md 3.4).

    `payment_order` tells whether money of this cause can be claimed by payment order
    (劳动争议调解仲裁法第十六条), `review` whether arbitration review is open to it.
    """

    code: str
    name: str
    english: str
    court_cause: str
    statistics_class: str
    payment_order: bool
    review: bool

    @property
    def label(self) -> str:
        """The name in the language spoken here."""
        return self.name if i18n.language() == i18n.CHINESE else self.english


@cache
def causes() -> dict[str, Cause]:
    """Return all causes by code, in the list's order."""
    with paths.resources("taxonomy", "dispute_type.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Cause(
                row["code"],
                row["name"],
                row["english"],
                row["court_cause"],
                row["ma_class"],
                row["payorder"] == "Y",
                row["review"] == "Y",
            )
            for row in csv.DictReader(file)
        }


@cache
def court_causes() -> dict[str, str]:
    """Return the names of the courts' list of causes by number (民事案件案由规定, since 2026)."""
    with paths.resources("taxonomy", "court_cause.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Words that ledgers use for a cause; where they do not decide it, the cause is a guess."""

    words: re.Pattern[str]
    code: str
    decides: bool


@cache
def cause_words() -> tuple[CauseWords, ...]:
    """Return the words by which a cause is known, the narrower ones first (procedure.md 3.4)."""
    with paths.resources("taxonomy", "cause_words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            CauseWords(re.compile(row["words"]), row["code"], row["decides"] == "Y")
            for row in csv.DictReader(file)
        )


@cache
def districts() -> dict[str, str]:
    """Return the names of the region's districts by code."""
    with paths.resources("taxonomy", "districts.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def cause_label(code: str) -> str:
    """Return a cause's name, or the code itself where an old file has another one."""
    cause = causes().get(code)
    return cause.label if cause else code


def cause_in_words(code: str) -> str:
    """Return a cause's name as it goes inside a sentence: the list's own marks as words have them.

    The list writes 超龄劳动者:劳动报酬/休息休假, a paper 超龄劳动者（劳动报酬、休息休假）.
    """
    name = cause_label(code)
    if i18n.language() != i18n.CHINESE:
        return name
    kind, colon, items = name.replace("(", "（").replace(")", "）").partition(":")
    if not colon:
        return kind.replace("/", "、")
    inside = items.replace("/", "、").replace("（", "，").replace("）", "")
    return f"{kind}（{inside.strip()}）"
