"""A file made for who asked for it: kept by nobody on the way."""

from django.http import Http404, HttpResponse

from balai.documents.actions.store import FileGone, open_stored
from balai.documents.models import StoredFile
from balai.kernel.tables.written import MEDIA_TYPE


def made_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def sealed_file(file: StoredFile, name: str) -> HttpResponse:
    """A stored file, unsealed for this one answer; 404 once its content is gone. name: without its ending."""
    try:
        content = open_stored(file)
    except FileGone:
        raise Http404 from None
    ending = "pdf" if file.media_type == "application/pdf" else "jpg"
    return made_file(content, file.media_type, f"{name}.{ending}")


def workbook(content: bytes, name: str) -> HttpResponse:
    return made_file(content, MEDIA_TYPE, name)
