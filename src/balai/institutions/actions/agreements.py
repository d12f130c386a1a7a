"""What bodies agreed or were told in writing: regulations, memoranda, programmes, operating guides."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.institutions.actions.facilities import locked_for_edit
from balai.institutions.models import Agreement, AgreementParty, Institution, Mandate
from balai.institutions.rules.authority import may_edit
from balai.institutions.rules.partial_dates import read_end, read_start
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """valid_from_text, valid_to_text: as the source says them, kept so."""

    kind: str
    title: str
    number: str = ""
    valid_from_text: str = ""
    valid_to_text: str = ""
    source: str = ""
    code: str = ""
    note: str = ""
    scan: StoredFile | None = None
    version_of: Agreement | None = None


def save_agreement(
    *,
    by: Actor,
    kept_by: Institution | None,
    facts: AgreementFacts,
    parties: Iterable[Institution],
    agreement_id: int | None = None,
) -> Agreement:
    """kept_by: the body that enters it; it is a party unless it is a regulation. Raises Refused."""
    with transaction.atomic():
        if agreement_id is None:
            agreement = Agreement(kept_by=kept_by)
        else:
            agreement = Agreement.objects.select_for_update(of=("self",)).select_related("kept_by__region").get(
                pk=agreement_id
            )  # fmt: skip
        _check_may_keep(by, agreement.kept_by)
        _apply(agreement, facts)
        wanted = {p.pk: p for p in parties}
        agreement.parties.exclude(institution_id__in=wanted).delete()
        AgreementParty.objects.bulk_create(
            (AgreementParty(agreement=agreement, institution=p) for p in wanted.values()), ignore_conflicts=True
        )
        record(by, "institutions.save_agreement", agreement, kind=agreement.kind, parties=sorted(wanted))
    return agreement


def state_mandate(
    *, by: Actor, institution_id: int, text: str, legal_basis: str = "", mandate_id: int | None = None
) -> Mandate:
    with transaction.atomic():
        institution = locked_for_edit(by, institution_id)
        if not text.strip():
            raise Refused("text_missing", _("Tugas dan fungsi belum diisi."), "text")
        mandate = Mandate(institution=institution) if mandate_id is None else institution.mandates.get(pk=mandate_id)
        mandate.text, mandate.legal_basis = text.strip(), legal_basis.strip()
        mandate.save()
        record(by, "institutions.state_mandate", mandate, institution=institution_id)
    return mandate


def _check_may_keep(by: Actor, kept_by: Institution | None) -> None:
    allowed = by.system if kept_by is None else by.may(Permission.AGREEMENT_EDIT, kept_by.pk) or may_edit(by, kept_by)
    if not allowed:
        raise Refused("may_not_keep", _("Perjanjian ini hanya bisa diubah oleh lembaga yang mencatatnya."))


def _apply(agreement: Agreement, facts: AgreementFacts) -> None:
    if not facts.title.strip():
        raise Refused("title_missing", _("Judul belum diisi."), "title")
    for name in facts.__slots__:
        if name != "scan" or facts.scan is not None:
            setattr(agreement, name, getattr(facts, name))
    agreement.valid_from = read_start(facts.valid_from_text, "valid_from_text")
    agreement.valid_to = read_end(facts.valid_to_text, "valid_to_text")
    if agreement.valid_from and agreement.valid_to and agreement.valid_to < agreement.valid_from:
        raise Refused(
            "period_reversed", _("Berakhir sebelum mulai berlaku. Perbaiki salah satu tanggalnya."), "valid_to_text"
        )
    agreement.save()
