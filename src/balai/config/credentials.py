"""balai credentials keys | distrust KUNCI: the keys certificates are signed with."""

import sys

from django.utils import timezone

from balai.access.actor import CLI
from balai.certification.actions.keys import distrust_key, remember_keys
from balai.certification.credentials.issuer import issuer, published_keys
from balai.kernel.refusal import Refused


def main(argv: list[str]) -> int:
    today = timezone.localdate()
    remember_keys(today=today)
    if argv == ["keys"]:
        print(f"Penerbit: {issuer().did}")
        for key in published_keys():
            state = "menandatangani" if key.current else "lama, tetap dipercaya"
            if key.distrusted_on:
                state = f"tidak dipercaya sejak {key.distrusted_on:%d-%m-%Y}"
            print(f"{key.id}  {key.multibase}  {state}")
        return 0
    if len(argv) == 2 and argv[0] == "distrust":
        try:
            distrust_key(by=CLI, key_id=argv[1], today=today)
        except Refused as no:
            print(no, file=sys.stderr)
            return 1
        print(f"Kunci {argv[1]} tidak dipercaya lagi. Terbitkan ulang sertifikat yang masih memakai kode QR lama.")
        return 0
    print("balai credentials keys | distrust KUNCI", file=sys.stderr)
    return 2
