from django.db import migrations

from balai.admissions import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, schema_editor)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("admissions", "0005_wave_indexes")]
    operations = [migrations.RunPython(install, remove)]
