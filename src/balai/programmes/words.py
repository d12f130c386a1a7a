"""Words of offices for the phase and the kind of a part of a curriculum, read as what they mean."""

import re

from balai.programmes.enums import PartKind, Phase

_WORD = re.compile(r"[a-z]+")
_FAR = frozenset(("daring", "online", "elearning", "lms", "jauh", "virtual", "sinkron", "asinkron"))
_NEAR = frozenset(("luring", "offline", "onsite", "site", "muka"))
_STAGES = {
    "teori": Phase.THEORY, "theory": Phase.THEORY, "pengetahuan": Phase.THEORY, "simulasi": Phase.SIMULATION,
    "simulation": Phase.SIMULATION, "praktik": Phase.ON_SITE, "praktek": Phase.ON_SITE, "practice": Phase.ON_SITE,
    "keterampilan": Phase.ON_SITE,
}  # fmt: skip
_BESIDE = frozenset((
    "tatap", "jarak", "belajar", "e", "learning", "on", "campuran", "blended", "tahap", "fase", "i", "ii", "iii", "iv", "dan", "di",
    "secara", "kelas", "langsung", "mandiri", "pembelajaran", "pelatihan",
))  # fmt: skip
_ONLINE = {
    None: Phase.ONLINE, Phase.THEORY: Phase.ONLINE, Phase.SIMULATION: Phase.SIM_ONLINE, Phase.ON_SITE: Phase.DO_ONLINE,
}  # fmt: skip
_KINDS = (
    (PartKind.JOB_TRAINING, re.compile(
        r"\bojt\b|\bojl\b|on[ -]?the[ -]?job|di tempat kerja|\bdi industri\b|\bmagang\b|praktik kerja|praktek kerja|\bpkl\b"
    )),
    (PartKind.ORIENTATION, re.compile(r"\borientasi\b|pengenalan lingkungan|\borientation\b")),
    (PartKind.SOFT_SKILLS, re.compile(r"soft[ -]?skills?|\bfmd\b|fisik,? mental|pengembangan diri|sikap kerja")),
)  # fmt: skip
_STATED = {
    "unit kompetensi": PartKind.UNIT, "unit": PartKind.UNIT, "orientasi": PartKind.ORIENTATION,
    "pengembangan diri (soft skills)": PartKind.SOFT_SKILLS, "soft skills": PartKind.SOFT_SKILLS,
    "soft skill": PartKind.SOFT_SKILLS, "pelatihan di tempat kerja": PartKind.JOB_TRAINING, "ojt": PartKind.JOB_TRAINING,
    "on the job training": PartKind.JOB_TRAINING, "materi lain": PartKind.OTHER, "non unit": PartKind.OTHER,
    "non unit kompetensi": PartKind.OTHER,
}  # fmt: skip


def phase_in(text: str) -> str:
    """The phase a heading or a cell speaks of, "" for none or several: "II. Simulasi (daring)" is simulation online."""
    words = _WORD.findall(text.casefold().replace("e-learning", "elearning"))
    stages = {_STAGES[word] for word in words if word in _STAGES}
    far, near = not _FAR.isdisjoint(words), not _NEAR.isdisjoint(words)
    if len(stages) > 1 or (far and near):
        return ""
    stage = next(iter(stages), None)
    return _ONLINE[stage] if far else stage or (Phase.ON_SITE if near else "")


def phase_stated(text: str) -> str:
    """The phase where the text says nothing else; "" for any other text, a title for example."""
    words = set(_WORD.findall(text.casefold().replace("e-learning", "elearning")))
    return phase_in(text) if words <= _FAR | _NEAR | _STAGES.keys() | _BESIDE else ""


def kind_of(code: str, title: str) -> str:
    """What a part is, by its code and title, where nobody says so."""
    return PartKind.UNIT if code.strip() else kind_in(title) or PartKind.OTHER


def kind_in(text: str) -> str:
    """The kind of non-unit part a title or a group's heading speaks of, "" for none."""
    said = " ".join(text.casefold().split())
    return next((kind for kind, words in _KINDS if words.search(said)), "")


def kind_stated(text: str) -> str:
    """The kind where the text says nothing else."""
    return _STATED.get(" ".join(text.casefold().split()), "")


def kind_written(kind: str) -> str:
    """As kind_stated reads it again."""
    return next((word for word, one in _STATED.items() if one == kind), "")


PHASE_WORDS = {
    Phase.THEORY: "teori", Phase.ONLINE: "daring", Phase.SIMULATION: "simulasi", Phase.SIM_ONLINE: "simulasi daring",
    Phase.ON_SITE: "tatap muka", Phase.DO_ONLINE: "praktik daring",
}  # fmt: skip
"""As they are written into a line of a curriculum; phase_stated reads them again."""
