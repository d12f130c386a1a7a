"""The researcher's bench: two coders who do not see each other, what they agree on, and the workbook it becomes."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.collaboration.actions.bench import (
    QuotationPlan,
    SourcePlan,
    add_informant,
    add_quotation,
    add_source,
    open_bench,
)
from balai.collaboration.actions.coding import (
    code_quotation,
    confirm_accord,
    open_round,
    propose_accord,
    replace_coder,
)
from balai.collaboration.actions.import_case import import_case
from balai.collaboration.models import Accord, Bench, Coding, Collaboration, Informant, Member, Period, Quotation
from balai.collaboration.queries.bench_book import bench_book, bench_zip
from balai.collaboration.queries.coding import codes_of, compared, disagreements
from balai.collaboration.queries.workbook import workbook
from balai.collaboration.reading import open_file
from balai.institutions.models import Membership
from tests import factories as make
from tests.collaboration.benches import AGAINST, DIALOGUE, FIRST, SECOND, TRUST, Study
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_bench_is_opened_once_by_a_researcher_who_may_read(study: Study) -> None:
    again = {"period": study.period, "institution": study.campus, "now": NOW}
    assert open_bench(by=study.second, **again) == study.bench and Bench.objects.count() == 1
    for by in (study.secretary, CLI, make.actor(study.campus, Role.CENTRE_ADMIN), make.actor(role=Role.RESEARCHER)):
        with refusal("no_researcher"):
            open_bench(by=by, **again)
    Collaboration.objects.update(is_public=False)
    with refusal("no_researcher"):
        open_bench(by=study.first, **again)
    assert not Bench.objects.visible_to(study.first).exists() and not Quotation.objects.visible_to(study.first).exists()


def test_what_is_put_on_the_bench_has_a_code_and_names_nobody(study: Study) -> None:
    key = uuid4()
    told = {"by": study.second, "bench": study.bench, "now": NOW, "client_id": key}
    once = [add_informant(sector="government", role="kepala bidang", member=None, **told) for _twice in range(2)]
    assert once[0] == once[1] and [one.code for one in Informant.objects.order_by("pk")] == ["i1", "i2"]
    with refusal("phone_found"):
        add_informant(sector="government", role="Budi 0812 3456 7890", member=None, **told)
    with refusal("mail_found"):
        add_source(plan=SourcePlan("interview", "Surel budi@contoh.id"), **told)
    with refusal("nik_found"):
        add_quotation(plan=QuotationPlan(study.source, "hlm. 1", "NIK saya 9901014506900001"), **told)
    with refusal("no_words"):
        add_quotation(plan=QuotationPlan(study.source, " ", "Tanpa tempat"), **told)
    other = open_bench(by=study.first, period=_another(study), institution=study.campus, now=NOW)
    with refusal("other_bench"):
        add_quotation(by=study.first, bench=other, plan=QuotationPlan(study.source, "1", "Salah meja"), now=NOW)
    with refusal("no_party"):
        stranger = Member.objects.create(period=other.period, code="x", name="X", institution=study.office)
        add_informant(sector="private", role="staf", member=stranger, **told | {"client_id": None})


def _another(study: Study) -> Period:
    return Period.objects.create(collaboration=study.period.collaboration, code="lain", is_closed=True)


def test_nobody_sees_the_others_codings_before_both_are_done(study: Study) -> None:
    """Neither the other coder nor a colleague, by no query, count or list; and the audit trail says no code."""
    row = study.opened()
    study.codes(study.first, FIRST)
    study.codes(study.second, SECOND[:4])
    for done in (False, True):
        if done:
            row = study.done(study.second, row)
        for by in (study.first, study.second, study.third, study.secretary, CLI):
            seen = Coding.objects.visible_to(by).exclude(seat__user_id=by.user_id or 0)
            assert seen.count() == 0, by
        assert codes_of(row) == {} and compared(row) is None and not disagreements(row).exists()
        assert not Accord.objects.exists()
    told = " ".join(str(one.facts) for one in Entry.objects.filter(verb__startswith="collaboration."))
    assert not any(word in told for word in ("trust", "dialogue", "positive", "negative"))
    study.done(study.first, row)
    assert Coding.objects.visible_to(study.third).count() == 8


def test_the_done_are_fixed_compared_and_talked_over(study: Study) -> None:
    row = study.opened()
    with refusal("not_all"):
        study.done(study.first, row)
    study.codes(study.first, FIRST)
    row = study.done(study.first, row)
    with refusal("said_done"):
        code_quotation(by=study.first, quotation=study.units()[0], codes=[AGAINST], now=NOW)
    with refusal("not_compared"):
        propose_accord(by=study.first, quotation=study.units()[0], codes=[TRUST], words="Sepakat", now=NOW)
    with refusal("no_coder"):
        code_quotation(by=study.third, quotation=study.units()[0], codes=[TRUST], now=NOW)
    study.codes(study.second, SECOND)
    row = study.done(study.second, row)
    told = compared(row)
    assert told is not None and (told.whole.units, told.whole.same, told.whole.kappa) == (4, 2, Fraction(3, 11))
    assert [(str(s), a.same, a.kappa) for s, a in told.subjects] == [("dialogue", 4, 1), ("trust", 2, Fraction(1, 5))]
    apart = list(disagreements(row))
    assert [one.code for one in apart] == ["q2", "q4"] and told.different == 2
    assert Accord.objects.filter(proposed_by=None).count() == 2
    with refusal("agreed"):
        propose_accord(by=study.first, quotation=study.quotations[0], codes=[AGAINST], words="Ternyata lain", now=NOW)
    first = propose_accord(by=study.first, quotation=apart[0], codes=[AGAINST], words="Maksudnya janji", now=NOW)
    with refusal("own_proposal"):
        confirm_accord(by=study.first, quotation=apart[0], version=1, now=NOW)
    with refusal("no_coder"):
        confirm_accord(by=study.third, quotation=apart[0], version=1, now=NOW)
    propose_accord(by=study.first, quotation=apart[0], codes=[DIALOGUE], words="Soal rapat", now=NOW)
    with refusal("proposal_changed"):
        confirm_accord(by=study.second, quotation=apart[0], version=first.version, now=NOW)
    confirm_accord(by=study.second, quotation=apart[0], version=2, now=NOW)
    before = list(Coding.objects.order_by("pk").values_list("subject", "leaning"))
    assert before == [("trust", "positive"), ("trust", "negative"), ("dialogue", "unclear"), ("trust", "positive"),
                      ("trust", "positive"), ("trust", "positive"), ("dialogue", "unclear"), ("", "")]  # fmt: skip


def test_a_coder_who_leaves_is_replaced_and_read_by_nobody(study: Study) -> None:
    row = study.opened()
    study.codes(study.first, FIRST)
    study.codes(study.second, SECOND)
    assert study.third.user_id and study.second.user_id and study.first.user_id
    told = {"by": study.first, "coding_round": row, "place": 2, "reason": "Pindah tugas", "now": NOW}
    for user, code in ((study.first.user_id, "coded_here"), (study.secretary.user_id, "no_colleague")):
        with refusal(code):
            replace_coder(user=user, **told)
    replace_coder(user=study.third.user_id, **told)
    with refusal("no_coder"):
        study.done(study.second, row)
    study.done(study.first, row)
    with refusal("not_all"):
        study.done(study.third, row)
    study.codes(study.third, [(AGAINST,)] * 4)
    row = study.done(study.third, row)
    assert [pair[1] for pair in codes_of(row).values()] == [{"trust": "negative"}] * 4
    left = Coding.objects.filter(seat__user_id=study.second.user_id)
    assert left.count() == 4
    assert not Coding.objects.visible_to(study.first).filter(pk__in=left).exists()
    with refusal("said_done"):
        replace_coder(user=study.third.user_id, **told | {"place": 1})


def test_when_the_other_coder_has_gone_a_colleague_confirms(study: Study) -> None:
    row = study.compared()
    apart = disagreements(row)[0]
    propose_accord(by=study.first, quotation=apart, codes=[TRUST], words="Sepakat sesudah dibaca lagi", now=NOW)
    Membership.objects.filter(user_id=study.second.user_id).update(ends_on=date(2026, 11, 1))
    assert confirm_accord(by=study.third, quotation=apart, version=1, now=NOW).confirmed_at == NOW


def test_one_round_at_a_time_with_what_nobody_has_coded(study: Study) -> None:
    one = study.first.user_id
    assert one
    with refusal("one_coder"):
        open_round(by=study.first, bench=study.bench, first=one, second=one, now=NOW)
    study.compared()
    with refusal("no_quotation"):
        study.opened()
    added = study.quoted("Satu lagi.")
    row = study.opened()
    assert [q.pk for q in row.quotations.all()] == [added.pk] and row.number == 2
    study.quoted("Terlambat untuk putaran ini.")
    with refusal("round_open"):
        study.opened()


def test_an_export_comes_back_as_it_went(study: Study) -> None:
    """Only what both stand behind is in it, and the collaboration itself is left alone."""
    row = study.compared()
    propose_accord(by=study.first, quotation=disagreements(row)[0], codes=[AGAINST], words="Belum dibenarkan", now=NOW)
    book = bench_book(study.bench)
    assert [(c["code"], c["polarity"], c["speaker"]) for c in book["claims"]] == [
        ("k-q1-trust", "positive", "informan i1"), ("k-q3-dialogue", "", "informan i1"),
    ]  # fmt: skip
    assert book["sources"][-1] == {
        "code": "k-s1", "kind": "interview", "title": "Wawancara para pihak", "location": "Arsip kajian, hlm. 3-9, 2026-09",
    }  # fmt: skip
    assert "kepala produksi" not in str(book)
    before = workbook(study.period)
    for changes in (True, False):
        files = open_file(bench_zip(study.bench), "kajian.zip")
        answer = import_case(by=CLI, files=files, owner=study.campus, now=NOW + timedelta(days=1))
        assert answer.refused == {} and answer.period is not None and bool(answer.changed) is changes
    assert workbook(answer.period) == book
    assert workbook(study.period) == before


def test_a_wrong_workbook_of_a_bench_is_refused_row_by_row(study: Study) -> None:
    """Unknown words and codes in its two sheets; the rest of the import's answers stand in test_import_case."""
    study.compared()
    book = bench_book(study.bench)
    book["claims"][0] |= {"source": "tidak-ada"}
    book["claims"][1] |= {"subject": "percaya", "polarity": "unclear"}
    book["sources"][0] |= {"kind": "gosip"}
    from tests.collaboration.workbooks import as_zip

    tables = {name: [list(rows[0]), *(list(row.values()) for row in rows)] for name, rows in book.items() if rows}
    answer = import_case(by=CLI, files=as_zip(tables), owner=study.campus, now=NOW)
    told = {(table, fault.column) for table, faults in answer.refused.items() for fault in faults}
    assert {("claims", "source"), ("claims", "subject"), ("claims", "polarity"), ("sources", "kind")} <= told
    assert answer.period is None and not Period.objects.filter(code__contains="kajian").exists()
