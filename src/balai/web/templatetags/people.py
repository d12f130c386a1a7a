"""The lines of a list of people."""

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balai.kernel.formats import tanggal
from balai.people.models import Person
from balai.regions.models import Region

register = template.Library()

_LINE = (
    '<tr data-id="{pk}"><th scope="row"><a href="{url}">{name}</a></th><td data-h="{h_number}">{number}</td>'
    '<td data-h="{h_born}">{born}</td><td data-h="{h_lives}">{lives}</td>'
    '<td data-h="{h_registered}">{registered}</td></tr>'
)
_TAIL = '<span class="nowrap" aria-label="{0} {1}">••••{1}</span>'


@register.simple_tag
def people_lines(people: Iterable[Person]) -> SafeString:
    """Written here and not in a template: the list is opened all day, and a template takes four times as long."""
    heads = {
        "h_number": escape(_("NIK")), "h_born": escape(_("Lahir")), "h_lives": escape(_("Tempat tinggal")),
        "h_registered": escape(_("Terdaftar di")),
    }  # fmt: skip
    ends, by_themselves = escape(_("NIK berakhir")), escape(_("mendaftar sendiri"))
    unsaid = _muted(_("belum dikatakan"))
    places: dict[int, str] = {}
    return mark_safe("\n".join(
        _LINE.format(
            pk=p.pk, url=reverse("people:one", args=(p.pk,)), name=escape(p.full_name),
            number=_TAIL.format(ends, escape(p.nik_tail)) if p.nik_tail else _muted(p.get_nik_state_display()),
            born=escape(tanggal(p.birth_date)) if p.birth_date else unsaid,
            lives=_named(p.home_regency, places) if p.home_regency else unsaid,
            registered=escape(str(p.registered_by)) if p.registered_by else by_themselves, **heads,
        )
        for p in people
    ))  # fmt: skip


def _named(place: Region, places: dict[int, str]) -> str:
    """Most lines of a list name the same place."""
    if place.pk not in places:
        places[place.pk] = escape(str(place))
    return places[place.pk]


def _muted(words: object) -> str:
    return f'<span class="muted">{escape(str(words))}</span>'
