"""What an answer says when something sent was wrong: for each field what to write, in the reader's language."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

WRITE: Final[dict[str, str | Promise]] = {
    "nik": gettext_lazy("“nik”: tulis 16 angka sebagai teks, atau teks kosong bila belum ada."),
    "full_name": gettext_lazy("“full_name”: tulis nama seperti di KTP, satu sampai 200 huruf."),
    "birth_date": gettext_lazy("“birth_date”: tulis tahun-bulan-tanggal, misalnya 1990-06-05."),
    "sex": gettext_lazy("“sex”: tulis L (laki-laki) atau P (perempuan), atau teks kosong."),
    "phone": gettext_lazy("“phone”: tulis nomor seperti 081234567890 atau +6281234567890."),
    "region_code": gettext_lazy("“region_code”: tulis kode wilayah Kemendagri tempat tinggal, misalnya 13.04.05.2001."),
    "education": gettext_lazy("“education”: tulis kode jenjang pendidikan, paling panjang 20 huruf, atau teks kosong."),
    "motivation": gettext_lazy("“motivation”: tulis paling panjang 2.000 huruf."),
    "consent": gettext_lazy("“consent”: tulis true bila pendaftar setuju datanya dipakai untuk pendaftaran ini."),
    "idempotency-key": gettext_lazy(
        "Kepala “Idempotency-Key”: kirim satu kunci acak untuk setiap pendaftaran, 1 sampai 200 huruf."
    ),
    "batch_id": gettext_lazy("“batch_id”: tulis nomor kelas seperti pada /api/v1/batches."),
    "when": gettext_lazy("“when”: tulis open, coming, atau past."),
    "size": gettext_lazy("“size”: tulis angka 1 sampai 100."),
    "after": gettext_lazy("“after”: tulis isi “next” dari halaman sebelumnya."),
}
"""Field as it is sent, in small letters -> the sentence."""


class Problem(Schema):
    """message: one sentence for people, Indonesian unless Accept-Language asks for English. errors: for each field what
    to write. fields: their names alone."""

    code: str
    message: str
    fields: list[str] = []
    errors: dict[str, str] = {}


def explained(errors: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a 422 for what the validator found."""
    told = {str(found["loc"][-1]): _sentence(str(found["loc"][-1]), found) for found in errors if found.get("loc")}
    names = sorted(told)
    message = _("Isian belum benar: %(names)s. Perbaiki lalu kirim lagi.") % {"names": ", ".join(names)}
    return {"code": "invalid", "message": message, "fields": names, "errors": {name: told[name] for name in names}}


def _sentence(name: str, found: dict[str, Any]) -> str:
    known = WRITE.get(name.casefold().replace("idempotency_key", "idempotency-key"))
    if known is not None:
        return str(known)
    if found.get("type") == "missing":
        return _("“%(name)s” belum dikirim. Tambahkan isinya.") % {"name": name}
    return _("“%(name)s” tidak terbaca. Periksa jenis dan panjang isinya.") % {"name": name}


class DocumentedAPI(NinjaAPI):
    """Says of every operation what it answers when something is wrong."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**how)
        schema["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        body = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        language = {
            "in": "header", "name": "Accept-Language", "required": False, "schema": {"type": "string"},
            "description": "id (default) or en: the language of messages.",
        }  # fmt: skip
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation.setdefault("parameters", []).append(language)
                for status, words in ((400, "Unreadable"), (422, "Invalid: errors says for each field what to write")):
                    if status not in operation["responses"] and str(status) not in operation["responses"]:
                        operation["responses"][status] = {"description": words, "content": body}
        return schema
