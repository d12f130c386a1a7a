"""The researcher's column: from quotations, in versions, beside the other two and never into them."""

import json
from random import Random
from uuid import uuid4

import pytest

from balai.collaboration.actions.conclude import ConclusionPlan, conclude
from balai.collaboration.assessment.assess import assess
from balai.collaboration.enums import Value
from balai.collaboration.models import Conclusion
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.conclusions import concluded
from balai.collaboration.rules.conclusions import JUDGED, parts_from
from tests.collaboration.benches import Study
from tests.collaboration.test_convening import NOW, refusal


@pytest.mark.parametrize(
    ("own", "other", "parts"),
    [
        ("weak", "adequate", True), ("strong", "adequate", False), ("weak", "weak", False), ("mixed", "weak", True),
        ("weak", "no_evidence", False), ("no_evidence", "weak", True), ("not_applicable", "strong", True),
        ("no_evidence", "no_evidence", False),
    ],
)  # fmt: skip
def test_where_a_conclusion_parts_from_a_column(own: str, other: str, parts: bool) -> None:
    assert parts_from(own, other) is parts


@pytest.mark.data
@pytest.mark.django_db
def test_versions_stay_and_a_page_sent_twice_is_one() -> None:
    study, key = Study(), uuid4()
    plan = ConclusionPlan("trust", "weak", "Janji tidak pernah jelas bagi para pihak.", study.quotations[:2])
    told = {"by": study.first, "bench": study.bench, "now": NOW}
    assert conclude(plan=plan, client_id=key, **told) == conclude(plan=plan, client_id=key, **told)
    signed = ConclusionPlan("trust", "mixed", "Sesudah rapat ketiga lebih baik.", study.quotations[:1], signs=True)
    conclude(plan=signed, **told)
    (column,) = concluded(study.period)["trust"]
    assert (column.newest.value, [old.value for old in column.earlier]) == ("mixed", ["weak"])
    assert column.newest.signed and not column.earlier[0].signed
    assert [one.quotation.code for one in column.earlier[0].cited.all()] == ["q1", "q2"]
    for wrong, code in (
        (ConclusionPlan("levy", "weak", "Faktor, bukan unsur", study.quotations), "no_subject"),
        (ConclusionPlan("trust", "bad", "Nilai lain", study.quotations), "no_value"),
        (ConclusionPlan("trust", "weak", "Tanpa kutipan", []), "no_quotation"),
        (ConclusionPlan("trust", "weak", " ", study.quotations), "no_words"),
        (ConclusionPlan("trust", "weak", "Tanya 0812 3456 7890", study.quotations), "phone_found"),
    ):
        with refusal(code):
            conclude(plan=wrong, **told)
    with refusal("no_researcher"):
        conclude(plan=plan, **told | {"by": study.secretary})
    assert Conclusion.objects.count() == 2


@pytest.mark.data
@pytest.mark.django_db
def test_what_is_being_coded_is_not_concluded_from_and_what_was_cited_is_not_coded() -> None:
    study = Study()
    plan = ConclusionPlan("dialogue", "weak", "Rapat ada tanpa isi.", study.quotations[:1])
    told = {"by": study.first, "bench": study.bench, "now": NOW}
    conclude(plan=plan, **told)
    row = study.opened()
    assert [one.code for one in row.quotations.order_by("pk")] == ["q2", "q3", "q4"]
    with refusal("being_coded"):
        conclude(plan=ConclusionPlan("dialogue", "weak", "Terlalu dini.", study.quotations[1:2]), **told)
    for by in (study.first, study.second):
        study.codes(by, [()] * 3)
        study.done(by, row)
    conclude(plan=ConclusionPlan("dialogue", "mixed", "Sekarang boleh.", study.quotations[1:2]), **told)


@pytest.mark.data
@pytest.mark.django_db
def test_no_conclusion_and_no_coding_changes_the_other_columns() -> None:
    """Invented conclusions of every value about every element: what records and words say is the same to the letter."""
    study, chance = Study(), Random(7)
    read = lambda: json.dumps(assess(book_of(study.period)).as_json(), sort_keys=True)  # noqa: E731
    before = read()
    study.compared()
    for subject in JUDGED:
        for _n in range(chance.randint(1, 2)):
            quoted = chance.sample(study.quotations, chance.randint(1, 3))
            plan = ConclusionPlan(subject, chance.choice(Value.values), "Kesimpulan.", quoted)
            conclude(by=chance.choice([study.first, study.third]), bench=study.bench, plan=plan, now=NOW)
    assert read() == before and Conclusion.objects.count() >= len(JUDGED)
