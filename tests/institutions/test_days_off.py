"""Days off that no calendar knows: whose word holds where, and that timetables heed it."""

from datetime import date

import pytest
from django.test import Client

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.actions.days_off import DayFacts, forget_day_off, say_day_off
from balai.institutions.enums import InstitutionKind, Standing
from balai.institutions.models import DayOff, Institution
from balai.kernel.refusal import Refused
from balai.training.rules.calendar import holidays, meeting_days
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]
WEEK = frozenset(range(5))
DAY = date(2026, 4, 15)
INDEPENDENCE = date(2026, 8, 17)


def body(kind: str, region: object) -> Institution:
    return make.institution(kind=kind, region=region, standing=Standing.VERIFIED)


def off_at(centre: Institution, year: int = 2026) -> dict[date, str]:
    return holidays(year, year, centre)[0]


def said(by_body: Institution, role: Role, **facts: object) -> DayOff:
    return say_day_off(
        by=make.actor(by_body, role),
        institution_id=by_body.pk,
        facts=DayFacts(**({"day": DAY, "name": "Hari jadi"} | facts)),
    )


def test_a_day_of_the_office_holds_in_its_area_alone() -> None:
    here = make.regency("Contoh")
    there = make.regency("Lain", inside=here.parent)
    office = body(InstitutionKind.LABOUR_OFFICE, here)
    centre, other = (body(InstitutionKind.TRAINING_CENTRE, place) for place in (here, there))
    said(office, Role.LABOUR_OFFICER, is_for_area=True)
    assert off_at(centre)[DAY] == "Hari jadi" and DAY not in off_at(other)
    assert DAY not in meeting_days(DAY, DAY, WEEK, centre=centre).days
    assert meeting_days(DAY, DAY, WEEK, centre=other).days == [DAY]


def test_a_day_of_the_province_holds_in_its_regencies() -> None:
    here = make.regency("Contoh")
    said(body(InstitutionKind.PROVINCE_OFFICE, here.parent), Role.PROVINCE_OFFICER, is_for_area=True)
    assert DAY in off_at(body(InstitutionKind.TRAINING_CENTRE, here))


def test_a_day_of_ones_own_holds_for_oneself() -> None:
    here = make.regency("Contoh")
    centre, other = (body(InstitutionKind.TRAINING_CENTRE, here) for _two in range(2))
    said(centre, Role.CENTRE_ADMIN)
    assert DAY in off_at(centre) and DAY not in off_at(other)
    with pytest.raises(Refused, check=lambda no: no.code == "no_area"):
        said(centre, Role.CENTRE_ADMIN, is_for_area=True)


def test_the_nearest_word_holds() -> None:
    here = make.regency("Contoh")
    centre = body(InstitutionKind.TRAINING_CENTRE, here)
    assert INDEPENDENCE in off_at(centre)
    said(centre, Role.CENTRE_ADMIN, day=INDEPENDENCE, works=True)
    assert INDEPENDENCE not in off_at(centre)
    said(body(InstitutionKind.LABOUR_OFFICE, here), Role.LABOUR_OFFICER, day=INDEPENDENCE, is_for_area=True)
    assert INDEPENDENCE not in off_at(centre)  # its own word is nearer


def test_a_year_the_ministry_has_told_is_known() -> None:
    centre = body(InstitutionKind.TRAINING_CENTRE, make.regency("Contoh"))
    assert holidays(2031, 2031, centre)[1] == [2031]
    said(
        body(InstitutionKind.MINISTRY, None),
        Role.MINISTRY_OFFICER,
        day=date(2031, 1, 1),
        name="Tahun baru",
        is_for_area=True,
    )
    assert holidays(2031, 2031, centre) == ({date(2031, 1, 1): "Tahun baru"}, [])


def test_said_again_it_is_corrected_and_taken_back_once() -> None:
    centre = body(InstitutionKind.TRAINING_CENTRE, make.regency("Contoh"))
    first = said(centre, Role.CENTRE_ADMIN)
    assert said(centre, Role.CENTRE_ADMIN, name="Hari jadi kabupaten").pk == first.pk
    by = make.actor(centre, Role.CENTRE_ADMIN)
    for _twice in range(2):
        forget_day_off(by=by, institution_id=centre.pk, row_id=first.pk)
    assert not DayOff.objects.exists() and Entry.objects.filter(verb="institutions.forget_day_off").count() == 1


def test_the_page_says_adds_and_takes_back(client: Client) -> None:
    here = make.regency("Contoh")
    centre = body(InstitutionKind.TRAINING_CENTRE, here)
    client.force_login(make.desk(centre, Role.CENTRE_ADMIN).user)
    address = f"/lembaga/{centre.pk}/libur/"
    assert "Belum ada hari yang ditambahkan" in client.get(address).content.decode()
    answer = client.post(address, {"day": "15-04-2099", "name": "Hari jadi", "is_for_area": "on"}, follow=True)
    assert "15 April 2099" in answer.content.decode()
    row = DayOff.objects.get()
    assert not row.is_for_area  # the field is not theirs to send
    client.post(f"{address}{row.pk}/hapus/")
    assert not DayOff.objects.exists()
    other = body(InstitutionKind.TRAINING_CENTRE, here)
    assert client.get(f"/lembaga/{other.pk}/libur/").status_code == 403
