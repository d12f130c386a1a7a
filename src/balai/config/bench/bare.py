"""The peer of the page: what Django itself needs for a session, a user and ten rows of the same query."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from balai.config.bench.prepare import TEN
from balai.people.models import Person

_PAGE = Engine(libraries={}).from_string(
    """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Orang</title></head><body>
<p>{{ user.username }}</p><h1>Orang</h1>
<table><thead><tr><th>Nama</th><th>NIK</th><th>Lahir</th><th>Tempat tinggal</th><th>Terdaftar di</th></tr></thead><tbody>
{% for p in rows %}<tr><th><a href="{% url 'one' p.pk %}">{{ p.full_name }}</a></th><td>{{ p.nik_tail }}</td>
<td>{{ p.birth_date|date:"d-m-Y" }}</td><td>{{ p.home_regency }}</td><td>{{ p.registered_by }}</td></tr>{% endfor %}
</tbody></table></body></html>"""
)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    key = TEN.casefold()
    rows = Person.objects.filter(name_key__gte=key, name_key__lt=key + "\U0010ffff", merged_into=None, erased_at=None)
    ten = rows.select_related("home_regency", "registered_by").order_by("name_key", "pk")[:10]
    return HttpResponse(_PAGE.render(Context({"rows": ten, "user": request.user})))


urlpatterns = [path("orang/", people), path("orang/<uuid:person_id>/", people, name="one")]
