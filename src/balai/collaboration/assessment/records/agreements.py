"""What binds: rules, agreements and guides in force in the period."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import Subject


def in_force(read: Reading) -> list[Row]:
    """Bases that no date of theirs contradicts; one that begins after the period, or ended before it, is not "
    "among them."""
    begins, ends = read.book.begins, read.book.ends
    found = []
    for row in read.rows("agreements"):
        first, last = row.first("valid_from"), row.last("valid_to")
        if not (first and ends and first > ends) and not (last and begins and last < begins):
            found.append(row)
    return found


@rule(
    "legal_basis.in_force", Subject.LEGAL_BASIS, reads=("agreements",),
    words=gettext_lazy(
        "Dasar hukum mendukung bila peraturan, kesepakatan, program atau petunjuk yang berlaku pada masa itu "
        "tercatat; menghambat bila tabel "
        "dasar lengkap dan tidak ada yang berlaku. Dasar yang terbit sesudah masa itu tidak dihitung."
    ),
)  # fmt: skip
def legal_basis(read: Reading) -> Iterator[Told]:
    rows = in_force(read)
    if rows:
        yield Told(True, _("%(n)s dasar tertulis berlaku pada masa ini.") % {"n": len(rows)}, tuple(rows))
    elif read.is_complete("agreements") and len(read.actors.by_code) > 0:
        yield Told(
            False, _("Tidak ada dasar tertulis yang berlaku pada masa ini; tabelnya lengkap."), (), ("agreements",)
        )
