"""The list of guides, one guide, and how to practise."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.accounts.queries import find_by_login
from balai.web.accounts.adapter import AccountAdapter
from balai.web.guides.practice import PRACTISED, practice_address
from balai.web.guides.shape import Guide
from balai.web.guides.shelf import GUIDES, picture_file
from balai.web.request import PublicRequest


@login_not_required
def guides(request: PublicRequest) -> HttpResponse:
    return render(request, "guides/list.html", {"guides": GUIDES})


@login_not_required
def guide(request: PublicRequest, slug: str) -> HttpResponse:
    found = next((known for known in GUIDES if known.slug == slug), None)
    if found is None:
        raise Http404(_("Tidak ada panduan dengan nama itu."))
    file = picture_file(slug)
    pictured = file if finders.find(file) else ""
    context = {"guide": found, "picture": pictured, "practise": practice_address(found.account)}
    return render(request, "guides/one.html", context)


@login_not_required
def practice(request: PublicRequest) -> HttpResponse:
    doors = [(guide, practice_address(guide.account)) for guide in GUIDES]
    is_demo = settings.BALAI_DEMONSTRATION
    context = {"doors": doors, "is_demonstration": is_demo, "is_practice": settings.BALAI_PRACTICE}
    return render(request, "guides/practice.html", context)


@login_not_required
@never_cache
def enter(request: PublicRequest, account: str) -> HttpResponse:
    """Sit down in an invented person's place. Only where everybody is invented; elsewhere there is no such page."""
    user = find_by_login(account) if settings.BALAI_DEMONSTRATION and account in PRACTISED else None
    if user is None:
        raise Http404(_("Halaman ini hanya ada di ruang latihan."))
    if request.method == "POST":
        logout(request)
        AccountAdapter(request).login(request, user)
        return redirect("desk")
    return render(request, "guides/enter.html", {"holder": user, "guide": _guide_for(account)})


def _guide_for(account: str) -> Guide | None:
    return next((guide for guide in GUIDES if guide.account == account), None)
