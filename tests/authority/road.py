"""Where the arguments of the road's addresses come from: rows the demonstration's steps made in this regency."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from balai.admissions.models import Application
from balai.certification.models import (
    AssessmentAppeal,
    AssessmentEvidence,
    CompetenceCertificate,
    CompetencyAssessment,
)
from balai.config.demo.world import World
from balai.demand.models import JobOrder
from balai.funding.models import FundLine
from balai.papers.evidence import evidence_of, row_of
from balai.planning.models import Batch, Package, PackageAgreement, PlanningRound, Spending
from balai.programmes.models import Programme
from balai.training.actions.bulk import start_bulk
from balai.training.models import Enrolment, LevyReport, TimetableProposal, TrainingCertificate, TrainingSession

OVER, RUNNING, OPEN, CHOSEN = (
    "Operator Garmen angkatan I", "Operator Garmen angkatan II", "Operator Garmen angkatan III", "Las Listrik Dasar",
)  # fmt: skip


def road(world: World) -> dict[str, Any]:
    """Values of address parameters by "<namespace>:<parameter>" or "<namespace>:<name>:<parameter>"."""
    return _offer(world) | _enter(world) | _through(world) | _papers(world) | _onward(world)


def _class(world: World, title: str) -> Batch:
    return Batch.objects.get(title=title, centre=world.institutions["blk"])


def _agreed(world: World) -> PackageAgreement:
    return PackageAgreement.objects.filter(package__centre=world.institutions["blk"]).order_by("-pk")[0]


def _first(model: type[Model] | str, **where: Any) -> Any:
    found = apps.get_model(model) if isinstance(model, str) else model
    return found._default_manager.filter(**where).order_by("pk").first()


def _pk(model: type[Model] | str, **where: Any) -> Any:
    """Nothing where a step has not made such a row; the test of missing arguments then says so."""
    row = _first(model, **where)
    return row.pk if row is not None else 0


def _offer(world: World) -> dict[str, Any]:
    blk, dinas, employer = (world.institutions[k] for k in ("blk", "dinas", "perusahaan"))
    draft = _pk(JobOrder, employer=employer, state="draft")
    return {
        "demand:pk": draft, "demand:vacancy:pk": _pk(JobOrder, employer=employer, state="published"),
        "funding:pk": _pk(FundLine, funder=dinas), "funding:source": "apbd_regency", "funding:duty": "recruit",
        "programmes:pk": _pk(Programme, owner=blk),
        "planning:pk": _class(world, OPEN).pk, "planning:class:pk": _class(world, "Las Listrik Lanjutan").pk,
        "planning:package:pk": _pk(Package, centre=blk, state="proposed"),
        "planning:withdraw:pk": _pk(Package, centre=blk, state="proposed"),
        "planning:reopen:pk": _pk(Package, centre=blk, state="refused"),
        "planning:open:pk": _pk(Package, centre=blk, state="accepted"),
        **_planned(world),
        "planning:change:pk": _class(world, "Las Listrik Lanjutan").pk,
    }  # fmt: skip


def _planned(world: World) -> dict[str, Any]:
    """Where nothing that others look at is changed: next year's plan, and the package of a class that is over."""
    blk, dinas = world.institutions["blk"], world.institutions["dinas"]
    draft = _pk(Package, centre=blk, state="draft")
    rounds = ("round", "close_round", "reopen_round", "copy_plan", "plan_file", "take_plan")
    planned = _pk(PlanningRound, funder=dinas, year=world.today.year + 1)
    over = _class(world, OVER).package_id
    return {
        **{f"planning:{name}:pk": planned for name in rounds},
        "planning:agreement_new:pk": over,
        **{f"planning:{name}:pk": _agreed(world).package_id for name in ("agreement", "agreement_release")},
        **{f"planning:{name}:row": _agreed(world).pk for name in ("agreement", "agreement_release")},
        "planning:send:pk": draft, "planning:revise:pk": draft, "planning:spending:pk": over, "planning:amend:pk": over,
        **{f"planning:{name}:pk": over for name in ("take_back", "receipt", "attach_receipt")},
        **{f"planning:{name}:row": _pk(Spending, package=over, receipt=None) for name in ("take_back", "attach_receipt")},
        "planning:receipt:row": _pk(Spending, package=over, receipt__isnull=False),
        "funding:guide:pk": _pk(FundLine, funder=world.institutions["bpvp"], source="apbn"),
        "demand:match:pk": _pk(JobOrder, employer=world.institutions["perusahaan"], state="published"),
    }  # fmt: skip


def _enter(world: World) -> dict[str, Any]:
    batch, chosen, over = _class(world, OPEN), _class(world, CHOSEN), _class(world, OVER)
    application = _first(Application, batch=batch) or _first(Application, batch__centre=world.institutions["blk"])
    code = getattr(application, "code", "TIDAK-ADA")
    file = _first("counselling.CaseFile", office=world.institutions["dinas"])
    return {
        "api-1:batch_id": batch.pk, "api-1:code": code, "admissions:pk": batch.pk, "admissions:code": code, ":code": code,
        "admissions:step": 2, "admissions:application_id": getattr(application, "pk", UUID(int=0)),
        "admissions:what": "umumkan", "admissions:result:what": "umumkan", "admissions:applicant_act:what": "periksa",
        "admissions:seat:what": "daftar-ulang", "admissions:stage": "test",
        "admissions:selection:pk": chosen.pk, "admissions:scores:pk": chosen.pk,
        "admissions:result:pk": chosen.pk,
        **{f"admissions:{name}:pk": chosen.pk for name in ("plan", "draw", "funnel", "appeals", "answer_appeal")},
        "admissions:number": 1, "admissions:draw_file:pk": over.pk,
        "admissions:appeal_id": _pk("admissions.Appeal", application__batch=over),
        "admissions:answer_appeal:pk": over.pk,
        "counselling:pk": getattr(file, "pk", 0), "counselling:person_id": world.people[5].pk,
        "counselling:correct:pk": _pk("counselling.CounsellingSession", institution=world.institutions["dinas"]),
        "counselling:what": "tutup", "counselling:route:what": "cabut",
        "counselling:route_id": _pk("counselling.RouteRecommendation", case_file__office=world.institutions["dinas"]),
        "counselling:group_one:pk": _pk("counselling.GroupSession", institution=world.institutions["dinas"]),
    }  # fmt: skip


def _through(world: World) -> dict[str, Any]:
    over, running = _class(world, OVER), _class(world, RUNNING)
    paper = _first(TrainingCertificate, enrolment__batch=over)
    meeting = _first(TrainingSession, batch=running)
    done = {
        f"training:{name}:pk": over.pk for name in ("certificates", "certificate", "revoke", "print_class", "reopen")
    }
    seated = _pk(Enrolment, batch=running, state="enrolled")
    competent = _first(CompetenceCertificate, assessment__enrolment__batch=over)
    run = start_bulk(
        by=world.actor("admin-blk"), institution=world.institutions["blk"], kind="enrol", batches=[running], options={},
        now=world.now,
    )  # fmt: skip
    return done | {
        "training:run": run.pk, "training:statement": _pk("training.MarkStatement", session__batch=running),
        "training:material": _pk("training.Material", batch=running),
        "training:pk": running.pk, "training:enrolment": seated, "training:number": getattr(meeting, "number", 0),
        "training:reopen:enrolment": _pk(Enrolment, batch=over), "training:certificate_id": getattr(paper, "pk", 0),
        "training:come_back:enrolment": _pk(Enrolment, batch=running, state="left"),
        "training:proposal": _pk(TimetableProposal, centre=world.institutions["blk"]), "training:feed": "bukan-kunci",
        "training:report": _pk(LevyReport, batch__centre=world.institutions["blk"]),
        "training:application": _pk(Application, batch=running) or UUID(int=0),
        "training:code": getattr(paper, "code", ""), "verification:code": getattr(paper, "code", ""),
        "verification:form": "json", "api-1:id": getattr(paper, "code", ""), "api-1:kind": "training", "api-1:number": "0",
        "certification:of_class:pk": over.pk,
        "certification:assessment:pk": _pk(CompetencyAssessment, enrolment__batch=over),
        **{
            f"certification:{name}:pk": _pk(CompetencyAssessment, enrolment__batch=over)
            for name in ("own_word", "evidence", "repeat", "sheet", "mine", "appeal")
        },
        "certification:evidence_file:pk": _pk(AssessmentEvidence, assessment__enrolment__batch=over, file__isnull=False),
        **{
            f"certification:{name}:pk": _pk("certification.CertificationScheme", certifier=world.institutions["lsp"])
            for name in ("scheme", "change_scheme")
        },
        "certification:which": "peserta",
        "certification:answer:pk": _pk(AssessmentAppeal, assessment__enrolment__batch=over),
        "certification:certify:pk": _pk(
            CompetencyAssessment, enrolment__batch=over, verdict="competent", certificate__isnull=True
        ),
        "certification:pk": getattr(competent, "pk", 0), "certification:step": "tarik",
    }  # fmt: skip


def _papers(world: World) -> dict[str, Any]:
    over = _class(world, OVER)
    certificate = _first(TrainingCertificate, enrolment__batch=over, state="issued")
    opened = _first("papers.SampleLine", sample__mandate__giver=world.institutions["dinas"], openings__isnull=False)
    attached = evidence_of(opened.code, row_of(opened.code, over), over).attached
    return {
        "papers:mandate_id": opened.sample.mandate_id, "papers:sample_id": opened.sample_id, "papers:number": opened.number,
        "papers:file": attached[0].file.pk,
        "papers:pk": over.pk, "papers:kind": "report", "papers:version": 1,
        "papers:scan:kind": "attendance", "papers:code": f"P-{_pk(Enrolment, batch=over)}",
        "papers:competence:code": getattr(
            _first(CompetenceCertificate, assessment__enrolment__batch=over, on_behalf_of=None, state="valid"), "code", ""
        ),
        "papers:certificate:code": getattr(certificate, "code", ""),
        "papers:paper_id": _pk("papers.ClassPaper", batch=over, kind="report"),
        "papers:line_id": _pk("papers.SampleLine", batch=over, answer__isnull=False),
        "papers:read_answers:sample_id": _pk("papers.Sample", batch=over, sent_at__isnull=False),
    }  # fmt: skip


def _onward(world: World) -> dict[str, Any]:
    blk, dinas = world.institutions["blk"], world.institutions["dinas"]
    over = _class(world, OVER)
    follow_up = _pk("outcomes.FollowUp", enrolment__batch__centre=blk)
    group = _pk("ventures.BusinessGroup", office=dinas)
    visit = _pk("ventures.MonitoringVisit", group__office=dinas)
    referral = _pk("placement.Referral", person__home_regency=world.regency)
    placement = _pk("placement.Placement", person__home_regency=world.regency)
    on_referral = {f"placement:{name}:pk": referral for name in ("referral", "answer", "undo", "place_referred")}
    on_visit = {f"ventures:{name}:pk": visit for name in ("visit", "cancel")}
    return on_referral | on_visit | {
        "placement:pk": placement, "placement:token": "bukan-kunci",
        "ventures:pk": group, "ventures:member_id": _pk("ventures.GroupMember", group=group or None),
        "ventures:advice:pk": _pk("ventures.Advice", visit__group__office=dinas),
        "outcomes:pk": follow_up, "outcomes:class_list:pk": over.pk, "kabar:token": "bukan-kunci",
        "outcomes:attempt_id": _pk("outcomes.ContactAttempt", follow_up__enrolment__batch__centre=blk),
        "outcomes:statement_id": _pk("outcomes.OutcomeStatement", follow_up__enrolment__batch__centre=blk),
    }  # fmt: skip
