"""balai figures load: the published area figures that come with the product; safe to repeat."""

import sys


def main(argv: list[str]) -> int:
    from balai.access.actor import CLI
    from balai.insights.actions.load_figures import load_figures

    if argv != ["load"]:
        print("Tulis: balai figures load", file=sys.stderr)
        return 2
    for name, rows in load_figures(by=CLI).items():
        print(f"  {name}: {rows} baris baru atau berubah")
    return 0
