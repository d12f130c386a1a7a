from balai.regions.queries.batch import Place, resolve_many
from balai.regions.queries.find import contains, path, search
from balai.regions.queries.resolve import Outcome, Resolution, resolve

__all__ = ["Outcome", "Place", "Resolution", "contains", "path", "resolve", "resolve_many", "search"]
