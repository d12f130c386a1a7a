"""Every distinct page once, with the role that sees it: `make shots` takes its picture, the page tests judge it."""

from typing import NamedTuple


class Shown(NamedTuple):
    """name: of the picture. address: path on the demonstration. role: account of the demonstration, "" for a stranger."""

    name: str
    address: str
    role: str = ""


PAGES: list[Shown] = [
    Shown("beranda", "/"),
    Shown("masuk", "/masuk/"),
    Shown("daftar", "/daftar/"),
    Shown("lupa-sandi", "/lupa-sandi/"),
    Shown("privasi", "/privasi/"),
    Shown("akun", "/akun/", "konselor"),
    Shown("akun-pengaman", "/akun/pengaman/", "konselor"),
    Shown("pulihkan-akun", "/akun/pemulihan/", "dinas"),
    Shown("jejak-audit", "/audit/", "operator"),
    Shown("galeri", "/galeri/"),
]
