"""What became of graduates, for everybody: the published indicator drawn as three parts."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.insights.employment import employment as read
from balai.web.parts import Words
from balai.web.request import PublicRequest

BY: dict[str, Words] = {
    "whole": gettext_lazy("Semua"),
    "centre": gettext_lazy("Balai pelatihan"),
    "field": gettext_lazy("Kejuruan"),
    "fund_source": gettext_lazy("Sumber dana"),
    "regency": gettext_lazy("Kabupaten/kota"),
    "year": gettext_lazy("Tahun selesai"),
}


@login_not_required
def employment(request: PublicRequest) -> HttpResponse:
    """?by, ?wave: as in the interface at /api/v1/indicators/employment."""
    by = request.GET.get("by", "whole")
    by = by if by in BY else "whole"
    found = read({"by": by, "wave": request.GET.get("wave", "")})
    wave = found.metadata["wave_months"]
    shown = {
        "found": found,
        "whole": by == "whole",
        "tabs": [(label, f"?{urlencode({'by': name, 'wave': wave})}", name == by) for name, label in BY.items()],
        "waves": [
            (_("Bulan ke-%(wave)s") % {"wave": w}, f"?{urlencode({'by': by, 'wave': w})}", w == wave)
            for w in found.metadata["waves"]
        ],
        "query": urlencode({"by": by, "wave": wave}),
    }
    return render(request, "insights/employment.html", shown)
