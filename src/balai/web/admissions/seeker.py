"""Applying, for whoever walks in: one question group a screen, then a code to keep."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from balai.admissions.actions.apply import apply_by_account
from balai.admissions.actions.together import apply_together
from balai.admissions.queries import other_open_classes
from balai.admissions.rules.claims import Claim, check_is_open, refusals
from balai.kernel.refusal import Refused
from balai.people.enums import Aim, Education, Sex
from balai.people.models import Person
from balai.planning.models import Batch
from balai.web.admissions import draft
from balai.web.admissions.forms import AccountForm, HomeForm, PaperForm, ReachForm, SendForm, StepForm, WhoForm
from balai.web.admissions.places import in_words, named, offered
from balai.web.forms.base import DAY_FIRST, show_refusal
from balai.web.request import PublicRequest

STEPS: tuple[type[StepForm], ...] = (WhoForm, PaperForm, HomeForm, ReachForm)
LAST = len(STEPS) + 1


def announced(pk: int) -> Batch:
    rows = Batch.objects.public().select_related("centre__region", "selector", "residents_of", "curriculum__programme")
    return get_object_or_404(rows, pk=pk)


@login_not_required
@never_cache
def apply(request: PublicRequest, pk: int, step: int = 0) -> HttpResponse:
    """Without a step: where they stopped."""
    batch = announced(pk)
    person = own_record(request)
    code = draft.sent_as(request, pk)
    if code and (step == LAST or (person is not None and request.method == "POST")):
        return redirect("admissions:status", code)  # sent again: the first answer did not reach them
    try:
        check_is_open(batch, timezone.now())
    except Refused as no:
        return closed(request, batch, no)
    if person is not None:
        return with_account(request, batch, person)
    said = draft.read(request, pk)
    reached = min(int(said.get("reached", 1)), LAST)
    if step > reached or (not step and reached > 1 and request.method != "POST"):
        return redirect("admissions:apply_step", pk, reached)
    step = step or 1
    if step == LAST:
        return send(request, batch, said)
    form = step_form(request, batch, step, said)
    if form.is_bound and form.is_valid():
        said |= form.cleaned_data | {"reached": max(reached, step + 1)}
        draft.write(request, pk, said)
        return redirect("admissions:apply_step", pk, LAST if reached == LAST else step + 1)
    context = {
        "batch": batch, "form": form, "step": step, "of": LAST, "back": back_to(batch, step), "is_home": step == 3,
        "asked": request.GET.get("cari", ""), "others": others_for(batch, form, said),
    }  # fmt: skip
    return render(request, "admissions/apply.html", context)


def step_form(request: PublicRequest, batch: Batch, step: int, said: draft.Said) -> StepForm:
    kind = STEPS[step - 1]
    extra: dict[str, Any] = {"batch": batch}
    if kind is PaperForm:
        extra |= {"born": read_day(said.get("birth_date", "")), "sex": said.get("sex", "")}
    if kind is HomeForm:
        chosen = str(request.POST.get("region_code", said.get("region_code", "")))
        places, region = offered(request.GET.get("cari", ""), batch, chosen)
        extra |= {"places": places, "region": region}
    return kind(request.POST if request.method == "POST" else None, initial=said, **extra)


def others_for(batch: Batch, form: StepForm, said: draft.Said) -> list[Batch]:
    """A rule said no: where else to go. Never to a class whose rule says the same."""
    if not form.refused_by_class:
        return []
    born = read_day(str(form.data.get("birth_date") or said.get("birth_date", "")))
    stated = str(form.data.get("education") or said.get("education", ""))
    education = stated if stated in Education.values else ""
    found = other_open_classes(batch, timezone.now(), limit=50)
    return [other for other in found if not any(refusals(other, born, education, None))][:3]


def back_to(batch: Batch, step: int) -> str:
    return f"/pelatihan/{batch.pk}/daftar/{step - 1}/" if step > 1 else f"/pelatihan/{batch.pk}/"


def read_day(written: str) -> date | None:
    for form in DAY_FIRST:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def send(request: PublicRequest, batch: Batch, said: draft.Said) -> HttpResponse:
    """The last screen: read it over, then send. The key in the draft makes a second press harmless."""
    form = SendForm(request.POST if request.method == "POST" else None)
    born = read_day(said["birth_date"])
    if born is None:
        return redirect("admissions:apply_step", batch.pk, 1)
    if form.is_bound and form.is_valid():
        claim = Claim(
            batch_id=batch.pk, key=said["key"], full_name=said["full_name"], birth_date=born,
            sex=said["sex"], nik=said["nik"], phone=said["phone"], region_code=said["region_code"],
            education=said["education"], aim=said["aim"], motivation=said["motivation"], consent=True,
        )  # fmt: skip
        try:
            application = apply_together(by=request.actor, claim=claim, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            draft.sent(request, batch.pk, application.code)
            return redirect("admissions:status", application.code)
    context = {
        "batch": batch, "form": form, "said": said, "step": LAST, "of": LAST, "back": back_to(batch, LAST),
        "sex": dict(Sex.choices).get(said["sex"]), "education": dict(Education.choices).get(said["education"]),
        "aim": dict(Aim.choices).get(said["aim"]), "home": in_words(said["region_code"]),
        "nik": f"•••• {said['nik'][-2:]}" if said["nik"] else "", "others": [],
    }  # fmt: skip
    return render(request, "admissions/send.html", context)


def own_record(request: PublicRequest) -> Person | None:
    """With the day of birth, which the rules of the class ask for."""
    user_id = request.actor.user_id
    if user_id is None:
        return None
    return Person.objects.visible_to(request.actor).live().filter(user_id=user_id, birth_date__isnull=False).first()


def with_account(request: PublicRequest, batch: Batch, person: Person) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None, initial={"aim": person.aim})
    said = draft.read(request, batch.pk)
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        try:
            application = apply_by_account(
                by=request.actor, batch_id=batch.pk, key=said["key"], aim=filled["aim"],
                motivation=filled["motivation"], consent=filled["consent"], now=timezone.now(),
            )  # fmt: skip
        except Refused as no:
            show_refusal(form, no)
        else:
            draft.sent(request, batch.pk, application.code)
            return redirect("admissions:status", application.code)
    else:
        draft.write(request, batch.pk, said)
    home = named(person.home_region.code) if person.home_region else None
    context = {"batch": batch, "form": form, "person": person, "home": home}
    return render(request, "admissions/apply_account.html", context)


def closed(request: PublicRequest, batch: Batch, no: Refused) -> HttpResponse:
    others = other_open_classes(batch, timezone.now())
    return render(request, "admissions/closed.html", {"batch": batch, "no": no, "others": others})
