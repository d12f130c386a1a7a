"""The peer: django-import-export into a plain table of the list's columns, one unique index on the NIK, nothing sealed."""

from pathlib import Path
from typing import Any

from django.db import connection, models
from import_export import fields, resources, widgets
from tablib import Dataset

from balai.config.bench.cost import cost_of


class Listed(models.Model):
    nik = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200)
    birth_place = models.CharField(max_length=120)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=[("L", "L"), ("P", "P")])
    street = models.CharField(max_length=300)
    blocks = models.CharField(max_length=12)
    village = models.CharField(max_length=120)
    district = models.CharField(max_length=120)
    regency = models.CharField(max_length=120)
    education = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)

    class Meta:
        app_label = "people"  # the peer asks for an installed one; the table exists in the benchmark alone
        db_table = "bench_listed"


_HEADINGS = {
    "nik": "NIK", "name": "Nama", "birth_place": "Tempat Lahir", "sex": "L/P", "street": "Alamat", "blocks": "RT/RW",
    "village": "Desa/Kelurahan", "district": "Kecamatan", "regency": "Kabupaten", "education": "Pendidikan", "phone": "No HP",
}  # fmt: skip


class _Columns(resources.ModelResource):  # type: ignore[misc]
    birth_date = fields.Field("birth_date", "Tanggal Lahir", widget=widgets.DateWidget("%d-%m-%Y"))
    locals().update({name: fields.Field(name, heading) for name, heading in _HEADINGS.items()})


class Bulk(_Columns):
    """As its documentation advises for speed: blocks of rows, no differences, every row taken for a new one."""

    class Meta:
        model = Listed
        import_id_fields = ("nik",)
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        force_init_instance = True


class Default(_Columns):
    """Row by row, looked up first, validated by the model."""

    class Meta:
        model = Listed
        import_id_fields = ("nik",)
        clean_model_instances = True


def bulk(file: str) -> dict[str, Any]:
    return _run(Bulk, Path(file))


def default(file: str) -> dict[str, Any]:
    return _run(Default, Path(file))


def _run(resource: type[_Columns], file: Path) -> dict[str, Any]:
    with connection.schema_editor() as editor:
        editor.create_model(Listed)

    def work() -> int:
        kind = file.suffix.lstrip(".")
        rows = Dataset().load(file.read_bytes() if kind == "xlsx" else file.read_text(encoding="utf-8"), format=kind)
        result = resource().import_data(rows, raise_errors=True)
        if result.has_errors() or result.has_validation_errors() or Listed._default_manager.count() != len(rows):
            raise AssertionError("the peer has not taken every row")
        return len(rows)

    return cost_of(work)
