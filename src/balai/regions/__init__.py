"""Regions (wilayah): the places of Indonesia, down to the village and the jorong of a nagari.

Holds: ``Region`` is the place itself and keeps its row when its code, name or parent changes, so people and
institutions stay where they are; ``RegionVersion`` is what it was called and coded before; ``RegionLink`` says which
place another one came out of. ``changes.csv`` (with ``decrees.csv``) is our own table of renumberings: Pekanbaru 2020,
Papua 2022.

Words: provinsi, kabupaten / kota (regency / city), kecamatan or distrik (district), desa, kelurahan, nagari, gampong,
kampung (village, by its own name), jorong (hamlet of a nagari), pemekaran (split), kode wilayah (region code).

Rule book: Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025 (codes); Keppres 41/1987 (time zones).
Codes of BPS are another list; ``bps_code`` stays empty until a source for it is loaded.
"""
