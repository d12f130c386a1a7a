"""A row of a plan file about a package that stands already: what it would change, in a draft or nowhere."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.refusal import Refused
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PackageState, PackageStep
from balai.planning.models import Package
from balai.planning.plan_columns import LABELS
from balai.planning.plan_file import Planned
from balai.planning.rules import check_size
from balai.planning.rules.rounds import check_may_draft
from balai.programmes.models import Curriculum


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """state: new, changed, same or refused. reason: why it was refused."""

    row: Planned
    state: str
    reason: str = ""
    package: Package | None = None


@dataclass(slots=True)
class Known:
    """What rows are matched with, read once for the whole file. elsewhere: numbers in the file that mean a package the actor
    sees in another plan."""

    funder: Institution
    year: int
    centres: dict[str, Institution]
    curricula: dict[tuple[int, str], Curriculum]
    packages: dict[tuple[int, str], Package]
    numbered: dict[int, Package]
    elsewhere: dict[int, Package]

    def content(self, centre_id: int, programme: str) -> Curriculum:
        """Raises Refused("programme_unknown")."""
        found = self.curricula.get((centre_id, programme.casefold()))
        if found is None:
            raise Refused(
                "programme_unknown",
                _("Program %(title)s belum ada pada balai itu. Minta balainya menambah program, lalu kirim lagi.")
                % {"title": programme or "-"},
            )
        return found


def by_number(known: Known, number: int) -> Package:
    """Raises Refused("number_elsewhere" or "number_unknown")."""
    if (found := known.numbered.get(number)) is not None:
        return found
    there = known.elsewhere.get(number)
    if there is not None and (there.funder_id, there.year) == (known.funder.pk, known.year):
        raise Refused(
            "number_elsewhere",
            _("Paket nomor %(n)s, %(title)s, sudah ditarik. Buka lagi dari halamannya, atau kosongkan nomornya.")
            % {"n": number, "title": there.title},
        )
    if there is not None:
        words = {"n": number, "title": there.title, "funder": there.funder.name, "year": there.year}
        raise Refused(
            "number_elsewhere",
            _(
                "Nomor %(n)s adalah paket %(title)s pada rencana %(funder)s tahun %(year)s. Kirim baris ini di sana, "
                "atau kosongkan nomornya bila maksudnya paket baru."
            )
            % words,
        )
    raise Refused(
        "number_unknown",
        _("Paket nomor %(n)s tidak ada pada rencana ini. Periksa nomornya, atau kosongkan bila paketnya baru.")
        % {"n": number},
    )


def again(by: Actor, known: Known, package: Package, row: Planned, now: datetime) -> RowAnswer:
    """A blank cell leaves what stands. A draft follows the file; what was sent or answered is changed on its page alone."""
    check_may_draft(by, package)
    _check_same_centre(known, package, row)
    said = _changes(known, package, row)
    if not said:
        return RowAnswer(row, "same", package=package)
    if package.state != PackageState.DRAFT:
        named = ", ".join(str(LABELS[name]) for name in said)
        raise Refused(
            "already_sent",
            _(
                "Paket %(title)s sudah dikirim atau dijawab, jadi berkas ini tidak mengubah: %(what)s. Ubah dari halamannya."
            )
            % {"title": package.title, "what": named},
        )
    check_size(*(old if new is None else new for old, new in ((package.seats, row.seats), (package.cost, row.cost))))
    known.packages.pop((package.centre_id, package.title.casefold()), None)
    for values in said.values():
        for name, value in values.items():
            setattr(package, name, value)
    known.packages[package.centre_id, package.title.casefold()] = package
    package.save()
    keep_version(by, package, PackageStep.READ_IN, package.reason, now, said_for=by.on_behalf_of)
    record(
        by, "planning.read_in", package, seats=package.seats, cost=package.cost, curriculum=package.curriculum_id,
        changed=sorted(said),
    )  # fmt: skip
    return RowAnswer(row, "changed", package=package)


def _check_same_centre(known: Known, package: Package, row: Planned) -> None:
    key = name_key(row.centre) if row.centre else package.centre.name_key
    named = known.centres.get(key)
    if key == package.centre.name_key or (named is not None and named.pk == package.centre_id):
        return
    raise Refused(
        "other_centre",
        _(
            "Baris ini menyebut %(said)s, padahal paket nomor %(n)s milik %(centre)s. Balai sebuah paket tidak bisa diganti: "
            "kosongkan nomornya untuk paket baru, dan mintalah %(centre)s menarik yang lama."
        )
        % {"said": row.centre, "n": package.pk, "centre": package.centre.name},
    )


def _changes(known: Known, package: Package, row: Planned) -> dict[str, dict[str, object]]:
    """By column of the file: fields of the package and their new values."""
    found: dict[str, dict[str, object]] = {}
    if row.programme and _plain(row.programme).casefold() != _plain(package.curriculum.programme.title).casefold():
        found["programme"] = {"curriculum": known.content(package.centre_id, row.programme)}
    if row.title and row.title != _plain(package.title) and row.number:
        found["title"] = {"title": row.title[:200]}
    if row.seats not in (None, package.seats):
        found["seats"] = {"seats": row.seats, "seats_proposed": row.seats}
    if row.cost not in (None, package.cost):
        found["cost"] = {"cost": row.cost, "cost_proposed": row.cost}
    if row.reason and row.reason != _plain(package.reason):
        found["reason"] = {"reason": row.reason}
    return found


def _plain(text: str) -> str:
    """As a cell is read."""
    return " ".join(text.split())
