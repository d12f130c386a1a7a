"""A researcher's bench: what a study of one period keeps. Nothing on it is evidence of the forum until it comes as a case workbook."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import SourceKind
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.documents.models import StoredFile
from balai.institutions.enums import Sector
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose

M = TypeVar("M", bound=models.Model)


class BenchQuerySet(models.QuerySet["Bench"]):
    def visible_to(self, actor: Actor) -> Self:
        """Researchers of the body that keeps it, as long as they may read the collaboration."""
        return self.filter(
            institution_id__in=actor.institutions_with(Permission.BENCH_EDIT),
            period__collaboration__in=Collaboration.objects.visible_to(actor),
        )


BenchManager = models.Manager.from_queryset(BenchQuerySet)


class Bench(models.Model):
    """One body's study of one period. Sources, informants and quotations on it are known by a code."""

    PRIVACY = Privacy(impersonal=("at", "by"))

    period = models.ForeignKey(Period, models.PROTECT, related_name="benches")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="benches")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    objects = BenchManager()

    class Meta:
        verbose_name_plural = "benches"
        constraints = [models.UniqueConstraint(fields=["period", "institution"], name="bench_once")]

    def __str__(self) -> str:
        return f"{self.institution_id} on {self.period_id}"


class OnBenchQuerySet(models.QuerySet[M]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(bench__in=Bench.objects.visible_to(actor))


class OnBench(models.Model):
    """A row of a bench. client_id: of the page it was written on."""

    bench = models.ForeignKey(Bench, models.PROTECT, related_name="%(class)s_rows")
    code = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["bench", "code"], name="%(class)s_code_once")]

    def __str__(self) -> str:
        return self.code


class SourceQuerySet(OnBenchQuerySet["BenchSource"]):
    """What stands on benches the actor works at."""


SourceManager = models.Manager.from_queryset(SourceQuerySet)


class BenchSource(OnBench):
    """dated: 2019, 2019-09 or 2019-09-10. kept_at: archive, shelf, address. pages: which pages were read."""

    PRIVACY = Privacy(impersonal=("code", "title", "dated", "kept_at", "pages", "at", "by"))

    kind = models.CharField(max_length=20, choices=SourceKind)
    title = models.CharField(max_length=300)
    dated = models.CharField(max_length=10, blank=True)
    kept_at = models.CharField(max_length=300, blank=True)
    pages = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SourceManager()

    class Meta(OnBench.Meta):
        pass


class InformantQuerySet(OnBenchQuerySet["Informant"]):
    """What stands on benches the actor works at."""


InformantManager = models.Manager.from_queryset(InformantQuerySet)


class Informant(OnBench):
    """Never a name: a code, a type of actor and a role in words. member: the party of the period they speak of."""

    PRIVACY = Privacy(personal={"role": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("code", "at", "by"))

    sector = models.CharField(max_length=16, choices=Sector)
    role = models.CharField(max_length=160)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InformantManager()

    class Meta(OnBench.Meta):
        pass


class RoundQuerySet(OnBenchQuerySet["CodingRound"]):
    """What stands on benches the actor works at."""


RoundManager = models.Manager.from_queryset(RoundQuerySet)


class CodingRound(models.Model):
    """Quotations that two coders code without seeing each other. compared_at: both had said they are done."""

    PRIVACY = Privacy(impersonal=("at", "by", "compared_at"))

    bench = models.ForeignKey(Bench, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    compared_at = models.DateTimeField(null=True, blank=True)

    objects = RoundManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bench", "number"], name="coding_round_number_once"),
            models.UniqueConstraint(
                fields=["bench"], condition=Q(compared_at__isnull=True), name="one_open_coding_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bench_id} round {self.number}"


class QuotationQuerySet(OnBenchQuerySet["Quotation"]):
    """What stands on benches the actor works at."""


QuotationManager = models.Manager.from_queryset(QuotationQuerySet)


class Quotation(OnBench):
    """place: where in the source. round: the one it was coded in, empty before."""

    PRIVACY = Privacy(impersonal=("code", "place", "text", "at", "by"))

    source = models.ForeignKey(BenchSource, models.PROTECT, related_name="quotations")
    place = models.CharField(max_length=120)
    informant = models.ForeignKey(Informant, models.PROTECT, null=True, blank=True, related_name="quotations")
    text = models.TextField()
    round = models.ForeignKey(CodingRound, models.PROTECT, null=True, blank=True, related_name="quotations")

    objects = QuotationManager()

    class Meta(OnBench.Meta):
        pass


class CoderSeat(models.Model):
    """One of the two places of a round. left_at: somebody else took the place; what was coded there is shown to nobody again."""

    PRIVACY = Privacy(impersonal=("began_at", "done_at", "left_at", "because"))

    round = models.ForeignKey(CodingRound, models.PROTECT, related_name="seats")
    place = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place"], condition=Q(left_at__isnull=True), name="coder_place_once"
            ),
            models.UniqueConstraint(fields=["round", "user"], name="coder_once_a_round"),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="coder_place_one_or_two"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(left_at__isnull=True), name="done_coder_stays"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} place {self.place}"
