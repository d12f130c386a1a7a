"""balai import people | institutions | case FILE: each word is read by a module of its own."""

import json
import sys
from collections.abc import Callable
from importlib import import_module

from balai.institutions.models import Institution
from balai.kernel.refusal import Refused

READERS = {
    "people": "balai.config.import_people",
    "institutions": "balai.config.import_institutions",
    "case": "balai.config.import_case",
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in READERS:
        print("balai import people | institutions | case BERKAS", file=sys.stderr)
        return 2
    read: Callable[[list[str]], int] = import_module(READERS[argv[0]]).main
    return read(argv[1:])


def owner_of(institution_id: int | None) -> Institution | None:
    """The body that owns the list, None when none was named. Raises Refused("no_such_institution")."""
    if institution_id is None:
        return None
    owner = Institution.objects.select_related("region__province").filter(pk=institution_id).first()
    if owner is None:
        raise Refused("no_such_institution", f"Lembaga dengan id {institution_id} tidak ada.")
    return owner


def refused_as(form: str, refused: Refused) -> int:
    """The whole file was refused: {code, message} on stdout as json, else the sentence on stderr. The exit status."""
    if form == "json":
        print(json.dumps({"code": refused.code, "message": str(refused.message)}, ensure_ascii=False))
    else:
        print(f"Tidak ada yang disimpan. {refused.message}", file=sys.stderr)
    return 1
