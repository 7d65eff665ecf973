"""What was told back to back: for its writer's eyes, whoever else opens the file."""

import io
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from mediation_desk.domain.caucus import CaucusNote, Secrecy
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import Invalid, NotAllowed, NotFound
from mediation_desk.domain.journal import Asked
from mediation_desk.domain.rights import Role
from mediation_desk.domain.sides import Side
from mediation_desk.security import codes
from mediation_desk.services import (
    access,
    accounts,
    backups,
    browse,
    caucus,
    drafts,
    journals,
    logs,
    papers,
    settings,
    signing_in,
    statistics,
    story,
    talks,
    undo,
)
from mediation_desk.services.accounts import Protection
from tests.documents.samples import printed
from tests.services.course import heard

PASSWORD, HERS, NEW = "雨后初晴-Mx93", "屋檐滴水-Qz47", "山高月小-Wk58"
CODE = codes.new_recovery_code()
WORDS = "老板交底最多二十五万再多就关厂"


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def case_id(office):
    return heard(office)


def note(text=WORDS, **more):
    return CaucusNote(
        side=Side.RESPONDENT, told_on=story.HEARD, told_at=time(10, 5), text=text, **more
    )


def written(desk, case_id, told=None):
    version = browse.case_file(desk, case_id).version
    return caucus.put(desk, case_id, version, told or note())


def read(desk, case_id):
    return [one.text for one in caucus.of_case(desk, browse.case_file(desk, case_id)).notes]


def version(desk, case_id):
    return browse.case_file(desk, case_id).version


class Sealed:
    """The sample centre with accounts for the supervisor and the mediator."""

    def __init__(self, office, *, encrypted):
        self.path, self.now = Path(office.desk.db.location), office.desk.now
        ids = {name: person.id for name, person in office.people.items()}
        self.supervisor_id = ids[story.SUPERVISOR.name]
        self.mediator_id = ids[story.MEDIATOR.name]
        protection = Protection(password=PASSWORD, recovery_code=CODE, encrypted=encrypted)
        desk = accounts.protect(office.supervisor, protection)
        first = accounts.give_first_password(desk, self.mediator_id)
        desk.close()
        with self.at(self.mediator_id, first) as hers:
            accounts.change_password(hers, first, HERS)

    @contextmanager
    def at(self, person_id, password):
        desk = signing_in.enter(self.path, person_id, password, now=self.now)
        yield desk
        desk.close()

    def hers(self):
        return self.at(self.mediator_id, HERS)

    def his(self):
        return self.at(self.supervisor_id, PASSWORD)


def test_a_note_is_there_for_who_wrote_it_and_not_at_all_for_others(office, case_id):
    written(office.mediator, case_id)

    assert read(office.mediator, case_id) == [WORDS]
    for desk in (office.supervisor, office.clerk):
        assert read(desk, case_id) == []
        told = browse.journal(desk, case_id)[0]
        assert (told.doing, told.changes) == ("put_caucus", ())
    for wrong in (office.supervisor, office.clerk):
        with pytest.raises(NotAllowed):
            caucus.put(wrong, case_id, version(wrong, case_id), note())


def test_a_note_is_corrected_taken_away_and_undone_by_its_writer_alone(office, case_id):
    key = written(office.mediator, case_id)
    written(office.mediator, case_id, note("改口：可以谈到二十八万", id=key))
    assert read(office.mediator, case_id) == ["改口：可以谈到二十八万"]
    with pytest.raises(NotFound):
        caucus.remove(office.supervisor, case_id, version(office.desk, case_id), key)

    entry = undo.last(office.mediator, case_id)
    with pytest.raises(NotAllowed, match="只能由记录人本人撤销"):
        undo.undo(office.supervisor, entry.id)
    undo.undo(office.mediator, entry.id)
    assert read(office.mediator, case_id) == [WORDS]
    caucus.remove(office.mediator, case_id, version(office.desk, case_id), key)
    assert read(office.mediator, case_id) == []
    undo.undo(office.mediator, undo.last(office.mediator, case_id).id)
    assert read(office.mediator, case_id) == [WORDS]


def test_a_note_without_words_or_of_a_day_to_come_is_told_at_its_field(office, case_id):
    told = replace(note(" "), told_on=date(2027, 1, 1))

    with pytest.raises(Invalid) as refused:
        written(office.mediator, case_id, told)

    assert {problem.field for problem in refused.value.problems} == {"text", "told_on"}


def test_where_nobody_signs_in_it_is_said_that_nothing_is_sealed(office, case_id):
    found = caucus.of_case(office.mediator, office.case(case_id))

    assert found.secrecy is Secrecy.NOBODY_SIGNS_IN
    assert "不能加密封存" in found.secrecy.sentence


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "plain"])
def test_a_note_and_its_draft_are_sealed_for_the_writer_in_either_kind_of_file(
    office, case_id, encrypted
):
    centre = Sealed(office, encrypted=encrypted)
    with centre.hers() as desk:
        written(desk, case_id)
        drafts.keep(desk, f"caucus/{case_id}", {"text": WORDS})
        assert drafts.load(desk, f"caucus/{case_id}") == {"text": WORDS}
        assert read(desk, case_id) == [WORDS]
        shown = caucus.of_case(desk, browse.case_file(desk, case_id))
        assert (shown.secrecy, shown.notes[0].sealed) == (Secrecy.SEALED, True)
    if encrypted:
        with centre.his() as desk:
            accounts.renew(desk, encrypted=False).close()  # nothing but the notes is closed then

    data = centre.path.read_bytes()
    assert story.MEDIATOR.name.encode() in data
    for way in ("utf-8", "utf-16-le", "gb18030"):
        assert WORDS.encode(way) not in data
    with centre.hers() as desk:
        assert read(desk, case_id) == [WORDS], "a new key of the file changes nothing"


def test_whether_the_colleague_sees_the_case_at_all_is_told_with_it(office, case_id):
    settings.save_user(office.supervisor, User(name="孙立", roles=frozenset({Role.MEDIATOR})))
    office.__dict__.pop("people", None)
    other = office.people["孙立"].id
    key = written(office.mediator, case_id)
    assert caucus.share(office.mediator, case_id, version(office.desk, case_id), (key,), other)
    desk = office.supervisor
    access.set_access(
        desk, case_id, version(desk, case_id), restricted=True, readers=[], reason="涉及伤病情况"
    )

    desk = office.mediator

    assert not caucus.share(desk, case_id, version(desk, case_id), (key,), other)


def test_a_note_is_given_to_a_colleague_by_its_writer_and_closed_again(office, case_id):
    centre = Sealed(office, encrypted=False)
    with centre.hers() as desk:
        key, other = written(desk, case_id), written(desk, case_id, note("工人说十八万也行"))
        assert caucus.staying_closed(desk, centre.mediator_id, centre.supervisor_id) == {case_id: 2}
        caucus.share(desk, case_id, version(desk, case_id), (key,), centre.supervisor_id)
        assert caucus.staying_closed(desk, centre.mediator_id, centre.supervisor_id) == {case_id: 1}
    with centre.his() as desk:
        assert read(desk, case_id) == [WORDS]
        with pytest.raises(NotFound):
            caucus.remove(desk, case_id, version(desk, case_id), key)
        with pytest.raises(NotFound):
            caucus.share(desk, case_id, version(desk, case_id), (other,), centre.mediator_id)
    with centre.hers() as desk:
        written(desk, case_id, note(WORDS + "，月底答复", id=key))
    with centre.his() as desk:
        assert read(desk, case_id) == [WORDS + "，月底答复"]
    with centre.hers() as desk:
        caucus.unshare(desk, case_id, version(desk, case_id), (key,))
    with centre.his() as desk:
        assert read(desk, case_id) == []


def test_a_new_password_from_others_opens_no_old_note_but_the_recovery_code_does(office, case_id):
    centre = Sealed(office, encrypted=False)
    with centre.hers() as desk:
        written(desk, case_id)
    with centre.his() as desk:
        first = accounts.give_first_password(desk, centre.mediator_id)
    with centre.at(centre.mediator_id, first) as desk:
        assert read(desk, case_id) == [None], "whoever resets a password does not read along"

    signing_in.recover(centre.path, CODE, centre.mediator_id, NEW, now=centre.now).close()

    with centre.at(centre.mediator_id, NEW) as desk:
        assert read(desk, case_id) == [WORDS]


def _texts(data):
    """Return a product as text, unpacked where it is a package."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    if data[:4] == b"%PDF":
        return printed(data)
    return data.decode("utf-8-sig", "replace")


def test_no_paper_log_search_history_or_summary_has_a_word_of_a_note(office, case_id):
    """Words that nobody else uses; that the worker's name is found shows that one looked."""
    written(office.mediator, case_id)
    desk, today = office.mediator, office.desk.today()
    case = office.case(case_id)
    products = {}
    for offer in papers.offered(case, today):
        paper = papers.compose(desk, case_id, offer.code)
        products[f"{offer.code}.docx"], products[f"{offer.code}.pdf"] = paper.docx, paper.pdf
    for kind in ("xlsx", "csv", "pdf"):
        products[f"log.{kind}"] = logs.month_log(
            desk, story.APPLIED.year, story.APPLIED.month, kind
        )
    products["summary"] = logs.case_summary(desk, case_id)
    texts = {name: _texts(data) for name, data in products.items()}
    texts["file"] = repr(case)
    texts["talks"] = repr(talks.of_case(desk, case))
    texts["history"] = repr(browse.journal(desk, case_id))
    texts["timeline"] = repr(journals.lines(office.supervisor, Asked()))
    period = statistics.period_of(desk, statistics.Span.MONTH, story.APPLIED.year, 10)
    texts["book"] = repr(statistics.month_book(desk, period))

    assert browse.find(desk, WORDS[:4]) == ()
    assert [name for name, text in texts.items() if WORDS[:6] in text] == []
    assert sum("李建国" in text for text in texts.values()) > len(texts) / 2


def test_a_copy_of_a_plain_file_with_accounts_is_backed_up_without_the_words(office, case_id):
    centre = Sealed(office, encrypted=False)
    with centre.hers() as desk:
        written(desk, case_id)
        backups.backup(desk, centre.path.with_name("copy.deskbackup"))

    data = centre.path.with_name("copy.deskbackup").read_bytes()
    assert WORDS.encode() not in data
