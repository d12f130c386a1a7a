from django.db import migrations

from balai.collaboration import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, schema_editor, triggers.AT_FIRST)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection, schema_editor, triggers.AT_FIRST)


class Migration(migrations.Migration):
    dependencies = [("collaboration", "0002_convening")]
    operations = [migrations.RunPython(install, remove)]
