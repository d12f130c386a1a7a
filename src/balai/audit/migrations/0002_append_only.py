from django.db import migrations

from balai.audit import triggers

CHAINS = 16


def open_chains(apps, schema_editor):
    chain = apps.get_model("audit", "Chain")
    chain.objects.bulk_create([chain() for _ in range(CHAINS)])


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, schema_editor)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(open_chains, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
