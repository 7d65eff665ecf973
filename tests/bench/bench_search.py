"""A keystroke in the search field over 100,000 cases, in the worker, against the bare SQL."""

from sqlcipher3 import dbapi2

from mediation_desk.services import browse
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import folding
from tests.bench.big_centre import location
from tests.bench.measure import report, times

TYPED = (
    "李建国",
    "王秀英",
    "张桂兰",
    "宣化永兴建筑",
    "zsf",
    "ljg",
    "第0420号",
    "单伟",
    "欧阳",
    "1234",
)
BARE = """
    SELECT c.id, c.number, c.stage, c.received_on, c.first_applicant, c.applicant_count,
           c.respondent, c.cause, c.due_on, c.agreed, c.paid
    FROM mediation_case c
    WHERE c.id IN (
        SELECT s.case_id FROM search_row s JOIN search_text t ON t.rowid = s.case_id
        WHERE search_text MATCH ? AND instr(s.line, ?) > 0 ORDER BY t.rowid DESC LIMIT 20)
    ORDER BY c.id DESC
"""


def main() -> None:
    """Type every text one character after the other."""
    path = location()
    keystrokes = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
    desk = open_desk(path)
    for text in keystrokes:
        browse.find(desk, text)
    ours = times([lambda t=text: browse.find(desk, t) for text in keystrokes], 5)
    desk.close()

    bare = dbapi2.connect(str(path))

    def ask(text: str) -> object:
        [word] = folding.words(text)
        grams = " AND ".join(f'"{gram}"' for gram in folding.wanted([word]))
        return bare.execute(BARE, (grams, word)).fetchall()

    for text in keystrokes:
        ask(text)
    theirs = times([lambda t=text: ask(t) for text in keystrokes], 5)
    report("a keystroke over 100,000 cases", ours, "bare SQL, open connection", theirs)


if __name__ == "__main__":
    main()
