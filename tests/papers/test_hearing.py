"""Hak jawab: what the inspector found reaches the centre when it is sent, is answered once, and both stand side by side."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.kernel.registry import work_for
from balai.notifications.models import Message
from balai.papers.actions.hearing import answer_finding, read_answers, send_findings
from balai.papers.actions.inspect import note_finding, open_line
from balai.papers.inspected import sheet_pdf
from balai.papers.models import LineAnswer, Sample, SampleLine
from balai.planning.models import Batch
from tests import factories as make
from tests.certification.test_pages import picture
from tests.papers.test_inspection import a_mandate, body, code_of, drawn, files, funder, inspector_of, web_of
from tests.papers.test_papers import batch, text_of
from tests.support.races import one_behind_the_other
from tests.training.rows import NOW, admin_of

__all__ = ["batch", "body", "files", "funder"]
pytestmark = pytest.mark.data
NOTE = "Lembar hari ketiga tidak ada"
WORDS = "Lembarnya ada di map kedua"


def judged(funder: Institution, body: Institution, *, sent: bool = True) -> tuple[Sample, SampleLine, SampleLine]:
    """Two trainees drawn: the first line fits, the second is not found."""
    by = inspector_of(body)
    sample = drawn(by, a_mandate(funder, body), kinds="P", lines=2)
    fits, missing = sample.lines.order_by("number")
    for line, finding, note in ((fits, "fits", ""), (missing, "not_found", NOTE)):
        open_line(by=by, line=line, now=NOW)
        note_finding(by=by, line=line, finding=finding, note=note, now=NOW)
    if sent:
        sample = send_findings(by=by, sample=sample, now=NOW)
    return sample, fits, missing


def at(name: str, *args: object) -> str:
    return reverse(f"papers:{name}", args=args)


@time_machine.travel(NOW, tick=False)
def test_nothing_reaches_the_centre_before_it_is_sent_and_then_only_its_own(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    sample, fits, missing = judged(funder, body, sent=False)
    centre, stranger = web_of(batch.centre, Role.CENTRE_ADMIN), web_of(make.institution(), Role.CENTRE_ADMIN)
    assert NOTE not in centre.get(at("findings")).content.decode()
    assert centre.get(at("finding", missing.pk)).status_code == 404
    assert code_of(lambda: answer_finding(by=admin_of(batch), line=missing, text=WORDS, now=NOW)) == "may_not_answer"
    web = web_of(body)
    assert "Kirim temuan ke balai" in web.get(at("drawn", sample.pk)).content.decode()
    web.post(at("send_findings", sample.pk))
    assert Sample.objects.get(pk=sample.pk).sent_at is not None
    page = centre.get(at("findings")).content.decode()
    assert NOTE in page and fits.code in page
    assert NOTE in centre.get(at("finding", missing.pk)).content.decode()
    assert NOTE not in stranger.get(at("findings")).content.decode()
    assert stranger.get(at("finding", missing.pk)).status_code == 404
    assert web_of(batch.centre, Role.INSTRUCTOR).get(at("findings")).status_code == 403
    other = make.actor(make.institution(), Role.CENTRE_ADMIN)
    assert code_of(lambda: answer_finding(by=other, line=missing, text=WORDS, now=NOW)) == "may_not_answer"


def test_findings_are_sent_whole_once_and_stay_as_they_were(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    by = inspector_of(body)
    Institution.objects.filter(pk=batch.centre_id).update(email="balai@contoh.id")
    half = drawn(by, a_mandate(funder, body, letter_number="x"), kinds="P", lines=2)
    assert code_of(lambda: send_findings(by=by, sample=half, now=NOW)) == "lines_left"
    sample, fits, _missing = judged(funder, body)
    assert Message.objects.filter(kind="papers.findings").count() == 1
    assert code_of(lambda: send_findings(by=by, sample=sample, now=NOW)) == "findings_sent"
    assert code_of(lambda: note_finding(by=by, line=fits, finding="not_found", note=NOTE, now=NOW)) == "findings_sent"
    assert code_of(lambda: send_findings(by=admin_of(batch), sample=half, now=NOW)) == "may_not_inspect"
    assert code_of(lambda: answer_finding(by=admin_of(batch), line=fits, text=WORDS, now=NOW)) == "may_not_answer"


@time_machine.travel(NOW, tick=False)
def test_an_answer_is_given_once_and_stands_beside_the_finding(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    sample, _fits, missing = judged(funder, body)
    centre, web = web_of(batch.centre, Role.CENTRE_ADMIN), web_of(body)
    assert "belum dijawab" in text_of(sheet_pdf(sample))
    centre.post(at("finding", missing.pk), {"text": WORDS, "file": picture()})
    answer = LineAnswer.objects.get()
    assert (answer.text, answer.line) == (WORDS, missing)
    facts = Entry.objects.get(verb="papers.answer_finding").facts
    assert (facts["sample"], facts["line"]) == (sample.pk, missing.pk)
    page = web.get(at("drawn", sample.pk)).content.decode()
    assert WORDS in page and "Tandai jawaban sudah dibaca" in page
    for reader in (centre, web, web_of(funder, Role.LABOUR_OFFICER)):
        assert reader.get(at("answer_file", missing.pk))["Content-Type"] == "image/jpeg"
    assert web_of(make.institution(), Role.CENTRE_ADMIN).get(at("answer_file", missing.pk)).status_code == 404
    words = text_of(sheet_pdf(Sample.objects.get(pk=sample.pk)))
    assert WORDS in words and "dengan lampiran" in words and "belum dijawab" not in words
    assert "<textarea" not in centre.get(at("finding", missing.pk)).content.decode()
    centre.post(at("finding", missing.pk), {"text": "Jawaban lain sama sekali"})
    other = admin_of(batch)
    assert code_of(lambda: answer_finding(by=other, line=missing, text="Jawaban lain", now=NOW)) == "answered"
    assert LineAnswer.objects.get().text == WORDS


def test_the_same_answer_sent_again_is_the_first_one(batch: Batch, funder: Institution, body: Institution) -> None:
    _sample, _fits, missing = judged(funder, body)
    by = admin_of(batch)
    first = answer_finding(by=by, line=missing, text=WORDS, now=NOW)
    assert answer_finding(by=by, line=missing, text=WORDS, now=NOW + timedelta(minutes=1)) == first
    assert Entry.objects.filter(verb="papers.answer_finding").count() == 1


def test_it_waits_on_the_desk_of_whoever_acts_next(batch: Batch, funder: Institution, body: Institution) -> None:
    sample, _fits, missing = judged(funder, body)
    by, inspector = admin_of(batch), inspector_of(body)

    def waiting(actor: object, what: str) -> list[str]:
        return [one.title for one in work_for(actor, NOW) if one.key.startswith(f"papers.{what}")]

    (title,) = waiting(by, "findings")
    assert batch.title in title and not waiting(inspector, "answers")
    assert not waiting(make.actor(make.institution(), Role.CENTRE_ADMIN), "findings")
    answer_finding(by=by, line=missing, text=WORDS, now=NOW)
    assert not waiting(by, "findings") and waiting(inspector, "answers") == ["Baca 1 jawaban balai: 700/1/ITDA"]
    assert code_of(lambda: read_answers(by=by, sample=sample, now=NOW)) == "may_not_inspect"
    assert read_answers(by=inspector, sample=sample, now=NOW + timedelta(days=90)) == 1, "also after the mandate"
    assert not waiting(inspector, "answers")
    assert LineAnswer.objects.get().read_by == inspector.name


@time_machine.travel(NOW, tick=False)
def test_the_page_reads_what_was_drawn_and_draws_again_only_when_asked(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    sample, _fits, _missing = judged(funder, body)
    web: Client = web_of(body)
    page = at("drawn", sample.pk)

    def asked(address: str) -> tuple[int, int, str]:
        with CaptureQueriesContext(connection) as told:
            words = web.get(address).content.decode()
        pool = [one for one in told.captured_queries if 'FROM "training_enrolment"' in one["sql"]]
        return len(told), len(pool), words

    asked(page)
    number, pool, words = asked(page)
    assert pool == 0 and "Undi ulang dengan angka yang sama" in words and "barisnya sama" not in words
    for name in ("a", "b"):
        drawn(inspector_of(body), a_mandate(funder, body, letter_number=name), kinds="APTUS", lines=6)
    more = Sample.objects.order_by("pk").last()
    assert asked(at("drawn", more.pk))[0] <= number, "as many questions for six lines as for two"
    assert "barisnya sama" in asked(f"{page}?ulang=1")[2]


@pytest.mark.django_db(transaction=True)
def test_a_finding_written_while_the_others_are_sent_waits_and_is_refused(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    sample, fits, _missing = judged(funder, body, sent=False)
    by = inspector_of(body)
    raced = one_behind_the_other(
        lambda: send_findings(by=by, sample=sample, now=NOW),
        lambda: note_finding(by=by, line=fits, finding="not_found", note=NOTE, now=NOW),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "findings_sent", raced
    assert SampleLine.objects.get(pk=fits.pk).finding == "fits"
