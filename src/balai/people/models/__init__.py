from balai.people.models.claims import CallListItem, ClaimRequest
from balai.people.models.consent import Consent, ConsentText
from balai.people.models.duplicates import DuplicatePair, MergeRecord
from balai.people.models.inclusion import AdjustmentNeed, Disability, VulnerableGroupMembership
from balai.people.models.involvement import Involvement
from balai.people.models.papers import PersonDocument
from balai.people.models.person import Person, PersonQuerySet
from balai.people.models.reveal import Reveal
from balai.people.models.rights import RightsRequest

__all__ = [
    "AdjustmentNeed", "CallListItem", "ClaimRequest", "Consent", "ConsentText", "Disability", "DuplicatePair",
    "Involvement", "MergeRecord", "Person", "PersonDocument", "PersonQuerySet", "Reveal", "RightsRequest",
    "VulnerableGroupMembership",
]  # fmt: skip
