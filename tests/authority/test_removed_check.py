"""The comparison catches what it is there for: a check is taken away on purpose, and it says so."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from balai.accounts.models import User
from balai.certification.models import AssessmentQuerySet
from balai.funding.models import FundLineQuerySet
from balai.people.models.person import PersonQuerySet
from balai.planning.models.package import PackageQuerySet
from tests.authority.addresses import addresses
from tests.authority.compare import complaints
from tests.authority.world import Both

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("rows", "page", "who"),
    [
        (FundLineQuerySet, "funding:lines", "partner"),
        (PackageQuerySet, "planning:package", "centre_admin"),
        (PersonQuerySet, "people:one", "counsellor"),
        (AssessmentQuerySet, "certification:assessments", "centre_admin"),
    ],
)
def test_a_visible_to_that_shows_everything(
    both: Both, monkeypatch: pytest.MonkeyPatch, rows: type[QuerySet], page: str, who: str
) -> None:
    assert complaints(both, who, [page]) == []
    monkeypatch.setattr(rows, "visible_to", lambda self, *_said: self)
    assert complaints(both, who, [page]) != []


@pytest.mark.parametrize(("page", "who"), [("audit:trail", "jobseeker"), ("people:pairs", "counsellor")])
def test_a_page_without_its_gate(both: Both, monkeypatch: pytest.MonkeyPatch, page: str, who: str) -> None:
    assert complaints(both, who, [page]) == []
    pattern = addresses()[page].pattern
    monkeypatch.setattr(pattern, "callback", pattern.callback.__wrapped__)
    assert any("the table says f" in one for one in complaints(both, who, [page]))


def test_a_get_that_writes(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = addresses()["privacy"].pattern
    view = pattern.callback

    def writing(request: HttpRequest) -> HttpResponse:
        User.objects.filter(username="peserta").update(full_name="Ditulis")
        return view(request)

    assert complaints(both, "jobseeker", ["privacy"]) == []
    monkeypatch.setattr(pattern, "callback", login_not_required(writing))
    assert complaints(both, "jobseeker", ["privacy"]) == ["privacy: GET wrote ['UPDATE accounts_user']"]
