"""balai regions load [13,14]: the installed list of region codes, whole or of the named provinces; safe to repeat."""

import sys


def main(argv: list[str]) -> int:
    from balai.access.actor import CLI
    from balai.kernel.refusal import Refused
    from balai.regions.actions.load import load_regions

    if not argv or argv[0] != "load" or len(argv) > 2:
        print("Tulis: balai regions load [KODE_PROVINSI,KODE_PROVINSI]", file=sys.stderr)
        return 2
    provinces = [code.strip() for code in argv[1].split(",")] if len(argv) > 1 else []
    try:
        print(load_regions(by=CLI, provinces=provinces))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0
