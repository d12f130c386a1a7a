from balai.web.request import DeskRequest


def written(request: DeskRequest, name: str, most: int = 2000) -> str:
    """A field of a form that has no form class: cut to length, without the NUL that PostgreSQL refuses."""
    return request.POST.get(name, "").replace("\x00", "")[:most]
