"""Last year's plan is copied with the content in force today; what is offered no more is left out, by name."""

from datetime import date

import pytest
from django.test import Client

from balai.access.actor import CLI
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import Revision, revise_package
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.models import Package
from balai.programmes.actions import UnitRow, add_curriculum
from balai.programmes.models import Curriculum, Programme
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.planning.test_plan_file import other_content

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def newer(at: rows.Place, valid_from: date = TODAY) -> Curriculum:
    units = [UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 10, 50)]
    return add_curriculum(by=CLI, programme=at.curriculum.programme, units=units, valid_from=valid_from)


def copied(at: rows.Place, *sources: Package) -> list[Package]:
    wanted = [Copied(one, one.seats, one.cost) for one in sources]
    return copy_plan(by=at.by_office, rows=wanted, year=2027, now=NOW)


def test_a_copy_takes_the_version_in_force_on_the_day_and_says_so() -> None:
    at = rows.place()
    old, second = rows.funded(at), newer(at)
    newer(at, date(2026, 3, 3))
    [draft] = copied(at, old)
    assert draft.curriculum == second
    assert draft.versions.get().words.endswith("Kurikulum versi 2, dulu versi 1.")
    old.refresh_from_db()
    assert old.curriculum == at.curriculum


def test_a_retired_programme_and_one_without_a_version_in_force_are_left() -> None:
    at = rows.place()
    old = rows.funded(at)
    other = rows.funded(at, curriculum=other_content(at), title="Busana")
    Programme.objects.filter(pk=at.curriculum.programme_id).update(retired_on=TODAY)
    Curriculum.objects.filter(pk=other.curriculum_id).update(valid_from=date(2026, 3, 3))
    assert copied(at, old, other) == []
    assert not Package.objects.filter(year=2027).exists()


def test_the_page_shows_the_difference_and_names_what_is_left(client: Client) -> None:
    at = rows.place()
    old = rows.funded(at, title="Garmen lama")
    gone = rows.funded(at, curriculum=other_content(at), title="Busana lama")
    made = open_round(by=at.by_office, funder=at.office, plan=NewRound(2027), now=NOW)
    newer(at)
    Programme.objects.filter(pk=gone.curriculum.programme_id).update(retired_on=TODAY)
    client.force_login(at.officer)
    page = client.get(f"/perencanaan/{made.pk}/salin/").content.decode()
    assert "kurikulum versi 2, dulu versi 1" in page
    left = page.split("Tidak bisa disalin")[1]
    assert "Busana lama" in left and "Ajukan usulan baru" in left and f"pick_{gone.pk}" not in page
    said = {
        f"{name}_{one.pk}": value
        for one in (old, gone)
        for name, value in (("pick", "on"), ("seats", 16), ("cost", 9_000))
    }
    told = client.post(f"/perencanaan/{made.pk}/salin/", said, follow=True).content.decode()
    assert "1 rancangan disalin" in told and "Tidak disalin" in told and "Busana lama" in told
    assert [one.copied_from for one in Package.objects.filter(year=2027)] == [old]


def test_a_draft_may_take_another_programme_and_the_trail_shows_both(client: Client) -> None:
    at = rows.place()
    [draft] = copied(at, rows.funded(at))
    other = other_content(at)
    said = Revision("Busana", 16, 9_000, REASON, no_need_why=WHY, curriculum=other)
    assert revise_package(by=at.by_centre, package=draft, revision=said, now=NOW).curriculum == other
    client.force_login(at.admin)
    page = client.get(f"/paket/{draft.pk}/").content.decode()
    assert "<del>Operator Garmen v1</del>" in page and "<ins>Tata Busana v1</ins>" in page
    choices = client.get(f"/paket/{draft.pk}/perbaiki/").context["form"].fields["curriculum"].queryset
    assert set(choices) == {at.curriculum, other}
