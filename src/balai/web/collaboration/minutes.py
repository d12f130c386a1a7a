"""Minutes: written in the meeting, answered by who came, closed; and what two writers at once see of each other."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.accounts.queries import names_of
from balai.collaboration.actions.minutes import answer_minutes, close_minutes, keep_minutes, send_minutes
from balai.collaboration.enums import ConveningState as S
from balai.collaboration.models import Convening, MinutesWord
from balai.collaboration.queries.convening import parties_silent, with_writer
from balai.collaboration.rules.convening import digest_of
from balai.kernel.formats import waktu
from balai.kernel.refusal import Refused
from balai.web.collaboration.addenda import addenda_shown
from balai.web.collaboration.forms_meetings import MinutesForm, WordForm
from balai.web.collaboration.found import came_and_mine, inside, kept_meeting, opened_meeting
from balai.web.collaboration.meetings import READS
from balai.web.forms.base import attempt, done
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@permitted(*READS)
def minutes(request: DeskRequest, pk: int) -> HttpResponse:
    """For who keeps the forum a page to write on; for a party what was sent, and its answer."""
    row = opened_meeting(request, pk)
    context = inside(request, row, _("Notulen"))
    writes = context["keeps"] and row.state in (S.PLANNED, S.HELD, S.CONFIRMING)
    if request.method == "POST" and not writes:
        raise Http404
    if row.minutes_version == 0 and not context["keeps"]:
        return render(request, "collaboration/minutes.html", context | {"unsent": True})
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=_start(row)) if writes else None
    if form is not None and form.is_valid():
        kept = attempt(form, lambda: _keep(request, row, form))
        if kept is not None:
            sent = kept.state == S.CONFIRMING
            messages.success(request, _("Notulen dikirim ke yang hadir.") if sent else _("Notulen disimpan."))
            return redirect("collaboration:minutes", pk)
    return render(
        request,
        "collaboration/minutes.html",
        context | _answers(request, row) | {"form": form, "theirs": _theirs(row, form)},
    )


def _start(row: Convening) -> dict[str, str]:
    """An empty page has the points of the agenda as its headings."""
    headings = "\n\n\n".join(f"{point.position}. {point.text}" for point in row.points.order_by("position"))
    return {"minutes": row.minutes or headings, "seen": digest_of(row.minutes)}


def _theirs(row: Convening, form: MinutesForm | None) -> str:
    """What somebody else has saved meanwhile. The next save is meant against it, so the form carries its mark."""
    if form is None or "minutes" not in form.errors:
        return ""
    form.data = {**form.data.dict(), "seen": digest_of(row.minutes)}  # type: ignore[attr-defined]  # a QueryDict
    return row.minutes


def _keep(request: DeskRequest, row: Convening, form: MinutesForm) -> Convening:
    text, seen = form.cleaned_data["minutes"], form.cleaned_data["seen"] or None
    if "send" in request.POST or row.state == S.CONFIRMING:
        return send_minutes(by=request.actor, convening=row, text=text, now=timezone.now(), seen=seen)
    return keep_minutes(by=request.actor, convening=row, text=text, seen=seen)


def _answers(request: DeskRequest, row: Convening) -> dict[str, object]:
    words = list(with_writer(row.words.select_related("member")).order_by("-version", "member__name", "pk"))
    now = [word for word in words if word.version == row.minutes_version]
    asked = row.state == S.CONFIRMING
    silent = parties_silent(row) if row.minutes_version else []
    mine = came_and_mine(request, row) if asked else []
    said = {word.member_id for word in now}
    return addenda_shown(request, row) | {
        "words": now, "earlier": [w for w in words if w.version != row.minutes_version and not w.agrees], "silent": silent,
        "own": mine, "said": said, "closed_by": names_of([row.closed_by]).get(row.closed_by, "") if row.closed_by else "",
        "word_form": WordForm(members=mine, initial={"version": row.minutes_version}, auto_id="kata_%s") if mine else None,
    }  # fmt: skip


@require_POST
@permitted(P.COLLABORATION_SPEAK)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    row = opened_meeting(request, pk)
    own = came_and_mine(request, row)
    if not own:
        raise Http404
    form = WordForm(request.POST, members=own, auto_id="kata_%s")
    if form.is_valid() and done(form, lambda: _answer(request, row, form)):
        messages.success(request, _("Jawaban Anda tercatat. Anda bisa mengubahnya sampai notulen ditutup."))
        return redirect("collaboration:minutes", pk)
    context = inside(request, row, _("Notulen")) | _answers(request, row) | {"word_form": form}
    return render(request, "collaboration/minutes.html", context)


def _answer(request: DeskRequest, row: Convening, form: WordForm) -> MinutesWord:
    said = form.cleaned_data
    return answer_minutes(
        by=request.actor, convening=row, member=form.known[said["member"]], version=said["version"],
        agrees=said["agrees"], text=said["text"], now=timezone.now(),
    )  # fmt: skip


@require_POST
@permitted(P.COLLABORATION_EDIT)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Of two secretaries one closes; the other is told who did."""
    row = kept_meeting(request, pk)
    version = request.POST.get("version", "")
    now = timezone.now()
    try:
        closed = close_minutes(by=request.actor, convening=row, version=int(version) if is_id(version) else 0, now=now)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("collaboration:minutes", pk)
    if closed.closed_at == now:
        messages.success(request, _("Notulen ditutup. Isinya tidak bisa diubah lagi."))
    else:
        who = names_of([closed.closed_by]).get(closed.closed_by, closed.closed_by)
        told = {"who": who, "when": waktu(closed.closed_at or now, timezone.get_current_timezone())}
        messages.info(request, _("Notulen ini sudah ditutup oleh %(who)s, %(when)s.") % told)
    return redirect("collaboration:minutes", pk)
