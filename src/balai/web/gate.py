"""The gate in front of a desk's page: who holds the permission nowhere is told so; rows are narrowed by visible_to behind it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from balai.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., HttpResponse])


def permitted(*any_of: Permission) -> Callable[[View], View]:
    """The view opens to an actor who holds one of the permissions somewhere; else 403. The permissions stand on the view
    as `permissions`, where the matrix test reads them."""

    def wrap(view: View) -> View:
        @wraps(view)
        def gated(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(request.actor.has(p) for p in any_of):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        gated.permissions = any_of  # type: ignore[attr-defined]
        return cast(View, gated)

    return wrap
