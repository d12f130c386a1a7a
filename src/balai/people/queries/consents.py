"""Who agreed to what, and in which words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import get_language

from balai.people.consent_texts import FIRST_TEXTS
from balai.people.enums import ConsentPurpose
from balai.people.models import Consent, ConsentText, Person


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose as the consent page shows it. given: the open consent, None for no."""

    purpose: ConsentPurpose
    text: str
    version: int
    given: Consent | None

    @property
    def is_outdated(self) -> bool:
        """Agreed to in older words: they hold, and the new ones are asked at the next meeting."""
        return self.given is not None and self.given.text.version < self.version


def has_consented(person: Person, purpose: ConsentPurpose) -> bool:
    return Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists()


def needs_guardian(person: Person, today: date) -> bool:
    """Under 18 and no parent or guardian has agreed yet (UU 27/2022 art. 25)."""
    return person.is_child_on(today) and not has_consented(person, ConsentPurpose.GUARDIAN)


def current_texts() -> dict[str, ConsentText]:
    """The newest text of every purpose; unsaved first versions where nobody has published one."""
    newest = ConsentText.objects.values("purpose").annotate(last=Max("version")).values_list("purpose", "last")
    wanted = dict(newest)
    published = {t.purpose: t for t in ConsentText.objects.all() if wanted.get(t.purpose) == t.version}
    return {
        str(purpose): published.get(purpose) or ConsentText(purpose=purpose, version=1, text=words, text_en=english)
        for purpose, (words, english) in FIRST_TEXTS.items()
    }


def asked_of(person: Person, today: date) -> list[Asked]:
    """Every purpose apart; the guardian's only for those under 18 or where it was once given."""
    given = {c.purpose: c for c in Consent.objects.filter(person=person, withdrawn_at=None).select_related("text")}
    english = (get_language() or "id").startswith("en")
    rows = []
    for purpose, text in current_texts().items():
        if purpose == ConsentPurpose.GUARDIAN and not person.is_child_on(today) and purpose not in given:
            continue
        words = text.text_en if english and text.text_en else text.text
        rows.append(Asked(ConsentPurpose(purpose), words, text.version, given.get(purpose)))
    return rows


def outdated_of(person: Person, today: date) -> list[Asked]:
    return [asked for asked in asked_of(person, today) if asked.is_outdated]


def all_versions() -> list[tuple[ConsentPurpose, list[ConsentText]]]:
    """Every purpose with its texts, the one that is asked now first."""
    told: dict[str, list[ConsentText]] = {purpose: [text] for purpose, text in current_texts().items()}
    for text in ConsentText.objects.order_by("-version"):
        if text.purpose in told and text.version != told[text.purpose][0].version:
            told[text.purpose].append(text)
    return [(ConsentPurpose(purpose), texts) for purpose, texts in told.items()]
