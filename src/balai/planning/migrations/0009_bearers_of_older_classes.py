"""Classes from before keep what held for them: the recruiter selected; the centre delivered and reported."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    classes = apps.get_model("planning", "Batch").objects
    classes.update(selector_id=F("recruiter_id"), deliverer_id=F("centre_id"), reporter_id=F("centre_id"))


class Migration(migrations.Migration):
    dependencies = [("planning", "0008_bearers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
