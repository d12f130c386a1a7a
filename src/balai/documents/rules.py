"""Which uploads are taken: by what is inside, never by the name or what the browser says."""

from typing import Literal

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused

MEGABYTE = 1_000_000
MOST_BYTES = 5 * MEGABYTE

Inside = Literal["picture", "pdf"]


def check_size(size: int, most: int = MOST_BYTES) -> None:
    if size == 0:
        raise Refused("file_empty", _("Berkas ini kosong. Pilih berkas lain."), "file")
    if size > most:
        raise Refused(
            "file_too_large",
            _("Berkas ini terlalu besar: paling besar %(most)s megabita. Perkecil atau potret ulang, lalu unggah lagi.")
            % {"most": most // MEGABYTE},
            "file",
        )


def check_inside(start: bytes) -> Inside:
    """start: the first kilobyte. Raises Refused("file_type")."""
    if start.startswith(b"\xff\xd8\xff") or start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "picture"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "picture"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    raise Refused(
        "file_type",
        _("Jenis berkas ini tidak diterima. Unggah gambar (JPEG, PNG atau WebP) atau PDF."),
        "file",
    )


def refusal_for(code: str) -> Refused:
    """The sentence for what the drawing process answered."""
    sentences = {
        "too_many_pixels": _(
            "Gambar ini terlalu besar untuk dibuka. Kirim potret biasa dari telepon atau hasil pindai."
        ),
        "too_many_pages": _("PDF ini lebih dari 10 halaman. Unggah hanya halaman yang diperlukan."),
        "locked": _("PDF ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi."),
        "empty": _("PDF ini tidak berisi halaman. Pilih berkas lain."),
    }
    unreadable = _("Berkas ini rusak atau tidak bisa dibuka. Simpan atau potret ulang, lalu unggah lagi.")
    return Refused(f"file_{code}", sentences.get(code, unreadable), "file")
