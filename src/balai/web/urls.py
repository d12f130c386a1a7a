"""Pages, room by room along the street."""

from django.urls import URLPattern, URLResolver, include, path

from balai.web.institutions.invitation import invitation
from balai.web.institutions.proxy import stop as stop_acting
from balai.web.language import choose_language
from balai.web.privacy.public import privacy, robots
from balai.web.training.levy import report_by_code
from balai.web.verification.offline import did, keys

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("balai.web.desk.urls")),
    path("lembaga/", include("balai.web.institutions.urls")),
    path("lembaga-diwakili/berhenti/", stop_acting, name="stop_acting"),
    path("undangan/<str:secret>/", invitation, name="invitation"),
    path("impor/lembaga/", include("balai.web.institutions.import_urls")),
    path("impor/kasus/", include("balai.web.collaboration.import_urls")),
    path("kerja-sama/", include("balai.web.collaboration.urls")),
    path("data/", include("balai.web.insights.urls")),
    path("aturan/", include("balai.web.parameters.urls")),
    path("", include("balai.web.accounts.urls")),
    path("audit/", include("balai.web.audit.urls")),
    path("privasi/", privacy, name="privacy"),
    path("robots.txt", robots, name="robots"),
    path("", include("balai.web.people.urls")),
    path("", include("balai.web.demand.urls")),
    path("", include("balai.web.funding.urls")),
    path("", include("balai.web.programmes.urls")),
    path("", include("balai.web.planning.urls")),
    path("konseling/", include("balai.web.counselling.urls")),
    path("", include("balai.web.admissions.urls")),
    path("pendaftaran/<str:code>/lapor-pungutan/", report_by_code, name="report_levy_by_code"),
    path("galeri/", include("balai.web.gallery_urls")),
    path("panduan/", include("balai.web.guides.urls")),
    path("kelas/", include("balai.web.training.urls")),
    path("", include("balai.web.certification.urls")),
    path("verifikasi/", include("balai.web.verification.urls")),
    path(".well-known/did.json", did, name="did"),
    path(".well-known/balai-keys.json", keys, name="issuer_keys"),
    path("", include("balai.web.papers.urls")),
    path("", include("balai.web.placement.urls")),
    path("", include("balai.web.ventures.urls")),
    path("tindak-lanjut/", include("balai.web.outcomes.urls")),
    path("kabar/", include("balai.web.outcomes.own_urls")),
    path("", include("balai.web.offline.urls")),
    path("bahasa/", choose_language, name="set_language"),
]
