"""The comparison catches what it is there for: a check is taken away on purpose, and it says so.

In every group of rooms at least one list that shows everything, and one rule that says yes to everybody.
"""

from importlib import import_module

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from balai.accounts.models import User
from balai.admissions.models import Application
from balai.certification.models import AssessmentQuerySet
from balai.collaboration.models import Collaboration
from balai.counselling.models import GroupSession
from balai.demand.models import NeedEvidence
from balai.funding.models import FundLineQuerySet
from balai.imports.models import ImportRun
from balai.institutions.models import Institution
from balai.outcomes.models import FollowUpQuerySet
from balai.parameters.models import ParameterValueQuerySet
from balai.people.models.person import PersonQuerySet
from balai.placement.models import Placement
from balai.planning.models import Batch
from balai.planning.models.package import PackageQuerySet
from balai.training.models import Enrolment, TrainingCertificate
from balai.ventures.models import BusinessGroup
from balai.web.training import opened
from tests.authority.addresses import addresses
from tests.authority.compare import complaints
from tests.authority.world import Both

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def rows_of(model: type) -> type[QuerySet]:
    return type(model._default_manager.all())  # type: ignore[attr-defined, no-any-return]


LISTS = [
    (ParameterValueQuerySet, "parameters:one", "centre_admin"),
    (rows_of(ImportRun), "institution_imports:result", "province_officer"),
    (rows_of(Institution), "institutions:verify", "labour_officer"),
    (PersonQuerySet, "people:one", "counsellor"),
    (FundLineQuerySet, "funding:lines", "partner"),
    (rows_of(NeedEvidence), "demand:needs", "labour_officer"),
    (PackageQuerySet, "planning:package", "centre_admin"),
    (rows_of(GroupSession), "counselling:group_one", "counsellor"),
    (rows_of(Application), "admissions:applicant", "centre_admin"),
    (rows_of(TrainingCertificate), "training:print_own", "employer"),
    (AssessmentQuerySet, "certification:assessments", "centre_admin"),
    (rows_of(Placement), "placement:placement", "employer"),
    (rows_of(BusinessGroup), "ventures:group", "partner"),
    (FollowUpQuerySet, "outcomes:follow_up", "centre_admin"),
    (rows_of(Collaboration), "collaboration:page", "operator"),
]


@pytest.mark.parametrize(("rows", "page", "who"), LISTS, ids=[page for _rows, page, _who in LISTS])
def test_a_visible_to_that_shows_everything(
    both: Both, monkeypatch: pytest.MonkeyPatch, rows: type[QuerySet], page: str, who: str
) -> None:
    assert complaints(both, who, [page]) == []
    monkeypatch.setattr(rows, "visible_to", lambda self, *_said: self)
    assert complaints(both, who, [page]) != []


RULES = [
    ("balai.institutions.rules.authority.may_edit", "institutions:room", "province_officer"),
    ("balai.institutions.rules.proxy.may_end", "institutions:end_proxy", "counsellor"),
    ("balai.parameters.rules.may_set", "parameters:withdraw", "ministry_officer"),
    ("balai.funding.rules.may_set_chain", "funding:duty", "labour_officer"),
    ("balai.programmes.rules.check_may_edit_programmes", "programmes:retire", "central_unit_officer"),
    ("balai.planning.rules.may_run", "planning:change", "labour_officer"),
    ("balai.ventures.rules.may_edit_groups_of", "ventures:member", "counsellor"),
]


@pytest.mark.parametrize(("rule", "page", "who"), RULES, ids=[rule for rule, _page, _who in RULES])
def test_a_rule_that_says_yes(both: Both, monkeypatch: pytest.MonkeyPatch, rule: str, page: str, who: str) -> None:
    assert complaints(both, who, [page]) == []
    says_yes(monkeypatch, rule)
    assert complaints(both, who, [page]) != []


def says_yes(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Also where other modules have imported it by name."""
    module, _dot, name = rule.rpartition(".")
    monkeypatch.setattr(getattr(import_module(module), name), "__code__", (lambda *_said, **_named: True).__code__)


BEHIND = [
    ((rows_of(Enrolment),), "balai.training.rules.authority.may_seat", "training:come_back", "centre_admin"),
    ((FollowUpQuerySet,), "balai.outcomes.rules.authority.may_follow_up", "outcomes:employers_word", "centre_admin"),
    ((PersonQuerySet,), "balai.people.rules.authority.may_on", "people:verify", "centre_admin"),
]


@pytest.mark.parametrize(("lists", "rule", "page", "who"), BEHIND, ids=[rule for _lists, rule, _page, _who in BEHIND])
def test_a_rule_holds_alone_behind_a_list_that_shows_everything(
    both: Both, monkeypatch: pytest.MonkeyPatch, lists: tuple[type[QuerySet], ...], rule: str, page: str, who: str
) -> None:
    """The neighbour's row is found then, and nothing is written to it until the rule is gone too."""
    for rows in lists:
        monkeypatch.setattr(rows, "visible_to", lambda self, *_said: self)
    monkeypatch.setattr(opened, "classes_read_by", lambda _actor: Batch.objects.select_related("centre", "recruiter"))
    shut = complaints(both, who, [page])
    assert shut and not shut[0].endswith("w")
    says_yes(monkeypatch, rule)
    assert complaints(both, who, [page])[0].endswith("w")


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
