"""Forms of a living forum: who is asked to a meeting, who comes, what was written down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.agenda import Point
from balai.collaboration.actions.convene import Came, ConveningPlan
from balai.collaboration.enums import MeetingKind, Recurrence
from balai.collaboration.models import Invitation, Member
from balai.collaboration.queries.meetings import by_chair
from balai.kernel.registry import AgendaOffer
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm
from balai.web.training.forms import TimeField

FREE_LINES = 4
LISTED_LINES = 25


def _ticked(label: Any, choices: list[Any], **kwargs: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple, **kwargs
    )


def grouped(members: Sequence[Member]) -> list[Any]:
    """Choices by function of the network; a function nobody stands for is said on the chairs above the form."""
    return [(label, [(one.pk, one.name) for one in here]) for label, here in by_chair(members) if here]


class MeetingForm(OnceForm):
    """Day and hours in the zone of the body that keeps the forum."""

    title = forms.CharField(label=_("Nama rapat"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis rapat"), choices=MeetingKind.choices, initial=MeetingKind.COORDINATION)
    recurrence = forms.ChoiceField(label=_("Seberapa sering"), choices=Recurrence.choices, initial=Recurrence.ONCE)
    day = forms.DateField(label=_("Tanggal rapat"))
    starts = TimeField(label=_("Jam mulai"))
    ends = TimeField(label=_("Jam selesai"))
    ends_on = forms.DateField(
        label=_("Tanggal selesai"),
        required=False,
        help_text=_("isi hanya bila rapat lewat tengah malam atau lebih dari sehari"),
    )
    place = forms.CharField(label=_("Tempat"), max_length=300, required=False)
    join_url = forms.URLField(
        label=_("Tautan masuk, bila lewat daring"), required=False, assume_scheme="https",
        help_text=_("isi tempat, tautan, atau keduanya"),
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"] = _ticked(
            _("Pihak yang diundang"), grouped(members),
            help_text=_("menurut perannya dalam jejaring; lepaskan centang yang tidak diundang"),
            error_messages={"required": _("“Pihak yang diundang”: centang paling sedikit satu pihak.")},
        )  # fmt: skip
        self.known = {one.pk: one for one in members}

    def plan(self, zone: str, agenda: str = "") -> ConveningPlan:
        said = self.cleaned_data
        last: date = said["ends_on"] or said["day"]
        return ConveningPlan(
            title=said["title"], kind=said["kind"], recurrence=said["recurrence"], place=said["place"],
            join_url=said["join_url"], agenda=agenda,
            starts_at=datetime.combine(said["day"], said["starts"], ZoneInfo(zone)),
            ends_at=datetime.combine(last, said["ends"], ZoneInfo(zone)),
        )  # fmt: skip

    def asked(self) -> list[Member]:
        return [self.known[pk] for pk in self.cleaned_data["members"]]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("starts"), said.get("ends")
        if begins and ends and ends <= begins and not said.get("ends_on"):
            self.add_error(
                "ends",
                _("“Jam selesai” harus sesudah jam mulai. Bila rapat lewat tengah malam, isi juga tanggal selesainya."),
            )
        return said


def _offers_field(offers: Sequence[AgendaOffer]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Bahan dari catatan"), choices=[(one.key, one.text) for one in offers], required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("centang yang dibahas; kata-katanya tetap seperti sekarang"),
    )  # fmt: skip


def _own_field() -> forms.CharField:
    return forms.CharField(
        label=_("Butir agenda sendiri"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("satu butir satu baris"),
    )  # fmt: skip


def _points(offers: Mapping[str, AgendaOffer], ticked: Sequence[str], own: str) -> list[Point]:
    chosen = [offers[key] for key in ticked if key in offers]
    told = [Point(one.text, one.key, one.url, one.args) for one in chosen]
    return told + [Point(line) for line in own.splitlines() if line.strip()]


class NewMeetingForm(MeetingForm):
    """Also its agenda: what the rooms offer, and the secretary's own points."""

    def __init__(self, *args: Any, offers: Sequence[AgendaOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {one.key: one for one in offers}
        if offers:
            self.fields["offers"] = _offers_field(offers)
        self.fields["own"] = _own_field()

    def points(self) -> list[Point]:
        return _points(self.offers, self.cleaned_data.get("offers", []), self.cleaned_data["own"])


class AgendaForm(BalaiForm):
    """The standing points with their place, 0 to take one off; what is offered besides; own points at the end."""

    def __init__(self, *args: Any, standing: Sequence[Any], offers: Sequence[AgendaOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {row.pk: row for row in standing}
        for row in standing:
            self.fields[f"place_{row.pk}"] = forms.IntegerField(
                label=_("Urutan: %(text)s") % {"text": row.text}, min_value=0, max_value=99, initial=row.position,
                required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip
        there = {row.key for row in standing if row.key}
        self.offers = {one.key: one for one in offers if one.key not in there}
        if self.offers:
            self.fields["offers"] = _offers_field(list(self.offers.values()))
        self.fields["own"] = _own_field()

    def points(self) -> list[Point]:
        places = [(self.cleaned_data.get(f"place_{pk}") or 0, row) for pk, row in self.standing.items()]
        kept = [row for place, row in sorted(places, key=lambda one: (one[0], one[1].position)) if place]
        old = [Point(row.text, row.key, row.url, tuple(row.args)) for row in kept]
        return old + _points(self.offers, self.cleaned_data.get("offers", []), self.cleaned_data["own"])


class AnswerForm(BalaiForm):
    coming = forms.TypedChoiceField(
        label=_("Apakah Anda datang?"), choices=[("yes", _("Kami datang")), ("no", _("Kami tidak bisa datang"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Siapa yang datang, atau alasannya"), max_length=300, required=False,
        help_text=_("misalnya kepala bidang pelatihan; jabatan sudah cukup"),
    )  # fmt: skip

    def __init__(self, *args: Any, invitations: Sequence[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitations = {row.pk: row for row in invitations}
        choices = [(row.pk, row.member.name) for row in invitations]
        several = len(choices) > 1
        self.fields["invitation"] = forms.TypedChoiceField(
            label=_("Atas nama"), choices=choices, coerce=int, initial=choices[0][0],
            widget=forms.RadioSelect if several else forms.HiddenInput,
        )  # fmt: skip
        self.order_fields(["invitation", "coming", "note"])


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan dibatalkan"), max_length=300, help_text=_("dibaca semua yang diundang"))


class ComeForm(BalaiForm):
    """Whoever scanned the code on the wall says for whom they come."""

    member = forms.TypedChoiceField(label=_("Anda datang untuk"), coerce=int)
    name = forms.CharField(label=_("Nama Anda"), max_length=200)
    position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    mediated = forms.TypedChoiceField(
        label=_("Cara hadir"), choices=[("no", _("di tempat rapat")), ("yes", _("lewat daring"))], initial="no",
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [("", _("pilih lembaga")), *((one.pk, one.name) for one in members)]
        self.known = {one.pk: one for one in members}

    def came(self) -> tuple[Member, Came]:
        said = self.cleaned_data
        return self.known[said["member"]], Came(said["name"], said["position"], said["mediated"])


class ListForm(BalaiForm):
    """A line for each party asked that is not on the list yet, and some for whoever else came. Empty lines are nobody."""

    def __init__(self, *args: Any, missing: Sequence[Member], members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in members}
        self.keys: list[tuple[str, Member | None]] = [(f"p{one.pk}", one) for one in missing[:LISTED_LINES]]
        self.keys += [(f"n{number}", None) for number in range(1, FREE_LINES + 1)]
        choices = [("", _("pilih pihak")), *((one.pk, one.name) for one in members)]
        for key, member in self.keys:
            if member is None:
                self.fields[f"{key}_member"] = forms.TypedChoiceField(
                    label=_("Pihak"), choices=choices, coerce=int, required=False, empty_value=None
                )
            self.fields[f"{key}_name"] = forms.CharField(label=_("Nama yang hadir"), max_length=200, required=False)
            self.fields[f"{key}_position"] = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
            self.fields[f"{key}_mediated"] = forms.BooleanField(label=_("lewat daring"), required=False)

    def lines(self) -> list[tuple[Any, list[Any]]]:
        """(party or nothing, bound fields), for drawing."""
        parts = ("member", "name", "position", "mediated")
        return [
            (member, [self[f"{key}_{part}"] for part in parts if f"{key}_{part}" in self.fields])
            for key, member in self.keys
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        filled = [key for key, _member in self.keys if said.get(f"{key}_name")]
        for key, member in self.keys:
            if key in filled and member is None and not said.get(f"{key}_member"):
                self.add_error(
                    f"{key}_member", _("“Pihak”: pilih pihak yang diwakili %(name)s.") % {"name": said[f"{key}_name"]}
                )
        if not filled and not self.errors:
            raise ValidationError(_("Belum ada nama yang diisi. Tulis paling sedikit satu nama, lalu simpan."))
        return said

    def came(self) -> list[tuple[Member, Came]]:
        said, found = self.cleaned_data, []
        for key, member in self.keys:
            if said.get(f"{key}_name"):
                who = member or self.known[said[f"{key}_member"]]
                found.append((who, Came(said[f"{key}_name"], said[f"{key}_position"], said[f"{key}_mediated"])))
        return found


class MinutesForm(BalaiForm):
    """seen: by which the verb knows whether somebody else has written meanwhile."""

    minutes = forms.CharField(
        label=_("Notulen"), max_length=60_000, required=False, widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("apa yang dibahas dan disepakati, menurut butir agenda; simpan sesering Anda mau"),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class WordForm(BalaiForm):
    """What a party says of the version it has read."""

    agrees = forms.TypedChoiceField(
        label=_("Jawaban Anda"), choices=[("yes", _("Setuju, isinya benar")), ("no", _("Keberatan"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Bagian yang keberatan dan bagaimana seharusnya"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in members}
        several = len(members) > 1
        self.fields["member"] = forms.TypedChoiceField(
            label=_("Atas nama"), choices=[(one.pk, one.name) for one in members], coerce=int,
            initial=members[0].pk if members else None, widget=forms.RadioSelect if several else forms.HiddenInput,
        )  # fmt: skip
        self.order_fields(["member", "agrees", "text", "version"])


class ForumForm(OnceForm):
    owner = forms.TypedChoiceField(label=_("Lembaga yang memelihara forum ini"), coerce=int)
    title = forms.CharField(label=_("Nama forum"), max_length=200)

    def __init__(self, *args: Any, offices: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [(row.pk, row.name) for row in offices]
