"""Papers (berkas): what a class owes on paper, made from the records of the rooms below; nothing is typed twice.

Words: berkas = paper, undangan = invitation, berita acara = record of an act, SK = decree, notulen = minutes, SPJ (surat
pertanggungjawaban) = the whole accountability file. A paper that was made is kept as it was made; making it again adds a
version. Papers speak Indonesian whatever language the reader chose: they are acts of an office.
"""
