"""The command `balai`: one word after it says what to do; each word is a function of its own, imported when asked for."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("balai.config.serve", "menjalankan server (PORT, --host)"),
    "worker": ("balai.config.worker", "mengirim pesan dan menjalankan tugas berkala"),
    "demo": ("balai.config.demo", "menyiapkan dan menjalankan jaringan contoh"),
    "practice": (
        "balai.config.practice.run",
        "ruang latihan di samping Balai yang sungguhan (--reset: kembali ke awal)",
    ),
    "migrate": ("balai.config.migrate", "menyiapkan atau memperbarui basis data"),
    "import": ("balai.config.importing", "people | institutions | case BERKAS"),
    "assess": ("balai.config.assessing", "KASUS [--format json]: menilai kerja sama menurut aturan yang terbit"),
    "audit": ("balai.audit.verify", "verify [--checkpoint BERKAS] | seal [BERKAS]"),
    "backup": ("balai.config.backup.cli", "BERKAS: cadangan terenkripsi beserta berkas unggahan"),
    "restore": ("balai.config.backup.cli", "BERKAS: mengembalikan cadangan"),
    "keys": ("balai.config.keys", "new | sheet | read"),
    "credentials": ("balai.config.credentials", "keys | distrust KUNCI: kunci yang menandatangani sertifikat"),
    "simulate": ("balai.config.simulate", "--people N: mengisi data latihan"),
    "bench": ("balai.config.bench", "NAMA [--json]"),
    "rotate": ("balai.config.rotating", "menyegel ulang semua yang tersegel dengan kunci baru"),
    "regions": ("balai.config.regions", "check | load: memeriksa atau memuat daftar kode wilayah"),
    "figures": ("balai.config.figures", "load: memuat angka wilayah yang sudah terbit"),
    "admin": ("balai.config.admin", "create | recover SURAT_ELEKTRONIK: akun operator"),
    "django": ("balai.config.django_commands", "perintah Django apa adanya"),
}
WITHOUT_SETTINGS = {"keys", "bench"}  # its children have settings of their own


def main(argv: list[str] | None = None) -> int:
    """argv without the program's name; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        _explain()
        return 0
    word = words[0]
    if word not in COMMANDS:
        print(f"Perintah '{word}' tidak dikenal.", file=sys.stderr)
        _explain()
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    if word == "demo":
        os.environ["BALAI_DEMONSTRATION"] = "1"
    if word == "practice":
        from balai.config.practice.room import enter

        enter(os.environ)
    if word not in WITHOUT_SETTINGS:
        import django

        django.setup()
        _finish_interrupted_restore()
    run: Callable[[list[str]], int] = import_module(COMMANDS[word][0]).main
    return run(words if word in ("backup", "restore") else words[1:])


def _finish_interrupted_restore() -> None:
    """A restore that was killed while its files were moved is completed before anything reads them."""
    from pathlib import Path

    from django.conf import settings
    from django.db import connection

    from balai.config.backup.swap import finish_interrupted_restore

    finish_interrupted_restore(Path(settings.BALAI_FILES), connection=connection)


def _explain() -> None:
    print("balai PERINTAH\n")
    for word, (_, meaning) in COMMANDS.items():
        print(f"  {word:<10} {meaning}")


if __name__ == "__main__":
    raise SystemExit(main())
