"""Schemes of a certifier: who writes them, when one is assessed, what of them stands, what candidates are asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from balai.access.roles import Role
from balai.certification.actions.assess import AssessmentPlan, Verdict, record_verdict, register_assessment
from balai.certification.actions.certify import Paper, record_competence_certificate
from balai.certification.actions.prepare import OwnWord, record_self_assessment
from balai.certification.actions.schemes import SchemePlan, add_scheme, change_scheme
from balai.certification.models import CertificationScheme, CompetencyAssessment, SchemeElement
from balai.certification.privacy import erase, export
from balai.certification.queries import units_as_lines, units_of
from balai.certification.scheme_lines import read_scheme_units, scheme_units_written
from balai.kernel.refusal import Refused
from balai.skills.models import CompetencyUnit
from tests import factories as make
from tests.certification.test_certification import HELD, NUMBER, certifier, ready
from tests.certification.test_pages import signed_in, to
from tests.certification.test_preparation import candidate
from tests.support.refusals import code_of
from tests.training.rows import NOW, TODAY, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PASTED = """C.14GMT06.024.1; Menjahit bagian kemeja
1. Menyiapkan mesin jahit
1.1 Mesin diperiksa
1.2 Benang sesuai bahan
2. Menjahit sambungan
C.14GMT06.025.1; Menyetrika kemeja"""


def plan_of(text: str = PASTED, **more) -> SchemePlan:
    return replace(SchemePlan("Operator Garmen", "SKM-1", "Garmen", units=read_scheme_units(text)), **more)


def head_of(body):
    return make.actor(body, Role.CERTIFIER_HEAD, TODAY)


def named(scheme: CertificationScheme, held_on: date = HELD) -> CompetencyAssessment:
    batch = a_class()
    (one,) = trainees(batch, 1)
    plan = AssessmentPlan(scheme, held_on)
    (row,) = register_assessment(by=admin_of(batch), batch=batch, enrolment_ids=[one.pk], plan=plan, now=NOW)
    return row


def test_a_pasted_list_is_read_and_written_back() -> None:
    units = read_scheme_units(PASTED)
    assert [(u.code, len(u.elements)) for u in units] == [("C.14GMT06.024.1", 2), ("C.14GMT06.025.1", 0)]
    assert units[0].elements[0].criteria == ["Mesin diperiksa", "Benang sesuai bahan"]
    assert scheme_units_written(units) == PASTED
    with pytest.raises(Refused, match="Baris 2"):
        read_scheme_units("C.14GMT06.024.1; Menjahit\nsembarang kata")
    with pytest.raises(Refused, match="dua kali"):
        read_scheme_units("C.14GMT06.024.1; Menjahit\nC.14GMT06.024.1; Menjahit")


def test_the_certifier_writes_it_and_a_centre_only_while_nobody_sits_there() -> None:
    body, centre = certifier(), make.institution()
    clerk = make.actor(centre, Role.CENTRE_ADMIN, TODAY)
    copied = add_scheme(by=clerk, certifier=body, plan=plan_of(), now=NOW)
    assert copied.recorded_for == centre
    head = head_of(body)
    assert code_of(lambda: add_scheme(by=clerk, certifier=body, plan=plan_of(code="SKM-2"), now=NOW)) == (
        "may_not_write_scheme"
    )
    assert code_of(lambda: change_scheme(by=clerk, scheme=copied, plan=plan_of(), now=NOW)) == "may_not_write_scheme"
    assert change_scheme(by=head, scheme=copied, plan=plan_of(title="Penjahit"), now=NOW).recorded_for is None
    assert code_of(lambda: add_scheme(by=head, certifier=body, plan=plan_of(), now=NOW)) == "scheme_known"
    ends = {"active_from": TODAY, "active_until": TODAY - timedelta(days=1)}
    assert code_of(lambda: add_scheme(by=head, certifier=body, plan=plan_of(code="9", **ends), now=NOW)) == (
        "ends_before_it_begins"
    )
    assert code_of(lambda: add_scheme(by=head, certifier=make.institution(), plan=plan_of(), now=NOW)) == (
        "not_a_certifier"
    )


def test_it_is_assessed_on_its_days_only() -> None:
    scheme = make.scheme(certifier(), active_from=HELD, active_until=HELD)
    assert named(scheme).scheme == scheme.title
    for day in (HELD - timedelta(days=1), HELD + timedelta(days=1)):
        assert code_of(lambda day=day: named(scheme, day)) == "scheme_not_in_use"


def test_its_units_are_asked_and_each_is_judged() -> None:
    body = certifier()
    head = head_of(body)
    row = ready(named(add_scheme(by=head, certifier=body, plan=plan_of(valid_years=5), now=NOW)))
    codes = [one.unit.code for one in units_of(row)]
    assert codes == ["C.14GMT06.024.1", "C.14GMT06.025.1"]
    first, second = [one.unit_id for one in units_of(row)]

    def judged(units: dict[int, str]) -> CompetencyAssessment:
        verdict = Verdict("competent", units, assessor_name="Hasan Latihan", confirmed=True)
        return record_verdict(by=head, assessment=row, verdict=verdict, now=NOW)

    assert code_of(lambda: judged({first: "competent"})) == "unit_left_out"
    other = row.enrolment.batch.curriculum.units.exclude(unit__in=[first, second]).first()
    every = {first: "competent", second: "competent"}
    assert code_of(lambda: judged(every | {other.unit_id: "competent"})) == "unit_elsewhere"
    judged(every)
    paper = record_competence_certificate(by=head, assessment=row, paper=Paper(NUMBER, date(2026, 3, 30)), now=NOW)
    assert paper.valid_until == date(2031, 3, 30)


def test_units_stand_once_somebody_answered_by_them() -> None:
    body = certifier()
    head = head_of(body)
    scheme = add_scheme(by=head, certifier=body, plan=plan_of(), now=NOW)
    row = named(scheme)
    less = plan_of(PASTED.splitlines()[0])
    assert [u.code for u in units_as_lines(change_scheme(by=head, scheme=scheme, plan=less, now=NOW))] == [
        "C.14GMT06.024.1"
    ]
    ready(row)
    assert code_of(lambda: change_scheme(by=head, scheme=scheme, plan=plan_of(), now=NOW)) == "scheme_stands"
    over = replace(less, active_until=TODAY)
    assert change_scheme(by=head, scheme=scheme, plan=over, now=NOW).active_until == TODAY


def test_each_element_is_answered_with_its_evidence() -> None:
    body = certifier()
    row = named(add_scheme(by=head_of(body), certifier=body, plan=plan_of(), now=NOW))
    _who, web = candidate(row)
    prepare, sew = SchemeElement.objects.order_by("position")
    ironing = CompetencyUnit.objects.get(code="C.14GMT06.025.1")
    page = web.get(to("mine", row.pk)).content.decode()
    assert "Menyiapkan mesin jahit" in page and "Benang sesuai bahan" in page
    said = {f"e-{prepare.pk}": "1", f"f-{prepare.pk}": "Foto mesin", f"u-{ironing.pk}": "1", "consent": "1"}
    assert "Jawab setiap unit dan elemennya" in web.post(to("mine", row.pk), said).content.decode()
    web.post(to("mine", row.pk), said | {f"e-{sew.pk}": "0"})
    able = {one.unit.code: one.able for one in row.self_assessed.select_related("unit")}
    assert able == {"C.14GMT06.024.1": False, "C.14GMT06.025.1": True}
    assert row.self_assessed_elements.get(element=prepare).evidence == "Foto mesin"
    assert "Foto mesin" in signed_in(row.enrolment.batch.centre).get(to("assessment", row.pk)).content.decode()
    assert export(row.person_id)["assessment"][0]["own_words_per_element"][0]["evidence"] == "Foto mesin"
    erase(row.person_id)
    assert row.self_assessed_elements.get(element=prepare).evidence == ""


def test_pages_write_a_scheme_and_name_candidates_for_it() -> None:
    body = certifier()
    batch = a_class()
    (one,) = trainees(batch, 1)
    web = signed_in(batch.centre)
    said = {"certifier": body.pk, "title": "Operator Garmen", "code": "SKM-1", "kind": "cluster", "units": PASTED}
    refused = web.post(to("add_scheme"), said | {"units": "sembarang"}).content.decode()
    assert "Baris 1 tidak terbaca" in refused and "SKM-1" in refused
    assert web.post(to("add_scheme"), said)["Location"] == reverse("certification:schemes")
    scheme = CertificationScheme.objects.get()
    shown = web.get(to("scheme", scheme.pk)).content.decode()
    assert "Mesin diperiksa" in shown and f"disalin {batch.centre.name}" in shown
    web.post(to("of_class", batch.pk), {"scheme": scheme.pk, "held_on": "28-03-2026", "candidates": [one.pk]})
    row = CompetencyAssessment.objects.get()
    assert (row.certifier, row.scheme) == (body, "Operator Garmen")
    judged = {"verdict": "competent", "all_units": "1", "assessor_name": "Hasan Latihan", "confirmed": "on"}
    web.post(to("assessment", ready(row).pk), judged)
    assert row.units.filter(verdict="competent").count() == 2


def test_the_same_word_said_twice_stays_one_answer_an_element() -> None:
    row = named(make.scheme(certifier(), units=[CompetencyUnit.objects.create(code="X.1.2", title="Contoh")]))
    by = admin_of(row.enrolment.batch)
    for able in (True, False):
        words = {one.pk: OwnWord(able) for one in SchemeElement.objects.all()}
        record_self_assessment(by=by, assessment=row, words={}, elements=words, consent=True, now=NOW)
    assert [one.able for one in row.self_assessed_elements.all()] == [False, False]
