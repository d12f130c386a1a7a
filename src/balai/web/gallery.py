"""The gallery: every component with its full, long, empty and wrong state, for those who build pages."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from balai.web import gallery_rows as rows
from balai.web.gallery_forms import ApplyForm, FileForm, FilterForm, QuestionForm

WRONG = {"full_name": "", "phone": "0812-0000-0000", "birth_date": "2001/8/17", "education": "sma"}
UBIN_KEY = (("yes", _("ada UPTP")), ("no", _("belum ada UPTP")), ("unknown", _("belum ada data 2020")))


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Public and read-only: invented rows, nothing of the database."""
    shown: dict[str, Any] = {
        "work": rows.work(),
        "road": rows.road(),
        "long_road": rows.long_road(),
        "promises": rows.promises(),
        "seats": rows.seats(),
        "findings": rows.findings(),
        "tiles": rows.tiles(),
        "ubin_key": UBIN_KEY,
        "answer": rows.answer(),
        "columns": rows.columns(),
        "table": rows.table(),
        "form": ApplyForm(prefix="kosong"),
        "wrong_form": ApplyForm(WRONG),
        "filter_form": FilterForm({"field": "garmen"}),
        "filter_chips": [(_("Kejuruan: Garmen"), "?")],
        "question": QuestionForm(),
        "file_form": FileForm(),
        "crumbs": [(_("Meja"), "#isi"), (_("Kelas"), "#isi")],
        "tabs": [(_("Peserta"), "#tab", True), (_("Pertemuan"), "#tab", False), (_("Hasil"), "#tab", False)],
        "moment": datetime(2026, 11, 24, 1, 5, tzinfo=UTC),
    }
    return render(request, "web/gallery.html", shown)
