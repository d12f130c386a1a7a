"""What the road's steps do not make and the addresses need: things of an institution, questions about people, lists."""

import io
from datetime import date, timedelta
from typing import Any

from PIL import Image

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.admissions.parameters import CONFIRM_DAYS
from balai.collaboration.actions.keep_assessments import keep_assessment
from balai.collaboration.models import (
    Attestation,
    Collaboration,
    Contribution,
    Member,
    Period,
    Pledge,
    Promise,
    PromiseReceiver,
)
from balai.config.demo.world import World
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.imports.actions.files import keep_file
from balai.imports.actions.run import begin_run, match_columns_of
from balai.imports.enums import ImportKind
from balai.imports.models import ImportRow, ImportRun
from balai.insights.figure_sets import SETS
from balai.institutions.actions import facilities, instructors
from balai.institutions.actions.agreements import AgreementFacts, save_agreement
from balai.institutions.actions.import_list import plan_list, read_list, save_list
from balai.institutions.actions.invite import Invitee, invite_to_desk
from balai.institutions.actions.names import add_alias
from balai.institutions.actions.proxy import begin_proxy
from balai.institutions.actions.standing import close_institution, reopen_institution
from balai.institutions.enums import InstitutionKind, Sector, Standing
from balai.institutions.models import DayOff, Institution, StandingChange
from balai.parameters.actions import set_parameter
from balai.parameters.models import ParameterValue
from balai.people.actions.claims import Claimed, ask_clerk, claim_record
from balai.people.actions.duplicates import merge_people, pair_by_hand
from balai.people.actions.import_people import import_people
from balai.people.actions.papers import add_paper
from balai.people.actions.rights import ask_for_right
from balai.people.enums import DuplicateReason, RequestKind
from balai.people.models import CallListItem, ClaimRequest, Person
from balai.people.rules.national_id import invented_national_id
from tests.authority.met import met
from tests.authority.road import road

BORN = date(1990, 6, 5)


def furnish(world: World) -> dict[str, Any]:
    """Values of address parameters by "<namespace>:<parameter>", for this regency."""
    return (
        _of_institutions(world) | _of_people(world) | _of_lists(world) | _of_rules(world) | _agreed(world) | road(world)
    )


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(target, "PNG")
    return target.getvalue()


def _of_institutions(world: World) -> dict[str, Any]:
    blk, by, now = world.institutions["blk"], world.actor("admin-blk"), world.now
    here = {"by": by, "institution_id": blk.pk}
    room = facilities.save_room(**here, facts=facilities.RoomFacts("Bengkel jahit", "workshop", 16))
    thing = facilities.save_equipment(**here, facts=facilities.EquipmentFacts("Mesin jahit", "equipment", room, 8))
    teacher = instructors.save_instructor(**here, facts=instructors.InstructorFacts("Dewi Latihan", "Menjahit"))
    paper = instructors.add_certificate(
        by=by, instructor_id=teacher.pk, facts=instructors.CertificateFacts("technical", "SKT 1", "Menjahit")
    )
    agreement = save_agreement(
        by=by, kept_by=blk, facts=AgreementFacts("mou", f"Kerja sama {blk.pk}"), parties=[world.institutions["dinas"]]
    )
    invitation, secret = invite_to_desk(
        **here, invitee=Invitee(Role.INSTRUCTOR, email=f"undangan{blk.pk}@contoh.id"), link=str, now=now
    )
    desk = blk.memberships.get(user=world.users["instruktur"])
    return {
        "institutions:day_off_forget:row_id": DayOff.objects.create(institution=blk, day=date(2027, 4, 15), name="Hari jadi").pk,
        "institutions:pk": blk.pk, "institutions:room_id": room.pk, "institutions:equipment_id": thing.pk,
        "institutions:instructor_id": teacher.pk, "institutions:renews": paper.pk, "institutions:row_id": room.pk,
        "institutions:what": "ruang", "institutions:agreement_id": agreement.pk, "institutions:desk_id": desk.pk,
        "institutions:alias_id": add_alias(**here, name=f"BLK Lama {blk.pk}").pk, ":secret": secret,
        "institutions:invitation_id": invitation.pk, ":user_id": desk.user_id, ":token": "bukan-kunci",
    } | _standing(world)  # fmt: skip


def _standing(world: World) -> dict[str, Any]:
    """A body that registered itself and waits; one that the office acts for with a letter."""
    dinas, by, now, today = world.institutions["dinas"], world.actor("dinas"), world.now, world.today
    fresh = Institution.objects.create(
        name=f"PT Menunggu {dinas.pk}", kind=InstitutionKind.COMPANY, sector=Sector.PRIVATE, region=world.regency,
        standing=Standing.UNVERIFIED,
    )  # fmt: skip
    workshop = world.institutions["bengkel"]
    close_institution(by=by, institution_id=workshop.pk, reason="Tutup sementara", now=now)
    reopen_institution(by=by, institution_id=workshop.pk, reason="Buka lagi", now=now)
    change = StandingChange.objects.filter(institution=workshop).latest("pk")
    letter = store_upload(by=by, name="kuasa.png", content=picture(), kind=DocumentKind.LETTER, keep_months=12, now=now)
    proxy = begin_proxy(
        by=by, institution_id=workshop.pk, acting_institution_id=dinas.pk, letter=letter, reason="Belum punya akun",
        valid_from=today, valid_to=today + timedelta(days=20), now=now,
    )  # fmt: skip
    return {
        "institutions:proxy_id": proxy.pk, "institutions:change_id": change.pk, "institutions:verify:pk": fresh.pk,
        "institutions:undo:pk": workshop.pk, "institutions:proxy:pk": world.institutions["perusahaan"].pk,
    }  # fmt: skip


def _of_people(world: World) -> dict[str, Any]:
    by, now, people = world.actor("dinas"), world.now, world.people
    paper = add_paper(by=by, person=people[5], kind=DocumentKind.DIPLOMA, name="ijazah.png", content=picture(), now=now)
    pair = pair_by_hand(by=by, one=people[-1], other=people[-2], reasons=[DuplicateReason.BY_HAND], now=now)
    merge = merge_people(by=by, kept=people[-3], merged=people[-4], now=now)
    owner = people[0]
    oneself = Actor(f"user:{owner.user_id}", owner.user_id)
    request = ask_for_right(by=oneself, person=owner, kind=RequestKind.CORRECT, details="Alamat saya pindah", now=now)
    item = CallListItem.objects.create(person=people[7], institution=world.institutions["dinas"], listed_at=now)
    return {
        "people:purpose": "reminders", "people:person_id": people[5].pk, "make_account:person_id": people[5].pk,
        "people:paper_id": paper.pk, "people:pair_id": pair.pk,
        "people:merge_id": merge.pk, "people:request_id": request.pk, "people:item_id": item.pk,
        "people:claim_id": _claim(world, people[9]).pk,
    }  # fmt: skip


def _claim(world: World, person: Person) -> ClaimRequest:
    user = User.objects.create_user(f"pengaku{world.regency.pk}")
    by = Actor(f"user:{user.pk}", user.pk)
    said = Claimed(full_name=person.full_name, birth_date=person.birth_date or BORN, regency=world.regency)
    return ask_clerk(by=by, claim=claim_record(by=by, user=user, claimed=said, now=world.now), regency=world.regency)


def _of_lists(world: World) -> dict[str, Any]:
    """Lists of people and of bodies that ask and refuse: saved ones, and one of each whose columns are being matched."""
    dinas, by = world.institutions["dinas"], world.actor("dinas")
    nik = invented_national_id(born=BORN, is_female=True, serial=7000 + dinas.pk)
    people = f"NIK;Nama;Tanggal Lahir;No HP\n{nik};Ana Daftar;05-06-1990;\n{nik};Ani Daftar;05-06-1990;\n;;salah;\n"
    like = world.institutions["blk"].name
    bodies = f"No;Nama LPK;Jenis;Kab/Kota\n1;{like};BLK;Kabupaten {world.regency.name}\n2;;LPK;\n"
    taken = import_people(by=by, content=people.encode(), file_name="orang.csv", institution=dinas, now=world.now)
    assert taken.run is not None
    run = _begun(world, by, ImportKind.INSTITUTIONS, bodies)
    found = read_list(bodies.encode(), "daftar.csv")
    answers = plan_list(found, found.columns, default_kind="", home=None, run=run, today=world.today)
    run = save_list(by=by, run_id=run.pk, answers=answers, now=world.now)
    mapped = match_columns_of(
        by=by, run_id=_begun(world, by, ImportKind.INSTITUTIONS, bodies).pk,
        mapping={"columns": found.columns, "default_kind": ""},
    )  # fmt: skip
    opened = _begun(world, by, ImportKind.PEOPLE, people)
    return {
        "people:run_id": opened.pk, "people:import_refused:run_id": taken.run.pk, "people:row_id": _asked(taken.run).pk,
        "institution_imports:run_id": run.pk, "institution_imports:columns:run_id": mapped.pk,
        "institution_imports:check:run_id": mapped.pk, "institution_imports:abandon:run_id": mapped.pk,
        "institution_imports:row_id": _asked(run).pk,
    }  # fmt: skip


def _of_rules(world: World) -> dict[str, Any]:
    """The network's value is the same for both regencies; one that the labour office set for itself is not."""
    by, dinas = world.actor("dinas"), world.institutions["dinas"]
    said = {"text": "2", "valid_from": world.ago(10), "legal_basis": "Contoh 1/2026"}
    if not ParameterValue.objects.filter(name=CONFIRM_DAYS.name, institution_id=None).exists():
        set_parameter(by=CLI, parameter=CONFIRM_DAYS, **said)
    own = set_parameter(by=by, parameter=CONFIRM_DAYS, institution_id=dinas.pk, **said)
    return {"parameters:name": CONFIRM_DAYS.name, "parameters:pk": own.pk}


def _agreed(world: World) -> dict[str, Any]:
    """A collaboration that is not published."""
    forum = world.institutions["forum"]
    kept = Collaboration.objects.create(
        code=f"tertutup-{forum.pk}", title="Forum tertutup", owner=forum, region=world.regency
    )
    period = Period.objects.create(collaboration=kept, code=f"tertutup-{forum.pk}-1", is_closed=True)
    kept_by = Member.objects.create(period=period, code="A", name=forum.name, institution=forum)
    promised = _promised(world, kept_by)
    in_period = {
        f"collaboration:{name}:pk": period.pk
        for name in ("part", "table", "table_file", "row", "promise_new", "pledge_new", "network", "keep", "compared")
    } | {"collaboration:kept:pk": keep_assessment(by=CLI, period=period, now=world.now).pk}
    return in_period | promised | met(world) | {
        "collaboration:pk": kept.pk, "collaboration:part": "pihak", "collaboration:name": "institutions", "collaboration:code": "A",
        "insights:name": SETS[0].name, "guides:slug": "dinas", "guides:account": "dinas", "api-1:name": "employment",
    }  # fmt: skip


def _promised(world: World, promiser: Member) -> dict[str, Any]:
    """A promise of the forum to a body without a desk, attested with that body's letter."""
    body = world.institutions["kecamatan"]
    other = Member.objects.create(period=promiser.period, code="B", name=body.name, institution=body)
    promise = Promise.objects.create(
        period=promiser.period, promiser=promiser, attester=other, text="Dua kelas menjahit", measure="attested", unit="kelas",
        target=2, since=world.ago(30), due=world.ago(-30), state="given", proposed_by="cli", proposed_at=world.now,
    )  # fmt: skip
    PromiseReceiver.objects.create(promise=promise, member=other)
    letter = store_upload(
        by=CLI, name="surat.png", content=picture(), kind=DocumentKind.LETTER, keep_months=12, now=world.now
    )
    word = Attestation.objects.create(
        promise=promise,
        member=other,
        number=1,
        on=world.ago(1),
        letter=letter,
        at=world.now,
        by="cli",
        noted_by_id=promiser.institution_id,
    )
    open_one = Period.objects.create(
        collaboration=promiser.period.collaboration, code=f"{promiser.period.code}-terbuka"
    )
    giver, receiver = (
        Member.objects.create(period=open_one, code=one.code, name=one.name, institution=one.institution)
        for one in (promiser, other)
    )
    gift = Contribution.objects.create(period=open_one, code="s1", institution=giver, text="Ruang rapat", kind="venue")
    pledge = Pledge.objects.create(contribution=gift, giver=giver, receiver=receiver, at=world.now, by="cli")
    given = {
        "collaboration:pledge:pk": pledge.pk,
        "collaboration:pledge_step:pk": pledge.pk,
        "collaboration:pledge_step:slug": "serahkan",
    }
    named = given | {f"collaboration:{name}:pk": promise.pk for name in ("promise", "promise_act", "promise_letter")}
    return named | {"collaboration:promise_act:slug": "ubah", "collaboration:promise_letter:attestation": word.pk}


def _begun(world: World, by: Actor, kind: ImportKind, text: str) -> ImportRun:
    run = begin_run(
        by=by, kind=kind, file_name="daftar.csv", file_sha256="0" * 64,
        institution_id=world.institutions["dinas"].pk, now=world.now,
    )  # fmt: skip
    keep_file(run, text.encode())
    return run


def _asked(run: ImportRun) -> ImportRow:
    return ImportRow.objects.filter(run=run).waiting()[0]
