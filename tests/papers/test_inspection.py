"""An inspector draws a sample that can be drawn again, opens what stands behind each line, and says what was found."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.papers.actions.inspect import (
    NewMandate,
    Wish,
    draw_sample,
    end_mandate,
    give_mandate,
    note_finding,
    open_line,
)
from balai.papers.drawing import again
from balai.papers.enums import PaperKind
from balai.papers.inspected import sheet_pdf
from balai.papers.models import LineOpening, Mandate, Sample, SampleLine
from balai.planning.models import Batch
from tests import factories as make
from tests.papers.test_papers import TRICKY, batch, finished, made, text_of
from tests.papers.test_whole import scanned, signed
from tests.training.rows import NOW, TODAY, a_class, trainees

__all__ = ["batch"]
pytestmark = pytest.mark.data


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


@pytest.fixture
def funder(batch: Batch) -> Institution:
    body = make.institution(
        "Dinas Pendana Contoh", kind=InstitutionKind.LABOUR_OFFICE, region=batch.centre.region.regency
    )
    type(batch.package).objects.filter(pk=batch.package_id).update(funder=body)
    batch.package.refresh_from_db()
    return body


@pytest.fixture
def body() -> Institution:
    return make.institution("Inspektorat Contoh", kind=InstitutionKind.REGIONAL_GOVERNMENT)


def giver_of(office: Institution, role: Role = Role.LABOUR_OFFICER) -> Actor:
    return make.actor(office, role, TODAY)


def a_mandate(office: Institution, body: Institution, scope: str = "funder", **other: object) -> Mandate:
    said: dict[str, object] = {
        "letter_number": "700/1/ITDA",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(30),
    } | other
    new = NewMandate(body=body, giver=office, scope=scope, **said)  # type: ignore[arg-type]
    return give_mandate(by=giver_of(office), mandate=new, now=NOW)


def inspector_of(body: Institution) -> Actor:
    return make.actor(body, Role.INSPECTOR, TODAY)


def drawn(by: Actor, mandate: Mandate, **wish: object) -> Sample:
    said: dict[str, object] = {"kinds": "APTUSB", "lines": 6, "year": 2026, "seed": "416253"} | wish
    return draw_sample(by=by, mandate=mandate, wish=Wish(**said), now=NOW)  # type: ignore[arg-type]


def code_of(act: object) -> str:
    with pytest.raises(Refused) as no:
        act()  # type: ignore[operator]
    return no.value.code


def test_the_same_seed_draws_the_same_lines_and_an_outsider_draws_them_too(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    finished(batch)
    batch.package.spendings.create(
        amount=5, paid_on=TODAY, note="Kain", post="materials", written_by="cli", written_at=NOW
    )
    by, mandate = inspector_of(body), a_mandate(funder, body)
    one, two = drawn(by, mandate), drawn(by, mandate)
    lines = [(line.batch_id, line.code) for line in one.lines.all()]
    assert lines == [(line.batch_id, line.code) for line in two.lines.all()] == again(one).lines
    assert (len(lines), one.pool) == (6, 3 + 1 + 3 + 3 + 1)
    whole = drawn(by, mandate, lines=200).lines.values_list("batch_id", "code")
    hashed = sorted(whole, key=lambda at: hashlib.sha256(f"416253:{at[0]}:{at[1]}".encode()).hexdigest())
    assert hashed[:6] == lines
    assert [line.code for line in drawn(by, mandate, seed="7").lines.all()] != [code for _class, code in lines]
    trainees(a_class(centre=batch.centre, package=batch.package), 3)
    assert again(one).pool_sum != one.pool_sum and [(x.batch_id, x.code) for x in one.lines.all()] == lines


def test_a_mandate_reaches_its_funder_or_its_area_and_nothing_else(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    elsewhere = a_class()
    trainees(elsewhere, 2)
    by = inspector_of(body)
    paid, near = a_mandate(funder, body), a_mandate(funder, body, "area", letter_number="700/2")
    for mandate in (paid, near):
        assert set(mandate.classes()) == {batch}
        assert code_of(lambda m=mandate: drawn(by, m, batch=elsewhere)) == "nothing_there"
    assert code_of(lambda: drawn(inspector_of(make.institution()), paid)) == "may_not_inspect"
    assert code_of(lambda: drawn(giver_of(funder), paid)) == "may_not_inspect", "who sends inspectors is none"
    other = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    new = NewMandate(body, funder, "funder", "700/9", TODAY, TODAY)
    assert code_of(lambda: give_mandate(by=giver_of(other), mandate=new, now=NOW)) == "may_not_give_mandate"
    assert code_of(lambda: a_mandate(funder, body)) == "mandate_exists"
    donor = make.institution(kind=InstitutionKind.DONOR)
    area = NewMandate(body, donor, "area", "D/1", TODAY, TODAY)
    assert code_of(lambda: give_mandate(by=giver_of(donor, Role.PARTNER), mandate=area, now=NOW)) == "no_area"


def test_nothing_opens_before_after_or_beyond_the_end_of_a_mandate(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    by = inspector_of(body)
    past = a_mandate(funder, body, letter_number="a", valid_from=date(2026, 1, 1), valid_to=TODAY - timedelta(1))
    coming = a_mandate(funder, body, letter_number="b", valid_from=TODAY + timedelta(1))
    assert [code_of(lambda m=m: drawn(by, m)) for m in (past, coming)] == ["mandate_over"] * 2
    mandate = a_mandate(funder, body)
    line = drawn(by, mandate).lines.get(number=1)
    open_line(by=by, line=line, now=NOW)
    assert code_of(lambda: open_line(by=by, line=line, now=NOW + timedelta(31))) == "mandate_over"
    end_mandate(by=giver_of(funder), mandate=mandate, reason="Tugas selesai.", now=NOW)
    line = SampleLine.objects.get(pk=line.pk)
    assert code_of(lambda: open_line(by=by, line=line, now=NOW)) == "mandate_over"
    assert code_of(lambda: note_finding(by=by, line=line, finding="fits", note="", now=NOW)) == "mandate_over"


def test_a_finding_follows_an_opening_says_why_and_stands_on_the_sheet(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    by = inspector_of(body)
    sample = drawn(by, a_mandate(funder, body), kinds="P")
    line = sample.lines.get(number=2)
    assert code_of(lambda: note_finding(by=by, line=line, finding="fits", note="", now=NOW)) == "not_opened"
    open_line(by=by, line=line, now=NOW)
    assert code_of(lambda: note_finding(by=by, line=line, finding="does_not_fit", note="", now=NOW)) == "reason_missing"
    note_finding(by=by, line=line, finding="does_not_fit", note="Tanda tangan hari ke-3 kosong", now=NOW)
    assert Entry.objects.filter(verb="papers.open_evidence").get().facts["code"] == line.code
    words = text_of(sheet_pdf(Sample.objects.get(pk=sample.pk)))
    for told in ("416253", "700/1/ITDA", "Tanda tangan hari ke-3 kosong", "tidak sesuai", sample.pool_sum, line.code):
        assert told in words.replace("- ", "-") or told.replace(" ", "") in words.replace(" ", ""), told
    assert TRICKY.split()[1] not in words, "no name on the sheet"
    note_finding(by=by, line=line, finding="fits", note="", now=NOW)
    facts = Entry.objects.filter(verb="papers.note_finding").order_by("pk").last().facts
    assert (facts["before"], facts["after"]) == ("does_not_fit", "fits")


def web_of(body: Institution, role: Role = Role.INSPECTOR) -> Client:
    client = Client()
    client.force_login(make.desk(body, role).user)
    return client


@time_machine.travel(NOW, tick=False)
def test_an_inspector_walks_from_the_seed_to_the_scan_without_seeing_a_national_id(
    batch: Batch, funder: Institution, body: Institution
) -> None:
    finished(batch)
    paper = signed(made(batch, PaperKind.ATTENDANCE))
    mandate, web = a_mandate(funder, body), web_of(body)
    at = lambda name, *args: reverse(f"papers:{name}", args=args)  # noqa: E731
    assert "Undi contoh" in web.get(at("inspections")).content.decode()
    page = web.get(at("draw", mandate.pk)).content.decode()
    assert batch.title in page
    web.post(at("draw", mandate.pk), {"kinds": ["P"], "lines": "3", "seed": "11", "batch": batch.pk})
    sample = Sample.objects.get()
    assert "barisnya sama" in web.get(at("drawn", sample.pk), {"ulang": "1"}).content.decode()
    assert web.get(at("line", sample.pk, 1)).status_code == 302 and not LineOpening.objects.exists()
    file = at("line_file", sample.pk, 1, paper.scan_id)
    assert web.get(file).status_code == 404, "not before the opening is recorded"
    web.post(at("open_line", sample.pk, 1))
    told = web.get(at("line", sample.pk, 1)).content.decode()
    assert (
        "Catatan kehadiran" in told
        and "pindaian bertanda tangan" in told.lower()
        and "pelatihan diselesaikan" in told
        and "training." not in told.split("Jejak</h2>")[1]
    )
    assert web.get(file)["Content-Type"] == "image/jpeg"
    assert web.get(at("line_file", sample.pk, 1, scanned().pk)).status_code == 404, "a file of something else"
    web.post(at("line", sample.pk, 1), {"finding": "not_found", "note": "Tidak ada lembar hari kedua"})
    assert "Tidak ada lembar hari kedua" in web.get(at("drawn", sample.pk)).content.decode()
    assert web.get(at("sheet", sample.pk)).content[:5] == b"%PDF-"
    for closed in (reverse("papers:list", args=[batch.pk]), reverse("people:list"), reverse("papers:mandate")):
        assert web.get(closed).status_code == 403, closed
    office = web_of(funder, Role.LABOUR_OFFICER)
    assert "Tidak ada lembar hari kedua" in office.get(at("drawn", sample.pk)).content.decode()
    assert office.get(at("line", sample.pk, 1)).status_code == 403, "the giver reads findings, not evidence"
    assert web_of(make.institution(kind=InstitutionKind.OTHER)).get(at("drawn", sample.pk)).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_every_kind_of_line_opens_its_evidence(batch: Batch, funder: Institution, body: Institution) -> None:
    finished(batch)
    batch.package.spendings.create(
        amount=5, paid_on=TODAY, note="Kain", post="materials", written_by="cli", written_at=NOW, receipt=scanned()
    )
    by, web = make.desk(body, Role.INSPECTOR), Client()
    web.force_login(by.user)
    sample = drawn(inspector_of(body), a_mandate(funder, body), lines=200)
    for line in sample.lines.all():
        web.post(reverse("papers:open_line", args=[sample.pk, line.number]))
        page = web.get(reverse("papers:line", args=[sample.pk, line.number]))
        assert page.status_code == 200 and line.code in page.content.decode(), line.code
        assert "Kuitansi" in page.content.decode() or not line.code.startswith("B")
    assert LineOpening.objects.count() == sample.lines.count() == 11


@time_machine.travel(NOW, tick=False)
def test_the_office_writes_the_mandate_on_its_page(batch: Batch, funder: Institution, body: Institution) -> None:
    office = web_of(funder, Role.LABOUR_OFFICER)
    said = {"giver": funder.pk, "body": f"{body.name} [{body.pk}]", "scope": "area", "letter_number": "700/5",
            "valid_from": "31-03-2026", "valid_to": "30-04-2026"}  # fmt: skip
    assert office.post(reverse("papers:mandate"), said | {"valid_to": "01-03-2026"}).status_code == 200
    office.post(reverse("papers:mandate"), said)
    mandate = Mandate.objects.get()
    assert (mandate.area_level, mandate.area_region_id) == ("regency", batch.centre.region.regency_id)
    office.post(reverse("papers:end_mandate", args=[mandate.pk]), {"reason": "Tugas selesai."})
    assert "Tugas selesai." in office.get(reverse("papers:inspections")).content.decode()
