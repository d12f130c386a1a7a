"""What a competence certificate issued here says beside its own columns, as it stood on the day of issue."""

from typing import Any

from balai.certification.models import CertificationScheme, CompetenceCertificate
from balai.training.queries.stated import FROM_TODAY, address_line


def stated_of(paper: CompetenceCertificate, signatory: str = "", manager: str = "") -> dict[str, Any]:
    """The shape of CompetenceCertificate.content: holder, issuer with address and town, scheme with code and field, units
    with their titles in both languages, who signs."""
    body = paper.certifier
    town = (body.region.regency or body.region).name if body.region else ""
    scheme: CertificationScheme | None = paper.assessment.certification_scheme if paper.assessment else None
    return {
        "holder": paper.person.full_name, "issuer": body.name, "issuer_line": address_line(body), "town": town,
        "scheme": paper.scheme, "scheme_code": scheme.code if scheme else "", "field": scheme.field if scheme else "",
        "units": [
            {"code": unit.code, "title": unit.title, "title_en": unit.title_en}
            for unit in paper.units.order_by("code")
        ],
        "signatory": " ".join(signatory.split()), "manager": " ".join(manager.split()),
    }  # fmt: skip


def content_of(paper: CompetenceCertificate) -> dict[str, Any]:
    """What it says. Those issued before the content was kept, and not frozen since (actions.freeze), are read from the
    records, and say so: FROM_TODAY."""
    return paper.content or stated_of(paper) | {FROM_TODAY: True}
