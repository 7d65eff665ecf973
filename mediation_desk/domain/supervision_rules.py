"""What the union's letters need, in which order they come, and how they are numbered."""

from collections.abc import Iterable, Iterator
from datetime import date

from mediation_desk.domain import days, reasons
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.intake import employer_problems
from mediation_desk.domain.supervision import (
    BASIS,
    Letter,
    LetterCounts,
    LetterKind,
    LetterSettings,
    LetterState,
    Matter,
    MatterEnd,
    MatterSource,
    Opening,
    Reply,
)
from mediation_desk.i18n import _


def basis(clock: str) -> str:
    """Return the article that a clock of a letter rests on."""
    return BASIS + {"DL27": "第十七条", "DL28": "第二十条", "DL29": "第二十二条"}.get(
        clock, "第十六条"
    )


def openings(matter: Matter, today: date) -> tuple[Opening, ...]:
    """Say which letters may come next in a matter, and why the others may not."""
    likely = _likely(matter, today)
    return tuple(
        Opening(kind=kind, reason=reason, likely=not reason and kind is likely)
        for kind in LetterKind
        for reason in [refusal(matter, kind, today)]
    )


def _likely(matter: Matter, today: date) -> LetterKind | None:
    """Return the letter that follows from the last one, None if what is awaited is an answer."""
    last = matter.latest()
    if last is None:
        if matter.source is MatterSource.FESTIVAL:
            return LetterKind.REMINDER
        return LetterKind.OPINION if matter.investigated_on else LetterKind.PROMPT
    poor = last.reply not in (None, Reply.GOOD) or last.state(today) is LetterState.LATE
    match last.kind:
        case LetterKind.PROMPT | LetterKind.REMINDER if not matter.investigated_on:
            return LetterKind.INQUIRY
        case LetterKind.PROMPT | LetterKind.REMINDER:
            return LetterKind.OPINION
        case LetterKind.INQUIRY if poor:
            return LetterKind.OPINION
        case LetterKind.OPINION if poor:
            return LetterKind.PROPOSAL
    return None


def refusal(matter: Matter, kind: LetterKind, today: date) -> str:
    """Say why a letter cannot be drafted in a matter now, empty if it can."""
    if matter.declined is not None:
        return _("The complaint was not accepted.")
    if matter.ended_as is not None:
        return _("The matter has ended.")
    if any(one.issued_on is None and one.withdrawn_on is None for one in matter.letters):
        return _("There is a draft already. Issue or discard it first.")
    match kind:
        case LetterKind.PROMPT:
            return _not_after(matter, LetterKind.INQUIRY, LetterKind.OPINION, LetterKind.PROPOSAL)
        case LetterKind.REMINDER:
            return _not_after(matter, LetterKind.OPINION, LetterKind.PROPOSAL)
        case LetterKind.INQUIRY:
            return _not_after(matter, LetterKind.OPINION, LetterKind.PROPOSAL) or _awaited(
                matter, kind, today
            )
        case LetterKind.OPINION:
            if matter.investigated_on is None:
                return _(
                    "A letter of opinion follows an investigation that found a breach (art. 19)."
                    " Record the investigation first."
                )
            return _not_after(matter, LetterKind.PROPOSAL) or _awaited(matter, kind, today)
    return _no_proposal(matter, today)


def _not_after(matter: Matter, *later: LetterKind) -> str:
    for kind in later:
        if matter.of(kind) is not None:
            return _("There is a “{kind}” already, which goes further.").format(kind=kind.label)
    return ""


def _awaited(matter: Matter, kind: LetterKind, today: date) -> str:
    """Say that the last letter of a kind may still be answered."""
    last = matter.of(kind)
    if last is None or last.answered_on is not None or last.state(today) is LetterState.LATE:
        return ""
    if last.state(today) is LetterState.ISSUED:
        return _(
            "No receipt of {reference} is on record: the days for its answer begin with it."
        ).format(reference=last.reference)
    return _("The answer to {reference} is still awaited.").format(reference=last.reference)


def _no_proposal(matter: Matter, today: date) -> str:
    opinion = matter.of(LetterKind.OPINION)
    if opinion is None:
        return _("A letter of proposal needs a letter of opinion before it (art. 21).")
    if matter.of(LetterKind.PROPOSAL) is not None:
        return _("There is a letter of proposal already.")
    if opinion.reply is Reply.GOOD:
        return _(
            "The employer answered the letter of opinion properly; a proposal is for a missing,"
            " improper or untrue answer, or for a breach that goes on (art. 21). If it is not"
            " corrected after all, say so at the answer first."
        )
    return _awaited(matter, LetterKind.OPINION, today)


def matter_problems(matter: Matter, today: date) -> Iterator[Problem]:
    """Check a matter, all of it at once."""
    name = matter.employer.strip()
    if not name:
        yield Problem("employer", _("Enter the employer."))
    elif not matter.employer_id:
        for problem in employer_problems(Employer(name=name), ""):
            yield Problem("employer", problem.text)
    if not matter.subject.strip():
        yield Problem("subject", _("Say in a few words what it is about."))
    if matter.received_on > today:
        yield Problem("received_on", _("This day is still to come."))
    if matter.source is MatterSource.CASE and matter.case_id is None:
        yield Problem("source", _("Open the case and begin the supervision there."))


def investigation_problems(
    day: date, investigators: str, *, on_site: bool, matter: Matter, today: date
) -> Iterator[Problem]:
    """Check an investigation: on site by two members of the committee or more (第十八条)."""
    if day > today:
        yield Problem("investigated_on", _("This day is still to come."))
    if day < matter.received_on:
        yield days.before("investigated_on", matter.received_on, days.REPORTED)
    members = names(investigators)
    if not members:
        yield Problem("investigators", _("Enter who investigated."))
    elif on_site and len(members) < 2:
        text = _("On site, two or more members of the committee are present (art. 18).")
        yield Problem("investigators", text)


def names(text: str) -> tuple[str, ...]:
    """Return the different names in a line, however they are separated."""
    for mark in "，,；;/":
        text = text.replace(mark, "、")
    found = (name.strip() for line in text.splitlines() for name in line.split("、"))
    return tuple(dict.fromkeys(name for name in found if name))


def letter_problems(letter: Letter) -> Iterator[Problem]:
    """Check a draft as it is kept: it may still lack what the letter needs."""
    if not letter.addressee.strip():
        yield Problem("addressee", _("Enter to whom it is addressed."))


def issue_problems(letter: Letter, on: date, matter: Matter, today: date) -> Iterator[Problem]:
    """Check what a letter needs before it is issued."""
    yield from letter_problems(letter)
    if not letter.subject.strip():
        yield Problem("subject", _("Say in a few words what it is about."))
    if not letter.demand.strip():
        yield Problem("demand", _("Say what is demanded or proposed."))
    if letter.kind in (LetterKind.OPINION, LetterKind.PROPOSAL):
        if not letter.facts.strip():
            yield Problem("facts", _("Write down the facts that were found."))
        if not letter.rules.strip():
            yield Problem("rules", _("Name the rules that were broken."))
    if on > today:
        yield Problem("issued_on", _("This day is still to come."))
    if on < matter.received_on:
        yield days.before("issued_on", matter.received_on, days.REPORTED)
    if letter.kind is LetterKind.OPINION and (seen := matter.investigated_on) and on < seen:
        yield days.before("issued_on", seen, days.INVESTIGATED)
    if letter.kind is LetterKind.PROPOSAL and (opinion := matter.of(LetterKind.OPINION)):
        yield from _too_early(opinion, on)


def _too_early(opinion: Letter, on: date) -> Iterator[Problem]:
    """Find that a proposal is dated before the answer came or its days ran out (第二十一条)."""
    if opinion.answered_on is not None and on >= opinion.answered_on:
        return
    if opinion.due is not None and on <= opinion.due:
        text = _(
            "The employer could answer {reference} until {day}; a letter of proposal follows a"
            " missing or poor answer ({basis})."
        )
        told = {"reference": opinion.reference, "day": opinion.due, "basis": BASIS + "第二十一条"}
        yield Problem("issued_on", text.format(**told))


def require_state(letter: Letter, today: date, *states: LetterState) -> None:
    """Refuse an act that does not fit where the letter stands."""
    now = letter.state(today)
    if now not in states:
        raise DeskError(
            _("The letter stands at “{state}”; this cannot be done now.").format(state=now.label)
        )


def day_problems(
    field: str, day: date, not_before: date | None, what: str, today: date
) -> Iterator[Problem]:
    """Check a day in the course of a letter: not before another, `what` was on that one."""
    if day > today:
        yield Problem(field, _("This day is still to come."))
    if not_before is not None and day < not_before:
        yield days.before(field, not_before, what)


def prompt_problems(letter: Letter, on: date, matter: Matter, today: date) -> Iterator[Problem]:
    """Check a prompt by word of mouth."""
    if not letter.demand.strip():
        yield Problem("demand", _("Say what the employer was told."))
    yield from day_problems("issued_on", on, matter.received_on, days.REPORTED, today)


def answer_problems(letter: Letter, on: date, text: str, today: date) -> Iterator[Problem]:
    """Check an answer: it comes after the receipt, or after the department closed the matter."""
    what = days.LETTER_RECEIVED if letter.received_on else days.ISSUED
    earlier = letter.received_on or letter.issued_on
    yield from day_problems("answered_on", on, earlier, what, today)
    if not text.strip():
        yield Problem("answer", _("Write down in a few words what was answered."))


def withdrawal_problems(letter: Letter, on: date, reason: str, today: date) -> Iterator[Problem]:
    """Check the withdrawal of a letter."""
    yield from day_problems("withdrawn_on", on, letter.issued_on, days.ISSUED, today)
    yield from reasons.problems("withdrawn_for", reason)


def end_problems(
    matter: Matter, end: MatterEnd, on: date, note: str, today: date
) -> Iterator[Problem]:
    """Check the end of a matter."""
    yield from day_problems("ended_on", on, matter.received_on, days.REPORTED, today)
    if end is MatterEnd.HANDED_OVER and matter.of(LetterKind.PROPOSAL) is None:
        text = _("A matter is handed over by a letter of proposal (art. 21).")
        yield Problem("ended_as", text)
    if end in (MatterEnd.WITHDRAWN, MatterEnd.PARTLY):
        yield from reasons.problems("note", note)
    elif end is MatterEnd.CORRECTED and (waiting := unanswered(matter)):
        text = _(
            "{letters} is not answered: write down what was corrected and how the union knows it."
        )
        if reasons.problems("note", note):
            named = _(", ").join(letter.reference or letter.kind.label for letter in waiting)
            yield Problem("note", text.format(letters=named))


def unanswered(matter: Matter) -> tuple[Letter, ...]:
    """Return the letters that ask for an answer and have none: their days run or are over.

    What a later letter has answered is settled by that answer.
    """
    asking = [one for one in matter.letters if one.stands and one.kind in _ANSWERED]
    if not asking or asking[-1].answered_on is not None:
        return ()
    return tuple(letter for letter in asking if letter.answered_on is None)


_ANSWERED = frozenset({LetterKind.INQUIRY, LetterKind.OPINION, LetterKind.PROPOSAL})
"""Letters to which an answer or a feedback is due (procedure.md 2.6)."""


_NOT_IN_CODE = frozenset("〔〕[](){}（）第号0123456789")


def code_problems(code: str) -> str:
    """Say what is wrong with the code of a letter's number (代字), empty if nothing."""
    plain = code.strip()
    if not 2 <= len(plain) <= 20:
        return _("The code of a letter has 2 to 20 characters, such as 张劳调函.")
    if not plain.isprintable() or _NOT_IN_CODE.intersection(plain):
        return _("The code of a letter has no digits or brackets, and neither 第 nor 号.")
    return ""


def letter_reference(code: str, year: int, number: int) -> str:
    """Write a letter's number: 张劳调函〔2026〕7号, without 第 and leading zeros (GB/T 9704)."""
    return f"{code}〔{year}〕{number}号"


def usual_code(number_pattern: str) -> str:
    """Return the code that goes with the centre's case numbers: 张劳调字〔… gives 张劳调函."""
    stem = number_pattern.partition("〔")[0].removesuffix("字")
    return f"{stem}函" if not code_problems(f"{stem}函") else "劳调函"


def counted(letters: Iterable[Letter], today: date) -> tuple[LetterCounts, ...]:
    """Count letters by kind."""
    issued = [letter for letter in letters if letter.issued_on is not None]
    return tuple(
        LetterCounts(
            kind=kind,
            issued=len(own),
            answered=sum(letter.answered_on is not None for letter in own),
            late=sum(letter.state(today) is LetterState.LATE for letter in own),
        )
        for kind in LetterKind
        for own in [[letter for letter in issued if letter.kind is kind]]
    )


def settings_problems(settings: LetterSettings) -> Iterator[Problem]:
    """Check who sends letters and how they are numbered."""
    if not settings.sender.strip():
        yield Problem("sender", _("Enter the union that sends the letters."))
    for kind in LetterKind:
        if kind.written and (text := code_problems(settings.code(kind))):
            yield Problem(kind.value, text)
