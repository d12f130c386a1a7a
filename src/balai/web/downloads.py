"""A file made for who asked for it: kept by nobody on the way."""

from django.http import HttpResponse

from balai.kernel.tables.written import MEDIA_TYPE


def made_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def workbook(content: bytes, name: str) -> HttpResponse:
    return made_file(content, MEDIA_TYPE, name)
