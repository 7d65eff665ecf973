"""Asking the law as the command line does, and looking for words in what it says."""

from mediation_desk.law.calc import answer
from mediation_desk.law.packs import Law


def ask(law: Law, kind: str, place: str = "", **inputs: object) -> dict:
    question = {"claim_type": kind, "inputs": inputs}
    return answer(question | ({"place": place, "on": "2026-06-30"} if place else {}), law)


def said(given: dict, *words: str) -> bool:
    return any(all(word in told for word in words) for told in given["warnings"])
