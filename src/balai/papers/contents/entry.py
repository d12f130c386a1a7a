"""Papers before the class: selection record, draft decree, invitation, handover of equipment."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from balai.admissions.enums import ApplicationState
from balai.kernel.formats import tanggal, waktu
from balai.kernel.papers.blocks import (
    Block,
    Column,
    Paper,
    Signing,
    clauses,
    facts,
    gap,
    heading,
    letter,
    note,
    numbered,
    signatures,
    table,
    text,
)
from balai.papers import lists
from balai.papers.contents.said import Said
from balai.papers.records import Records
from balai.planning.models import Batch

BLANK = "…………………………………………………………"


def selection(of: Records, said: Said) -> Paper:
    batch, counted = of.batch, of.funnel
    opened = (
        f"Pada hari ini, {tanggal(said.dated_on, weekday=True)}, telah dilaksanakan penetapan hasil seleksi calon peserta "
        f"pelatihan {batch.title} di {batch.centre.name} oleh {batch.selector.name}, dengan hasil sebagai berikut."
    )
    weights = of.selection.weights if of.selection else {}
    named = {"documents": "administrasi", "test": "tes tertulis", "interview": "wawancara"}
    counts = [
        ("Mendaftar", f"{counted.applied} orang"), ("Terverifikasi", f"{counted.verified} orang"),
        ("Mengikuti seleksi", f"{counted.sat} orang"), ("Tidak hadir seleksi", f"{counted.absent} orang"),
        ("Diterima", f"{counted.selected} orang dari {batch.seats} kursi"), ("Cadangan", f"{counted.reserve} orang"),
        ("Bobot nilai", ", ".join(f"{named.get(key, key)} {value}%" for key, value in weights.items()) or "tidak ditetapkan"),
        *_drawn(of),
    ]  # fmt: skip
    blocks: list[Block] = [
        text(opened, indent=True), facts(counts), heading("Urutan hasil seleksi"), lists.selection(of).on_paper(9),
        text("Demikian berita acara ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya.", indent=True),
        signatures([said.signing("Ketua panitia seleksi", as_well=True), Signing("Anggota"), Signing("Anggota")]),
    ]  # fmt: skip
    return Paper("Berita acara seleksi", blocks, of.head_of_selector, said.letter_number, batch.title)


def _drawn(of: Records) -> list[tuple[str, str]]:
    draw = of.draw
    if draw is None or draw.number_at is None:
        return []
    when = waktu(draw.number_at, ZoneInfo(of.batch.zone))
    told = f"angka {draw.number} ({draw.number_source}), diambil {when}, disaksikan {' dan '.join(draw.witness_names)}"
    people = sum(len(group) for group in draw.groups)
    return [
        (
            "Undian",
            f"{people} orang diundi dengan {told}. Daftar dan cara mengulangnya terbaca umum di halaman cara seleksi.",
        )
    ]


def decree(of: Records, said: Said) -> Paper:
    batch, line = of.batch, of.batch.package.fund_line
    bases = [line.legal_basis if line else "", batch.curriculum.legal_basis, batch.centre.founding_instrument]
    money = f"{line.get_source_display()} tahun {line.year}, {line.title}" if line else "sumber dana paket ini"
    role = (said.signatory_role or f"Kepala {batch.centre.name}").upper()
    weigh = (
        f"bahwa {batch.centre.name} menyelenggarakan pelatihan {batch.title} dari {tanggal(batch.starts_on)} sampai "
        f"{tanggal(batch.ends_on)};",
        "bahwa calon peserta telah mengikuti seleksi yang hasilnya dituangkan dalam berita acara;",
        "bahwa berdasarkan pertimbangan tersebut perlu menetapkan peserta pelatihan dengan keputusan ini.",
    )
    decisions = [
        (
            "KESATU",
            [
                f"Menetapkan peserta pelatihan {batch.title} dan cadangannya sebagaimana tercantum dalam lampiran keputusan ini."
            ],
        ),
        ("KEDUA", [f"Peserta mengikuti seluruh kegiatan pelatihan{_free(batch)}."]),
        ("KETIGA", [f"Biaya pelatihan dibebankan pada {money}."]),
        ("KEEMPAT", ["Keputusan ini berlaku sejak tanggal ditetapkan."]),
    ]
    blocks: list[Block] = [
        note("RANCANGAN. Berlaku sesudah diberi nomor dan ditandatangani pejabat yang berwenang."),
        *_centred_role(role),
        clauses([("Menimbang", weigh), ("Mengingat", [one for one in bases if one] or [BLANK])]),
        gap(2), *_centred_role("MEMUTUSKAN"), clauses([("Menetapkan", [f"KEPUTUSAN TENTANG PESERTA {batch.title.upper()}."]), *decisions]),
        signatures([said.signing(f"Kepala {batch.centre.name}")]), {"kind": "break"},
        facts([("Lampiran", f"Keputusan tentang peserta pelatihan {batch.title}"), ("Nomor", said.letter_number),
               ("Tanggal", tanggal(said.dated_on))]),
        heading("Peserta"), _names(of, seated=True), heading("Cadangan"), _names(of, seated=False),
        signatures([said.signing(f"Kepala {batch.centre.name}", dated=False)]),
    ]  # fmt: skip
    return Paper("Keputusan", blocks, of.head, said.letter_number, f"tentang peserta pelatihan {batch.title}")


def _free(batch: Batch) -> str:
    return " tanpa dipungut biaya" if batch.curriculum.programme.free_of_charge else ""


def _centred_role(words: str) -> list[Block]:
    return [{"kind": "centred", "text": words, "bold": True}]


def _names(of: Records, *, seated: bool) -> Block:
    states = {ApplicationState.SELECTED, ApplicationState.CONFIRMED} if seated else {ApplicationState.RESERVE}
    if seated and of.sitting:
        rows = [(str(n), e.person.full_name, _home(e.person.home_regency)) for n, e in enumerate(of.sitting, 1)]
    else:
        chosen = [a for a in of.applications if a.state in states]
        rows = [(str(n), a.full_name, _home(a.person and a.person.home_regency)) for n, a in enumerate(chosen, 1)]
    columns = (Column("No.", "10mm", "right"), Column("Nama", "1fr"), Column("Kabupaten/kota", "55mm"))
    return table(columns, rows or [("", "tidak ada", "")])


def _home(region: object) -> str:
    return str(region) if region else ""


def invitation(of: Records, said: Said) -> Paper:
    batch = of.batch
    names = [e.person.full_name for e in of.sitting] or [
        a.full_name for a in of.applications if a.state in (ApplicationState.SELECTED, ApplicationState.CONFIRMED)
    ]
    occasion = said.text("occasion") or "Pembukaan pelatihan"
    top = [
        ("Nomor", said.letter_number),
        ("Lampiran", "1 lembar"),
        ("Hal", f"Undangan {occasion[:1].lower()}{occasion[1:]}"),
    ]
    when = [
        ("Acara", occasion), ("Hari, tanggal", said.text("day") or tanggal(batch.starts_on, weekday=True)),
        ("Pukul", said.text("clock")), ("Tempat", said.text("venue") or batch.venue or batch.centre.name),
    ]  # fmt: skip
    blocks: list[Block] = [
        letter(top, ["Yth. Saudara yang namanya tercantum dalam lampiran", "di tempat"], said.place_date),
        text("Dengan hormat,"),
        text(f"Sehubungan dengan pelatihan {batch.title}, kami mengundang Saudara hadir pada:", indent=True),
        facts(when), *_paragraphs(said.rows("agenda")),
        text("Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.", indent=True),
        signatures([said.signing(f"Kepala {batch.centre.name}", dated=False)]), {"kind": "break"},
        heading("Lampiran: yang diundang"), _recipients(names),
    ]  # fmt: skip
    return Paper("Undangan", blocks, of.head, said.letter_number, letter=True)


def _paragraphs(rows: Sequence[str]) -> list[Block]:
    return [text(row, indent=True) for row in rows]


def _recipients(names: Sequence[str]) -> Block:
    columns = (Column("No.", "10mm", "right"), Column("Nama", "1fr"))
    return table(columns, [(str(n), name) for n, name in enumerate(names, 1)] or [("", "tidak ada")])


def handover(of: Records, said: Said) -> Paper:
    batch = of.batch
    taker = said.text("taker") or (of.teachers[0] if of.teachers else "")
    opened = (
        f"Pada hari ini, {tanggal(said.dated_on, weekday=True)}, pihak pertama menyerahkan kepada pihak kedua peralatan "
        f"di bawah ini untuk pelatihan {batch.title}, dan pihak kedua menerimanya dalam keadaan seperti yang tercatat."
    )
    parties = [
        ("Pihak pertama", said.signatory),
        ("Jabatan", said.signatory_role),
        ("Pihak kedua", taker),
        ("Jabatan", said.text("taker_role") or "Instruktur"),
    ]
    blocks: list[Block] = [
        facts(parties), text(opened, indent=True), lists.equipment(of).on_paper(),
        numbered(["Pihak kedua menjaga dan memakai peralatan hanya untuk pelatihan ini.",
                  "Kerusakan atau kehilangan dicatat dan dilaporkan pada hari diketahui.",
                  "Peralatan diserahkan kembali sesudah pelatihan selesai, dengan berita acara pengembalian."]),
        signatures([Signing("Pihak kedua, yang menerima", taker), said.signing("Pihak pertama, yang menyerahkan", as_well=True)]),
    ]  # fmt: skip
    return Paper("Berita acara serah terima peralatan", blocks, of.head, said.letter_number, batch.title)
