"""Two people with the same attendance sheet open, without scripts: what one changed does not undo what the other wrote."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.training.models import AttendanceMark, MarkStatement
from tests import factories as make
from tests.training.rows import a_class, trainees
from tests.training.test_work import first_meeting

pytestmark = [pytest.mark.data, pytest.mark.django_db]
FIELD = re.compile(r'<input type="(hidden|radio)" name="([a-z_]+(?:-\d+)?)" value="([^"]*)"( checked)?>')
NOTE = re.compile(r'<input name="(n-\d+)" value="([^"]*)"')


class Sheet:
    """One browser without scripts that opened the sheet and posts its whole form back."""

    def __init__(self, batch) -> None:
        self.web = Client()
        self.web.force_login(make.desk(batch.centre, Role.INSTRUCTOR).user)
        self.url = reverse("training:attendance", args=[batch.pk, 1])
        self.read(self.web.get(self.url).content.decode())

    def read(self, page: str) -> None:
        form = page[page.index("data-session=") : page.index("</form>", page.index("data-session="))]
        self.fields = {name: value for kind, name, value, on in FIELD.findall(form) if kind == "hidden" or on}
        self.fields |= dict(NOTE.findall(form))

    def choose(self, enrolment, mark: str = "", note: str = "") -> "Sheet":
        chosen = {f"m-{enrolment.pk}": mark, f"n-{enrolment.pk}": note}
        self.fields |= {name: value for name, value in chosen.items() if value}
        return self

    def post(self, **more: str) -> str:
        answer = self.web.post(self.url, self.fields | more, follow=True)
        return answer.content.decode()


def standing() -> dict[int, str]:
    return dict(AttendanceMark.objects.values_list("enrolment_id", "mark"))


@pytest.fixture
def three():
    batch = a_class()
    people = trainees(batch)
    first_meeting(batch)
    start = Sheet(batch)
    for one in people:
        start.choose(one, "present")
    start.post()
    return batch, people


def test_each_writes_only_what_they_changed(three) -> None:
    batch, (one, two, three_) = three
    first, second = Sheet(batch), Sheet(batch)
    first.choose(one, "sick").post()
    assert "0 baru, 1 dibetulkan" in second.choose(two, "late").post()
    assert standing() == {one.pk: "sick", two.pk: "late", three_.pk: "present"}
    assert not MarkStatement.objects.differing().exists()


def test_a_mark_changed_meanwhile_is_shown_with_both_and_settled(three) -> None:
    batch, (one, *_rest) = three
    first, second = Sheet(batch), Sheet(batch)
    first.choose(one, "sick", "surat dokter").post()
    page = second.choose(one, "absent").post()
    assert standing()[one.pk] == "sick"
    row = MarkStatement.objects.differing().get()
    assert (row.standing, row.seen, row.mark) == ("sick", "present", "absent")
    assert "Tanda yang berbeda" in page and "sakit · surat dokter" in page and "Menurut halaman daftar hadir" in page
    second.web.post(reverse("training:settle", args=[batch.pk, row.pk]), {"take": "told", "reason": "surat palsu"})
    assert standing()[one.pk] == "absent"
    assert Entry.objects.filter(verb="training.correct_mark").count() == 2


def test_an_old_sheet_saved_unchanged_undoes_nothing(three) -> None:
    batch, (one, *_rest) = three
    first, second = Sheet(batch), Sheet(batch)
    first.choose(one, "absent").post()
    assert "Tidak ada yang Anda ubah" in second.post()
    assert standing()[one.pk] == "absent"


def test_a_note_written_meanwhile_is_kept_beside_the_other(three) -> None:
    batch, (one, *_rest) = three
    first, second, third = Sheet(batch), Sheet(batch), Sheet(batch)
    first.choose(one, "late", "ban bocor").post()
    assert "Pakai catatan “datang 08.40”" in second.choose(one, note="datang 08.40").post()
    mark = AttendanceMark.objects.get(enrolment=one)
    assert (mark.mark, mark.note) == ("late", "ban bocor")
    row = MarkStatement.objects.differing().get()
    assert (row.note, row.standing_note) == ("datang 08.40", "ban bocor")
    assert "Tidak ada yang Anda ubah" in third.post()


def test_the_same_sheet_twice_is_known_and_corrected_by_the_same_hand_is_a_correction(three) -> None:
    batch, (one, *_rest) = three
    sheet = Sheet(batch).choose(one, "sick")
    sheet.post()
    assert "sudah diterima sebelumnya" in sheet.post()
    sheet.choose(one, "excused").post()
    assert standing()[one.pk] == "excused" and not MarkStatement.objects.differing().exists()


def test_what_was_seen_survives_the_button_that_fills_the_rest() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    first_meeting(batch)
    first, second = Sheet(batch), Sheet(batch)
    second.choose(one, "absent")
    first.choose(one, "sick").choose(two, "late").post()
    second.read(second.post(rest="1"))
    second.post()
    assert standing()[one.pk] == "sick" and standing()[two.pk] == "late" and len(standing()) == 3
    assert MarkStatement.objects.differing().get().mark == "absent"
