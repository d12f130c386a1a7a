from balai.people.models.involvement import Involvement
from balai.people.models.person import Person

__all__ = ["Involvement", "Person"]
