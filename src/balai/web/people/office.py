"""People as an officer sees them: find, register, the person's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.kernel.clock import age_on
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.people.actions.inclusion import set_inclusion
from balai.people.actions.register import register_person
from balai.people.actions.sealing import AlreadyRegistered
from balai.people.models import DuplicatePair
from balai.people.queries.consents import asked_of, needs_guardian
from balai.people.queries.lists import ListScope, as_listed, people_in, people_with, regencies_of, scopes
from balai.people.queries.page import inclusion_of, papers_of, who_sees
from balai.people.rules.authority import may_on
from balai.people.rules.phones import e164
from balai.web.forms.base import show_refusal
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.people.common import office_of, seen_person, steps_of
from balai.web.people.forms import STEPS, PersonForm, SearchForm, drawn_search
from balai.web.request import DeskRequest


@permitted(Permission.PERSON_READ)
def people(request: DeskRequest) -> HttpResponse:
    """?tab, ?kab (regency), ?nama (beginning of the name), ?sesudah (cursor). Numbers are searched by POST only."""
    regencies = regencies_of(request.actor)
    mine = scopes(request.actor, regencies)
    scope = next((s for s in mine if s.tab == request.GET.get("tab")), mine[0] if mine else None)
    chosen = next((r for r in regencies if str(r.pk) == request.GET.get("kab")), regencies[0] if regencies else None)
    if scope is not None and scope.tab == "wilayah" and chosen is not None:
        scope = ListScope("wilayah", regency=chosen.pk)
    prefix = request.GET.get("nama", "")[:80]
    page = None
    if scope is not None:
        rows = as_listed(people_in(request.actor, scope, prefix))
        page = keyset_page(rows, ["name_key", "pk"], request.GET.get("sesudah"))
    kept = {
        "tab": scope.tab if scope else "",
        "nama": prefix,
        "kab": chosen.pk if chosen and len(regencies) > 1 else "",
    }
    context = {
        "tabs": [(_tab_name(s), f"?tab={s.tab}", s == scope or (scope is not None and s.tab == scope.tab)) for s in mine],
        "rows": page.rows if page else [], "prefix": prefix, "form": drawn_search(get_language()),
        "older": f"?{urlencode(kept | {'sesudah': page.next})}" if page and page.next else "",
        "newer": "" if page is None or page.first else f"?{urlencode(kept)}",
        "regencies": regencies if scope and scope.tab == "wilayah" and len(regencies) > 1 else [], "chosen": chosen,
        "may_register": bool(request.actor.institutions_with(Permission.PERSON_EDIT)),
        "may_import": bool(request.actor.institutions_with(Permission.PERSON_IMPORT)),
        "may_merge": request.actor.has(Permission.PERSON_MERGE), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "people/list.html", context)


@permitted(Permission.PERSON_READ)
@require_POST
def search(request: DeskRequest) -> HttpResponse:
    """One box: the beginning of a name, a phone, or a NIK. A number never gets into an address."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "people/found.html", {"form": form, "rows": []})
    written = form.cleaned_data["written"]
    digits = "".join(c for c in written if c.isdigit())
    if len(digits) == 16 and not any(c.isalpha() for c in written):
        rows = people_with(request.actor, nik=digits)
    elif e164(written):
        rows = people_with(request.actor, phone=e164(written))
    else:
        return redirect(f"{reverse('people:list')}?{urlencode({'nama': written})}")
    if len(rows) == 1:
        return redirect("people:one", rows[0].pk)
    return render(request, "people/found.html", {"form": SearchForm(), "rows": rows, "today": timezone.localdate()})


@permitted(Permission.PERSON_EDIT)
def register(request: DeskRequest) -> HttpResponse:
    """Assisted registration, one group of questions a screen; earlier answers travel as hidden fields of the POST."""
    office = office_of(request, Permission.PERSON_EDIT)
    posted = request.method == "POST"
    number = min(max(_number(request.POST.get("step"), 1), 1), len(STEPS)) if posted else 1
    form = PersonForm(request.POST if posted else None)
    context: dict[str, Any] = {"office": office}
    if posted and "back" in request.POST:
        number, form = max(number - 1, 1), PersonForm(initial=_written(request))
    elif posted:
        wrong = [n for n, (_title, names) in enumerate(STEPS[:number], start=1) if set(names) & set(form.errors)]
        if wrong:
            number = wrong[0]
        elif number < len(STEPS):
            number, form = number + 1, PersonForm(initial=_written(request))
        else:
            saved = _save(request, form, office, context)
            if saved is not None:
                return saved
            number = _step_of(form)
    title, names = STEPS[number - 1]
    shown, hidden = [form[name] for name in names], [f for f in form if f.name not in names]
    context |= {"form": form, "shown": shown, "hidden": _hidden(request, hidden), "title": title, "number": number}
    return render(request, "people/register.html", context | {"of": len(STEPS), "last": number == len(STEPS)})


@permitted(Permission.PERSON_READ)
def person(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id)
    if one.merged_into_id is not None:
        messages.info(request, _("Catatan ini sudah digabung. Ini catatan yang dipakai sekarang."))
        return redirect("people:one", one.merged_into_id)
    today = timezone.localdate()
    pairs = DuplicatePair.objects.visible_to(request.actor).open()
    context = {
        "person": one, "age": age_on(one.birth_date, today) if one.birth_date else None, "today": today,
        "road": steps_of(request, one), "inclusion": inclusion_of(one), "seen_by": who_sees(one), "papers": papers_of(one),
        "consents": asked_of(one, today), "guardian_missing": needs_guardian(one, today),
        "pairs": list((pairs.filter(first=one) | pairs.filter(second=one))[:3]),
        "may_edit": may_on(request.actor, Permission.PERSON_EDIT, one),
        "may_counsel": may_on(request.actor, Permission.COUNSEL, one),
        "may_refer": may_on(request.actor, Permission.REFER, one),
        "may_reveal": bool(one.nik_tail) and may_on(request.actor, Permission.PERSON_REVEAL, one),
    }  # fmt: skip
    return render(request, "people/person.html", context)


def _tab_name(scope: ListScope) -> str:
    names = {"wilayah": _("Di wilayah kami"), "terdaftar": _("Terdaftar di kami"), "dampingan": _("Kami dampingi")}
    return names[scope.tab]


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and is_id(written) and len(written) < 4 else otherwise


def _written(request: DeskRequest) -> dict[str, Any]:
    """What was typed so far, as initial values: errors of later steps are not shown before their turn."""
    lists = ("adjustments", "disabilities", "groups")
    return {
        name: request.POST.getlist(name) if name in lists else request.POST.get(name, "")
        for name in PersonForm.base_fields
    }


def _hidden(request: DeskRequest, fields: list[Any]) -> list[tuple[str, str]]:
    return [(f.name, value) for f in fields for value in request.POST.getlist(f.name)]


def _step_of(form: PersonForm) -> int:
    return next((n for n, (_t, names) in enumerate(STEPS, start=1) if set(names) & set(form.errors)), len(STEPS))


def _save(request: DeskRequest, form: PersonForm, office: Any, context: dict[str, Any]) -> HttpResponse | None:
    now = timezone.now()
    try:
        done = register_person(by=request.actor, details=form.details(), institution=office, now=now)
    except AlreadyRegistered as no:
        show_refusal(form, no)
        context["known"] = no.person_id
        return None
    except Refused as no:
        show_refusal(form, no)
        return None
    said = form.cleaned_data
    set_inclusion(
        by=request.actor, person=done.person, adjustments=said["adjustments"], disabilities=said["disabilities"],
        groups=said["groups"], now=now,
    )  # fmt: skip
    messages.success(request, _("%(name)s sudah terdaftar.") % {"name": done.person.full_name})
    for remark in done.warnings:
        messages.warning(request, str(remark.sentence))
    return redirect("people:one", done.person.pk)
