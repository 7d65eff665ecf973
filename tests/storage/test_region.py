"""Bodies, duty, legal aid, letters and joint meetings, in a file and on a server."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.bodies import (
    Body,
    BodyKind,
    BodyPerson,
    Entrusted,
    MirroredCase,
    Outcome,
    Post,
    Referral,
)
from mediation_desk.domain.duty import Half, Shift
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    Participant,
)
from mediation_desk.domain.legal_aid import AidBy, AidMatter, LegalAid, Means
from mediation_desk.domain.people import Person
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterSettings,
    LetterState,
    Matter,
    MatterEnd,
    MatterSource,
    Reply,
)
from mediation_desk.storage import (
    bodies,
    centre,
    duty,
    journal,
    legal_aid,
    letter_clocks,
    letters,
    meetings,
    month_lists,
    parties,
    settlements,
)
from mediation_desk.storage.database import Database
from tests.storage.samples import SHAN, WANG, read, register, settlement

AID_ROOM = Body(
    kind=BodyKind.LEGAL_AID,
    name="法律援助室",
    phone="0313-1",
    allowance=Decimal("100.00"),
    jurisdiction="全市",
)
COURT = Body(kind=BodyKind.COURT, name="巡回法庭")
TODAY = date(2026, 11, 23)
INQUIRY = Letter(
    kind=LetterKind.INQUIRY,
    addressee="某公司",
    subject="欠薪",
    demand="说明情况",
    drafted_by="王晓梅",
)


def body(db: Database, value: Body = AID_ROOM) -> int:
    with db.write(WANG, "change_body") as session:
        return bodies.put_body(session, value)


def lawyer(db: Database, body_id: int, name: str = "赵律") -> int:
    person = BodyPerson(body_id=body_id, name=name, post=Post.LAWYER, licence=f"1{name}")
    with db.write(WANG, "change_body_person") as session:
        return bodies.put_person(session, person)


def matter(db: Database, **more: object) -> int:
    with db.write(WANG, "begin_supervision") as session:
        employer_id = letters.employer_key(session, Employer(name="某公司"))
        made = Matter(
            employer_id=employer_id,
            source=MatterSource.VISIT,
            received_on=date(2026, 11, 2),
            subject="欠薪",
        )
        return letters.put_matter(session, replace(made, **more))  # type: ignore[arg-type]


def drafted(db: Database, matter_id: int, **more: object) -> int:
    with db.write(WANG, "draft_letter") as session:
        made = replace(INQUIRY, matter_id=matter_id, **more)  # type: ignore[arg-type]
        return letters.put_letter(session, made)


def issued(db: Database, letter_id: int, code: str = "张劳调函") -> int:
    with db.write(WANG, "issue_letter") as session:
        number = letters.take_number(session, letter_id, code, 2026)
        letter = letters.letter(session, letter_id)
        letters.put_letter(
            session,
            replace(letter, issued_on=date(2026, 11, 4), reference=f"{code}〔2026〕{number}号"),
        )
        return number


def test_a_body_is_read_back_with_its_rooms_and_people(db: Database):
    from mediation_desk.domain.centre import Room

    with db.write(WANG, "change_room") as session:
        room = centre.put_room(session, Room(name="第一调解室"))
    key = body(db, replace(AID_ROOM, rooms=(room,)))
    zhao = lawyer(db, key)

    with db.read() as session:
        found = bodies.file(session, key)
        [line] = bodies.lines(session)

    assert found.body == replace(AID_ROOM, id=key, rooms=(room,))
    assert found.rooms == ("第一调解室",)
    assert [person.id for person in found.people] == [zhao]
    assert (line.people, line.referred, line.mirrored) == (1, 0, 0)


def test_who_was_on_duty_is_not_removed(db: Database):
    key = body(db)
    zhao, qian = lawyer(db, key), lawyer(db, key, "钱律")
    shift = Shift(body_id=key, person_id=zhao, day=TODAY, half=Half.MORNING)
    with db.write(WANG, "set_duty") as session:
        duty.set_shifts(session, key, TODAY, [Half.MORNING], [shift])

    with pytest.raises(DeskError, match="赵律"), db.write(WANG, "x") as session:
        bodies.remove_person(session, zhao)
    with db.write(WANG, "remove_body_person") as session:
        bodies.remove_person(session, qian)

    with db.read() as session:
        assert [person.id for person in bodies.people(session, key)] == [zhao]


def test_a_referral_and_a_mirrored_case_stand_with_the_case_and_with_the_body(db: Database):
    ref = register(db)
    aid, court = body(db), body(db, COURT)
    with db.write(WANG, "refer_to_body", ref.id) as session:
        bodies.put_referral(
            session,
            Referral(case_id=ref.id, body_id=aid, day=TODAY, purpose="咨询", sent_by="王晓梅"),
        )
    with db.write(WANG, "mirror_case", ref.id) as session:
        mirror = bodies.put_mirror(
            session,
            MirroredCase(
                body_id=court,
                case_id=ref.id,
                number="诉前调12号",
                entrusted=Entrusted.BEFORE_FILING,
            ),
        )
        loose = bodies.put_mirror(session, MirroredCase(body_id=court, number="民初1号"))

    with db.read() as session:
        referrals, mirrors = bodies.of_case(session, ref.id)
        at_court = bodies.file(session, court).mirrors
        lines = {line.body.id: line for line in bodies.lines(session)}

    assert [(r.body, r.number, r.referral.purpose) for r in referrals] == [
        ("法律援助室", ref.number, "咨询")
    ]
    assert "单雄信" in referrals[0].parties
    assert [m.mirror.id for m in mirrors] == [mirror]
    assert [(m.mirror.id, m.number) for m in at_court] == [(loose, ""), (mirror, ref.number)]
    assert (lines[aid].awaited, lines[court].mirrored) == (1, 2)


def test_a_mirrored_case_that_ended_is_no_longer_counted(db: Database):
    court = body(db, COURT)
    with db.write(WANG, "mirror_case") as session:
        key = bodies.put_mirror(session, MirroredCase(body_id=court, number="12号"))
    with db.write(WANG, "mirror_case") as session:
        ended = MirroredCase(
            id=key, body_id=court, number="12号", outcome=Outcome.JUDGMENT, outcome_on=TODAY
        )
        bodies.put_mirror(session, ended)

    with db.read() as session:
        assert bodies.mirror(session, key) == ended
        assert bodies.lines(session)[0].mirrored == 0


def test_who_is_on_duty_today_is_told_by_half_day(db: Database):
    key = body(db)
    zhao, qian = lawyer(db, key), lawyer(db, key, "钱律")
    for half, person in ((Half.AFTERNOON, zhao), (Half.MORNING, qian)):
        shift = Shift(body_id=key, person_id=person, day=TODAY, half=half)
        with db.write(WANG, "set_duty") as session:
            duty.set_shifts(session, key, TODAY, [half], [shift])

    with db.glance() as of:
        found = duty.on_duty(of, TODAY)

    assert [(d.body, d.half, d.name) for d in found] == [
        ("法律援助室", Half.MORNING, "钱律"),
        ("法律援助室", Half.AFTERNOON, "赵律"),
    ]


def test_changing_a_half_day_keeps_the_other_and_the_rows_that_stay(db: Database):
    key = body(db)
    zhao, qian = lawyer(db, key), lawyer(db, key, "钱律")
    first = Shift(body_id=key, person_id=zhao, day=TODAY, half=Half.MORNING)
    other = replace(first, half=Half.AFTERNOON)
    with db.write(WANG, "set_duty") as session:
        duty.set_shifts(session, key, TODAY, list(Half), [first, other])
        before = duty.of_week(session, TODAY)
    with db.write(WANG, "set_duty") as session:
        later = replace(first, hours=Decimal("3.5"), received=2)
        duty.set_shifts(
            session, key, TODAY, [Half.MORNING], [later, replace(first, person_id=qian)]
        )

    with db.read() as session:
        found = duty.of_week(session, TODAY)

    assert len(found) == 3
    kept = next(s for s in found if (s.half, s.person_id) == (Half.MORNING, zhao))
    assert (kept.hours, kept.received) == (Decimal("3.5"), 2)
    assert kept.id in {shift.id for shift in before}


def test_the_totals_of_a_lawyer_count_duty_aid_and_allowance(db: Database):
    key = body(db)
    zhao = lawyer(db, key)
    shift = Shift(body_id=key, person_id=zhao, day=TODAY, half=Half.MORNING, received=3)
    with db.write(WANG, "set_duty") as session:
        duty.set_shifts(
            session, key, TODAY, list(Half), [shift, replace(shift, half=Half.AFTERNOON)]
        )
    with db.write(WANG, "apply_for_aid") as session:
        legal_aid.put(
            session,
            LegalAid(
                applicant="李建国",
                matter=AidMatter.PAY,
                applied_on=TODAY,
                lawyer_id=zhao,
                started_on=TODAY,
            ),
        )

    with db.read() as session:
        people = {person.id: person for person in bodies.people(session)}
        [total] = duty.totals(session, TODAY, TODAY, people, {key: Decimal("100.00")})
        [without] = duty.totals(session, TODAY, TODAY, people, {key: None})

    assert (total.half_days, total.hours, total.received, total.aid_cases) == (
        2,
        Decimal(8),
        6,
        1,
    )
    assert total.allowance == Decimal("200.00")
    assert without.allowance is None


def test_legal_aid_takes_name_and_sums_from_the_case(db: Database):
    ref = register(db)
    case = read(db, ref.id)
    worker = case.applicants[0]
    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, replace(settlement(case), effective_on=TODAY))
        paid = Payment(
            party_id=worker.id, instalment=1, paid_on=TODAY, amount=Decimal("4500.00"), voucher=""
        )
        settlements.add_payments(session, ref.id, [paid])
    with db.write(WANG, "apply_for_aid", ref.id) as session:
        key = legal_aid.put(
            session,
            LegalAid(
                case_id=ref.id,
                party_id=worker.id,
                applicant="旧名",
                matter=AidMatter.PAY,
                means=Means.MIGRANT,
                applied_on=TODAY,
                granted=True,
            ),
        )
    with db.write(WANG, "change_person", ref.id) as session:
        parties.set_person(session, worker.id, Person(name="单二郎", phone="13800000000"))

    with db.read() as session:
        line = legal_aid.line(session, key)
        [same] = legal_aid.of_case(session, ref.id)

    assert (line.aid.applicant, line.aid.phone) == ("单二郎", "13800000000")
    assert (line.number, line.respondent) == (ref.number, case.respondent.employer.name)
    assert (line.agreed, line.performed) == (Decimal("9000.00"), Decimal("4500.00"))
    assert same == line
    for granted in (None, False):  # nothing that aid brought yet, or ever (procedure.md 8.5)
        with db.write(WANG, "change_aid", ref.id) as session:
            known = legal_aid.line(session, key).aid
            legal_aid.put(session, replace(known, granted=granted))
        with db.read() as session:
            line = legal_aid.line(session, key)
        assert (line.agreed, line.performed) == (Decimal("0.00"), Decimal("0.00"))


def test_money_of_a_case_is_recovered_once_by_the_last_aid_granted_and_only_in_effect(db: Database):
    """procedure.md 8.5: a second lawyer of the same worker recovers no second time."""
    ref = register(db)
    case = read(db, ref.id)
    worker = case.applicants[0]
    aid = LegalAid(
        case_id=ref.id,
        party_id=worker.id,
        applicant="单二郎",
        matter=AidMatter.PAY,
        applied_on=TODAY,
        granted=True,
    )
    with db.write(WANG, "apply_for_aid", ref.id) as session:
        settlements.put(session, ref.id, settlement(case))
        first, second = legal_aid.put(session, aid), legal_aid.put(session, aid)

    def agreed() -> dict[int, Decimal]:
        with db.read() as session:
            return {line.aid.id: line.agreed for line in legal_aid.of_case(session, ref.id)}

    assert set(agreed().values()) == {Decimal(0)}, "terms that nobody signed recover nothing"
    with db.write(WANG, "seal", ref.id) as session:
        settlements.put(session, ref.id, replace(settlement(case), effective_on=TODAY))

    assert agreed() == {first: Decimal(0), second: Decimal("9000.00")}


def test_the_month_counts_what_a_case_recovered_once_by_the_last_aid_granted(db: Database):
    """procedure.md 8.5: R11 has the same sums as the list of legal aid."""
    ref = register(db)
    case = read(db, ref.id)
    aid = LegalAid(
        case_id=ref.id,
        party_id=case.applicants[0].id,
        applicant="单二郎",
        matter=AidMatter.PAY,
        applied_on=TODAY,
        granted=True,
        decided_on=TODAY,
        ended_on=TODAY,
    )
    paid = Payment(
        party_id=aid.party_id, instalment=1, paid_on=TODAY, amount=Decimal(4500), voucher=""
    )
    with db.write(WANG, "apply_for_aid", ref.id) as session:
        settlements.put(session, ref.id, replace(settlement(case), effective_on=TODAY))
        settlements.add_payments(session, ref.id, [paid])
        legal_aid.put(session, aid)
        legal_aid.put(session, aid)
        legal_aid.put(session, replace(aid, applied_on=TODAY + timedelta(days=40)))

    month = Period.of(Span.MONTH, TODAY.year, TODAY.month)
    with db.read() as session:
        rows = month_lists.aid(session, month)

    assert [tuple(map(int, row[-2:])) for row in rows] == [(0, 0), (900_000, 450_000)]


def test_refused_aid_brings_nothing_even_if_sums_were_entered(db: Database):
    aid = LegalAid(
        applicant="李建国",
        matter=AidMatter.PAY,
        applied_on=TODAY,
        agreed=Decimal("100.00"),
        performed=Decimal("90.00"),
        granted=False,
    )
    with db.write(WANG, "apply_for_aid") as session:
        key = legal_aid.put(session, aid)

    with db.read() as session:
        line = legal_aid.line(session, key)

    assert (line.agreed, line.performed) == (Decimal("0.00"), Decimal("0.00"))


def test_sums_that_were_entered_count_before_those_of_the_case(db: Database):
    aid = LegalAid(
        applicant="李建国",
        matter=AidMatter.INJURY,
        applied_on=TODAY,
        agreed=Decimal("100.00"),
        performed=Decimal("0.00"),
    )
    with db.write(WANG, "apply_for_aid") as session:
        key = legal_aid.put(session, aid)

    with db.read() as session:
        line = legal_aid.line(session, key)

    assert (line.agreed, line.performed) == (Decimal("100.00"), Decimal("0.00"))


def test_legal_aid_is_listed_by_application_or_by_end(db: Database):
    aid = LegalAid(applicant="李建国", matter=AidMatter.PAY, applied_on=date(2026, 10, 5))
    with db.write(WANG, "apply_for_aid") as session:
        legal_aid.put(session, replace(aid, ended_on=date(2026, 11, 5)))
    october = (date(2026, 10, 1), date(2026, 10, 31))
    november = (date(2026, 11, 1), date(2026, 11, 30))

    with db.read() as session:
        found = {
            (month, by): len(legal_aid.in_period(session, *days, by))
            for month, days in (("oct", october), ("nov", november))
            for by in AidBy
        }

    assert found == {
        ("oct", AidBy.APPLIED): 1,
        ("oct", AidBy.ENDED): 0,
        ("nov", AidBy.APPLIED): 0,
        ("nov", AidBy.ENDED): 1,
    }


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(db: Database):
    aid = LegalAid(applicant="李建国", matter=AidMatter.PAY, applied_on=TODAY)
    with db.write(WANG, "apply_for_aid") as session:
        key = legal_aid.put(session, aid)
    with db.read() as session:
        seen = legal_aid.line(session, key).aid
    with db.write(SHAN, "change_aid") as session:
        legal_aid.put(session, replace(seen, facts="新情况"))

    with pytest.raises(Stale), db.write(WANG, "change_aid") as session:
        legal_aid.put(session, replace(seen, facts="旧情况"))


def test_an_undo_makes_what_is_shown_elsewhere_stale(db: Database):
    aid = LegalAid(applicant="李建国", matter=AidMatter.PAY, applied_on=TODAY)
    with db.write(WANG, "apply_for_aid") as session:
        key = legal_aid.put(session, aid)
    with db.read() as session:
        seen = legal_aid.line(session, key).aid
    with db.write(WANG, "change_aid") as session:
        legal_aid.put(session, replace(seen, facts="新情况"))
    with db.read() as session:
        shown = legal_aid.line(session, key).aid
        entry = journal.last_of(session, WANG, frozenset({"legal_aid"}))
    assert entry is not None
    with db.write(WANG, "undo") as session:
        journal.undo(session, entry.id, WANG)

    with pytest.raises(Stale), db.write(WANG, "change_aid") as session:
        legal_aid.put(session, replace(shown, facts="再改"))


def test_an_undo_outside_a_case_is_of_ones_own_last_act_there(db: Database):
    key = body(db)
    with db.write(SHAN, "change_body") as session:
        bodies.put_body(session, COURT)

    with db.read() as session:
        mine = journal.last_of(session, WANG, frozenset({"body"}))
        other = journal.last_of(session, WANG, frozenset({"legal_aid"}))
    assert mine is not None
    with db.write(WANG, "undo") as session:
        journal.undo(session, mine.id, WANG)

    assert other is None
    with db.read() as session:
        assert [b.id for b in bodies.bodies(session)] != [key]
        assert journal.last_of(session, WANG, frozenset({"body"})) is None


def test_the_settings_of_letters_are_kept(db: Database):
    wanted = LetterSettings(
        sender="某市总工会", reminder="甲函", inquiry="甲函", opinion="乙函", proposal="乙函"
    )
    with db.read() as session:
        assert letters.settings(session) is None
    for value in (replace(wanted, sender="别的工会"), wanted):
        with db.write(WANG, "change_letter_settings") as session:
            letters.put_settings(session, value)

    with db.read() as session:
        assert letters.settings(session) == wanted


def test_numbers_run_without_gaps_for_each_code_and_year(db: Database):
    key = matter(db)

    numbers = [issued(db, drafted(db, key)) for _n in range(3)]
    other = issued(db, drafted(db, key), code="张劳意函")

    assert numbers == [1, 2, 3]
    assert other == 1


def test_a_number_given_in_a_write_that_failed_is_given_again(db: Database):
    key = matter(db)
    letter = drafted(db, key)

    def failing() -> None:
        with db.write(WANG, "issue_letter") as session:
            letters.take_number(session, letter, "张劳调函", 2026)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()

    assert issued(db, letter) == 1


def test_issuing_a_letter_is_not_undone_or_a_number_would_be_missing(db: Database):
    key = drafted(db, matter(db))
    issued(db, key)
    with db.read() as session:
        entry = journal.last_of(session, WANG, frozenset({"supervision_letter"}))
    assert entry is not None

    with pytest.raises(DeskError, match="保留文号"), db.write(WANG, "undo") as session:
        journal.undo(session, entry.id, WANG)


def test_a_matter_is_read_back_with_its_letters_in_order(db: Database):
    key = matter(db)
    first, second = drafted(db, key), drafted(db, key, kind=LetterKind.OPINION)

    with db.read() as session:
        found = letters.matter(session, key)

    assert found.employer == "某公司"
    assert [letter.id for letter in found.letters] == [first, second]
    assert [letter.kind for letter in found.letters] == [LetterKind.INQUIRY, LetterKind.OPINION]


def test_an_employer_that_is_known_is_not_added_again(db: Database):
    one, two = matter(db), matter(db)

    with db.read() as session:
        assert letters.matter(session, one).employer_id == letters.matter(session, two).employer_id


def test_a_draft_is_discarded_and_an_issued_letter_is_not(db: Database):
    key = matter(db)
    draft, sent = drafted(db, key), drafted(db, key)
    issued(db, sent)

    with db.write(WANG, "discard_letter") as session:
        letters.discard(session, draft)
    with pytest.raises(ValueError, match="stays"), db.write(WANG, "x") as session:
        letters.discard(session, sent)

    with db.read() as session:
        assert [letter.id for letter in letters.matter(session, key).letters] == [sent]


def test_an_issued_letter_is_kept_exactly(db: Database):
    key, draft = drafted(db, matter(db)), drafted(db, matter(db))
    with db.write(WANG, "issue_letter") as session:
        letters.keep_content(session, key, b"as issued")

    with db.read() as session:
        assert letters.content(session, key) == b"as issued"
        assert letters.content(session, draft) is None


def test_the_clocks_of_letters_come_the_most_urgent_first(db: Database):
    key = matter(db)
    for raw in (date(2026, 11, 28), date(2026, 11, 25), date(2026, 12, 20)):
        drafted(db, key, issued_on=date(2026, 11, 4), raw_due=raw, due=raw)
    answered = {"issued_on": date(2026, 11, 4), "answered_on": TODAY, "reply": Reply.GOOD}
    drafted(db, key, raw_due=TODAY, due=TODAY, **answered)
    complaint = matter(
        db,
        source=MatterSource.COMPLAINT,
        complainant="张三",
        raw_due=date(2026, 11, 26),
        due=date(2026, 11, 26),
    )

    with db.glance() as of:
        found = letter_clocks.letter_clocks(of, date(2026, 12, 1))

    assert [(clock.clock, clock.raw_due) for clock in found] == [
        ("DL27", date(2026, 11, 25)),
        ("DL30", date(2026, 11, 26)),
        ("DL27", date(2026, 11, 28)),
    ]
    assert found[1].matter_id == complaint
    assert found[0].employer == "某公司"


def test_a_letter_that_a_further_one_followed_waits_for_no_answer(db: Database):
    """The missed inquiry has had its letter of opinion (第十九条): nothing is left to do."""
    key = matter(db)
    day = date(2026, 11, 4)
    inquiry = drafted(db, key, issued_on=day, raw_due=day, due=day)
    drafted(db, key, kind=LetterKind.OPINION)

    def awaited():
        with db.glance() as of:
            return [clock.letter_id for clock in letter_clocks.letter_clocks(of, TODAY)]

    assert awaited() == [inquiry], "a draft asks for nothing"
    opinion = drafted(db, key, kind=LetterKind.OPINION, issued_on=TODAY, raw_due=TODAY, due=TODAY)
    assert awaited() == [opinion]


def test_what_ended_has_no_clock(db: Database):
    key = matter(db)
    drafted(db, key, issued_on=date(2026, 11, 4), raw_due=TODAY, due=TODAY)
    with db.write(WANG, "end_supervision") as session:
        found = letters.matter(session, key)
        ended = replace(found, ended_as=MatterEnd.CORRECTED, ended_on=TODAY)
        letters.put_matter(session, ended)

    with db.glance() as of:
        assert letter_clocks.letter_clocks(of, TODAY) == ()


def test_the_list_shows_the_latest_letter_that_stands(db: Database):
    key, other = matter(db), matter(db, subject="超时加班")
    issued(db, drafted(db, key))
    gone = drafted(db, key, kind=LetterKind.OPINION)
    with db.write(WANG, "withdraw_letter") as session:
        letter = letters.letter(session, gone)
        letters.put_letter(session, replace(letter, withdrawn_on=TODAY))

    with db.read() as session:
        lines = {line.id: line for line in letters.lines(session, TODAY)}
        found = letters.lines(session, TODAY, words=["〔2026〕1号"])
        by_subject = letters.lines(session, TODAY, words=["某公司", "加班"])

    assert (lines[key].kind, lines[key].state) == (LetterKind.INQUIRY, LetterState.ISSUED)
    assert lines[other].kind is None
    assert [line.id for line in found] == [key]
    assert [line.id for line in by_subject] == [other]


MEETING = JointMeeting(
    title="联席会议",
    day=date(2026, 11, 10),
    begins=time(9, 30),
    agenda="一\n二",
    held=True,
    participants=(Participant(agency="市总工会", people="王敏"), Participant(agency="市人社局")),
    decisions=(
        Decision(what="信息共享", who="市人社局", due_on=date(2026, 11, 20)),
        Decision(what="联合检查", who="市住建局"),
        Decision(what="培训", who="市总工会", due_on=date(2026, 12, 20)),
    ),
)


def met(db: Database, value: JointMeeting = MEETING) -> int:
    with db.write(WANG, "change_meeting") as session:
        return meetings.put(session, value)


def test_a_meeting_is_read_back_as_it_was_put(db: Database):
    key = met(db)

    with db.read() as session:
        found = meetings.meeting(session, key)

    assert [replace(one, id=0) for one in found.participants] == list(MEETING.participants)
    assert [replace(one, id=0) for one in found.decisions] == list(MEETING.decisions)
    assert (found.title, found.begins, found.agenda) == ("联席会议", time(9, 30), "一\n二")


def test_rows_of_a_meeting_may_change_places_and_keep_their_keys(db: Database):
    key = met(db)
    with db.read() as session:
        seen = meetings.meeting(session, key)
    first, second, third = seen.decisions
    new = Decision(what="新事项", who="市工商联")
    with db.write(WANG, "change_meeting") as session:
        meetings.put(session, replace(seen, decisions=(third, new, first)))

    with db.read() as session:
        found = meetings.meeting(session, key).decisions

    assert [one.what for one in found] == ["培训", "新事项", "信息共享"]
    assert [one.id for one in found if one.what != "新事项"] == [third.id, first.id]
    assert second.id not in {one.id for one in found}


def test_late_matters_are_told_until_they_are_done(db: Database):
    key = met(db)
    with db.glance() as of:
        late = meetings.open_decisions(of, TODAY)
    [line_before] = _lines(db)
    with db.write(WANG, "follow_decision") as session:
        matter, day = meetings.decision(session, late[0].id)
        meetings.set_progress(
            session, replace(matter, state=DecisionState.DONE, done_on=TODAY, note="已建群")
        )

    assert [(one.what, one.meeting_id) for one in late] == [("信息共享", key)]
    assert day == MEETING.day
    with db.glance() as of:
        assert meetings.open_decisions(of, TODAY) == ()
    [line_after] = _lines(db)
    assert (line_before.agencies, line_before.open, line_before.late) == (2, 3, 1)
    assert (line_after.decided, line_after.open, line_after.late) == (3, 2, 0)


def _lines(db: Database):
    with db.read() as session:
        return meetings.lines(session, TODAY)


def test_the_last_meeting_held_is_known(db: Database):
    with db.glance() as of:
        assert meetings.last_held(of, TODAY) is None
    met(db)
    met(db, replace(MEETING, day=date(2026, 12, 1), held=False))

    with db.glance() as of:
        assert meetings.last_held(of, TODAY) == date(2026, 11, 10)
