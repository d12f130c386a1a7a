"""What each role may be shown, said from the domain in plain conditions; nothing here asks a visible_to or a permission.

OFFICE: the labour office of a regency and its counsellors answer for the people who live there. CENTRE: a centre knows the
people it registered or works with, and the classes it gives. Everybody knows what is about themselves and what is public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from tests.authority.walk import STRANGER, USERNAMES
from tests.authority.world import Both

NOBODY, ALL = Q(pk__in=[]), Q(pk__isnull=False)  # not Q(), which vanishes beside others
OFFICE = {"counsellor", "labour_officer"}
CENTRE = {"centre_admin", "central_unit_officer", "community_centre_manager"}
CERTIFIER = {"assessor", "certifier_head"}


@dataclass(frozen=True)
class Who:
    """seat: the institution of the role's desk. here: the regency. province: the province officer's."""

    role: str
    user: int
    seat: int
    here: int
    province: int


def who_is(both: Both, role: str) -> Who:
    world = both.own.world
    if role == STRANGER:
        return Who(role, 0, 0, world.regency.pk, 0)
    user = world.users[USERNAMES[role]]
    desk = user.memberships.first()
    return Who(role, user.pk, desk.institution_id if desk else 0, world.regency.pk, world.regency.province_id or 0)


def shown_to(both: Both, role: str, labels: tuple[str, ...]) -> set[str]:
    """Ids, as a page writes them, of the rows of these models that the role may be shown."""
    who = who_is(both, role)
    return {str(pk) for label in labels for pk in _rows(label, who)}


def _rows(label: str, who: Who) -> Any:
    model: type[Model] = apps.get_model(label)
    return model._base_manager.filter(ALLOWED[label](who)).values_list("pk", flat=True)


# People ---------------------------------------------------------------------------------------------------------------
def person(who: Who, at: str = "") -> Q:
    seen = Q(**{f"{at}user_id": who.user}) if who.user else NOBODY
    if who.role in OFFICE | CENTRE | {"instructor"}:
        seen |= Q(**{f"{at}registered_by_id": who.seat})
        seen |= Q(**{f"{at}involvements__institution_id": who.seat, f"{at}involvements__ended_on": None})
    return seen | living_here(who, at)


def living_here(who: Who, at: str = "") -> Q:
    return Q(**{f"{at}home_regency_id": who.here}) if who.role in OFFICE else NOBODY


def oneself(who: Who, at: str = "person__") -> Q:
    return Q(**{f"{at}user_id": who.user}) if who.user else NOBODY


def about(who: Who, at: str = "person__") -> Q:
    """Rows about oneself, or about people for whom one's office answers."""
    return oneself(who, at) | living_here(who, at)


def pair(who: Who) -> Q:
    if who.role != "labour_officer":
        return NOBODY
    return Q(first__home_regency_id=who.here) | Q(first__home_regency=None, second__home_regency_id=who.here)


def merge(who: Who) -> Q:
    here = Q(kept__home_regency_id=who.here) | Q(merged__home_regency_id=who.here)
    return here if who.role == "labour_officer" else NOBODY


def request_of_rights(who: Who) -> Q:
    return person(who, "person__") if who.role in CENTRE | {"labour_officer"} else oneself(who)


def import_run(who: Who, at: str = "") -> Q:
    """Lists of the own body; those of people are not for who runs the machine."""
    own = Q(**{f"{at}institution_id": who.seat}) if who.seat else NOBODY
    return own & ~Q(**{f"{at}kind": "people"}) if who.role == "operator" else own


def colleague(who: Who) -> Q:
    """Accounts: of one's own body and of those below it; the operator's, everybody's."""
    if who.role == "operator":
        return ALL
    return Q(memberships__institution_id=who.seat) | Q(memberships__institution__parent_id=who.seat)


# Bodies ---------------------------------------------------------------------------------------------------------------
def body(who: Who, at: str = "") -> Q:
    """Public once it was verified; before that its own people and those who verify it know it."""
    if who.role == "operator":
        return ALL
    known = Q(**{f"{at}standing__in": ["verified", "closed"]}) | Q(**{f"{at}pk": who.seat})
    return known | in_area(who, at)


def in_area(who: Who, at: str) -> Q:
    """Bodies of the place an office answers for."""
    if who.role == "ministry_officer":
        return ALL
    if who.role == "province_officer":
        return Q(**{f"{at}region__province_id": who.province})
    if who.role == "labour_officer":
        return Q(**{f"{at}region__regency_id": who.here})
    return NOBODY


def desk(who: Who) -> Q:
    if who.role == "operator":
        return ALL
    return Q(institution_id=who.seat) | Q(institution__parent_id=who.seat)


def of_seat(*fields: str) -> Callable[[Who], Q]:
    def allowed(who: Who) -> Q:
        return either(who.seat, *fields) if who.seat else NOBODY

    return allowed


def either(seat: int, *fields: str) -> Q:
    seen = NOBODY
    for field in fields:
        seen |= Q(**{f"{field}_id": seat})
    return seen


def everybody(who: Who) -> Q:
    return ALL


# The road -------------------------------------------------------------------------------------------------------------
def order(who: Who) -> Q:
    seen = Q(state__in=["published", "filled"], employer__standing="verified") | Q(employer_id=who.seat)
    return seen | (in_area(who, "employer__") if who.role == "labour_officer" else NOBODY)


def need(who: Who) -> Q:
    """No secret among those of the place who plan."""
    near = who.role in {"centre_admin", "community_centre_manager"}
    here = Q(institution__region__regency_id=who.here) if near else NOBODY
    return Q(institution_id=who.seat) | here | in_area(who, "institution__")


def fund_line(who: Who) -> Q:
    return either(who.seat, "funder", "noted_by") | in_area(who, "funder__")


def package(who: Who) -> Q:
    return either(who.seat, "centre", "funder") | in_area(who, "centre__")


def planning_round(who: Who) -> Q:
    """No secret among those who plan; who only pays knows its own."""
    return of_seat("funder")(who) if who.role in {"partner", "employer"} else ALL


def spending(who: Who) -> Q:
    return either(who.seat, "package__centre", "package__funder")


def batch(who: Who) -> Q:
    public = Q(state__in=["announced", "closed", "running", "finished"])
    return public | either(who.seat, "centre", "recruiter", "package__funder") | in_area(who, "centre__")


def class_row(who: Who, at: str = "batch__") -> Q:
    """Rows of a class: its centre, who recruits, who pays, and the office of the place."""
    if who.role not in OFFICE | CENTRE | {"instructor"}:
        return NOBODY
    seen = either(who.seat, f"{at}centre", f"{at}recruiter", f"{at}package__funder")
    return seen | (Q(**{f"{at}centre__region__regency_id": who.here}) if who.role in OFFICE else NOBODY)


def mandate(who: Who) -> Q:
    """Of the inspector's own body; of the office or funder that gave it."""
    giving = {"labour_officer", "province_officer", "ministry_officer", "central_unit_officer", "partner"}
    if who.role == "inspector":
        return either(who.seat, "body")
    return either(who.seat, "giver") if who.role in giving else NOBODY


def finding(who: Who) -> Q:
    """Of an inspector, to the centre of the class, once it was sent."""
    seen = Q(sample__sent_at__isnull=False, batch__centre_id=who.seat)
    return seen if who.role in CENTRE else NOBODY


def enrolment(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | {"instructor"}:
        return oneself(who)
    return either(who.seat, "batch__centre", "batch__recruiter", "batch__package__funder") | about(who)


def application(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE:
        return oneself(who)
    return either(who.seat, "batch__centre", "batch__recruiter") | about(who)


def appeal(who: Who) -> Q:
    return (
        either(who.seat, "application__batch__centre", "application__batch__recruiter")
        if who.role in OFFICE | CENTRE
        else NOBODY
    )


def training_certificate(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | {"instructor"}:
        return oneself(who, "enrolment__person__")
    return either(who.seat, "issuer", "enrolment__batch__recruiter") | about(who, "enrolment__person__")


def assessment(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | CERTIFIER:
        return oneself(who)
    return either(who.seat, "certifier", "enrolment__batch__centre") | about(who)


def scheme(who: Who) -> Q:
    """A certifier sees its own; who names candidates chooses among those of all."""
    return Q(certifier_id=who.seat) if who.role in CERTIFIER else ALL


def competence_certificate(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | CERTIFIER:
        return oneself(who)
    return either(who.seat, "certifier", "assessment__enrolment__batch__centre", "recorded_for") | about(who)


def case_file(who: Who, at: str = "") -> Q:
    if who.role not in OFFICE | CENTRE:
        return oneself(who, f"{at}person__")
    known = {f"{at}person__involvements__institution_id": who.seat, f"{at}person__involvements__ended_on": None}
    return Q(**{f"{at}office_id": who.seat}) | Q(**known) | about(who, f"{at}person__")


def referral(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | {"employer"}:
        return oneself(who)
    return either(who.seat, "job_order__employer", "made_by") | about(who)


def placement(who: Who) -> Q:
    if who.role not in OFFICE | CENTRE | {"employer"}:
        return oneself(who)
    return either(who.seat, "employer", "made_by") | about(who)


def group(who: Who, at: str = "") -> Q:
    mine = Q(**{f"{at}members__person__user_id": who.user}) | Q(**{f"{at}mentor_id": who.user}) if who.user else NOBODY
    if who.role not in OFFICE | CENTRE | {"mentor", "volunteer"}:
        return mine
    seen = mine | either(who.seat, f"{at}office", f"{at}mentoring_institution")
    return seen | (Q(**{f"{at}region__regency_id": who.here}) if who.role in OFFICE else NOBODY)


def follow_up(who: Who, at: str = "") -> Q:
    if who.role not in OFFICE | CENTRE:
        return oneself(who, f"{at}enrolment__person__")
    return either(who.seat, f"{at}enrolment__batch__centre", f"{at}owner") | about(who, f"{at}enrolment__person__")


def statement(who: Who) -> Q:
    return follow_up(who, "follow_up__") | about(who)


def collaboration(who: Who) -> Q:
    """Published; kept or shared by the own body; lying in the area of the office. Running the machine gives no look."""
    seen = Q(is_public=True) | Q(owner_id=who.seat) | Q(periods__member_rows__institution_id=who.seat)
    return seen | in_area(who, "")


def filed_report(who: Who) -> Q:
    """Filed: everybody whose desk took part, and the offices of the area."""
    if who.role in {"jobseeker", "alumnus", "stranger", "operator"}:
        return NOBODY
    part = either(who.seat, "batch__centre", "batch__recruiter", "batch__package__funder")
    part |= Q(batch__enrolments__assessments__certifier_id=who.seat)
    return Q(filed_at__isnull=False) & (part | in_area(who, "batch__centre__"))


def rule_value(who: Who) -> Q:
    """The network's values everybody's who works with rules; an institution's own ones are its own."""
    if who.role in {"operator", "ministry_officer"}:
        return ALL
    return Q(institution_id=None) | Q(institution_id=who.seat)


ALLOWED: dict[str, Callable[[Who], Q]] = {
    "people.Person": person, "people.DuplicatePair": pair, "people.MergeRecord": merge,
    "people.RightsRequest": request_of_rights, "people.CallListItem": lambda who: person(who, "person__"),
    "imports.ImportRun": import_run, "imports.ImportRow": lambda who: import_run(who, "run__"),
    "accounts.User": colleague, "institutions.Institution": body, "institutions.Membership": desk,
    "institutions.Instructor": lambda who: body(who, "institution__"), "institutions.Agreement": everybody,
    "institutions.Room": lambda who: body(who, "institution__"),
    "institutions.DayOff": lambda who: body(who, "institution__"),
    "institutions.Equipment": lambda who: body(who, "institution__"),
    "demand.JobOrder": order, "demand.NeedEvidence": need, "funding.FundLine": fund_line,
    "programmes.Programme": everybody, "programmes.CurriculumUnit": everybody,
    "planning.Package": package, "planning.Batch": batch,
    "planning.PlanningRound": planning_round, "planning.Spending": spending,
    "counselling.CaseFile": case_file, "counselling.RouteRecommendation": lambda who: case_file(who, "case_file__"),
    "counselling.CounsellingSession": lambda who: case_file(who, "case_file__"),
    "admissions.Application": application, "admissions.Appeal": appeal,
    "training.Enrolment": enrolment, "training.TrainingSession": class_row,
    "training.TrainingCertificate": training_certificate, "training.Material": class_row,
    "training.MarkStatement": lambda who: class_row(who, "session__batch__"),
    "certification.CertificationScheme": scheme, "certification.SchemeUnit": everybody,
    "certification.CompetencyAssessment": assessment, "certification.CompetenceCertificate": competence_certificate,
    "placement.Referral": referral, "placement.Placement": placement,
    "placement.PlacementStatement": everybody,
    "ventures.BusinessGroup": group, "ventures.GroupMember": lambda who: group(who, "group__"),
    "ventures.MonitoringVisit": lambda who: group(who, "group__"),
    "ventures.Advice": lambda who: group(who, "visit__group__") | Q(owner_id=who.seat),
    "outcomes.FollowUp": follow_up, "outcomes.OutcomeStatement": statement,
    "outcomes.ContactAttempt": lambda who: follow_up(who, "follow_up__"),
    "collaboration.Collaboration": collaboration, "papers.ClassPaper": filed_report,
    "papers.Mandate": mandate, "papers.SampleLine": finding,
    "audit.Entry": lambda who: ALL if who.role == "operator" else NOBODY,
    "parameters.ParameterValue": rule_value,
}  # fmt: skip
"""Model -> which rows a role may be shown."""
