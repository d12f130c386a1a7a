"""The list of guides, one guide, and how to practise."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

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
    return render(request, "guides/one.html", {"guide": found, "picture": pictured})


@login_not_required
def practice(request: PublicRequest) -> HttpResponse:
    return render(request, "guides/practice.html", {"guides": GUIDES, "is_demonstration": settings.BALAI_DEMONSTRATION})
