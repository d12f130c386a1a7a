"""Each name under which a certifier assessed becomes a scheme of it. Its units stay those of the classes until the
certifier writes them: what candidates were asked does not change."""

from django.db import migrations
from django.db.migrations.state import StateApps
from django.utils import timezone


def give_schemes(apps: StateApps, _editor: object) -> None:
    assessment = apps.get_model("certification", "CompetencyAssessment")
    scheme = apps.get_model("certification", "CertificationScheme")
    found = assessment.objects.filter(certification_scheme=None).values_list("certifier_id", "scheme").distinct()
    for certifier, title in sorted(set(found)):
        made = scheme.objects.create(
            certifier_id=certifier, title=title, recorded_by="migration", recorded_at=timezone.now()
        )
        rows = assessment.objects.filter(certification_scheme=None, certifier_id=certifier, scheme=title)
        rows.update(certification_scheme=made)


class Migration(migrations.Migration):
    dependencies = [("certification", "0006_schemes")]
    operations = [migrations.RunPython(give_schemes, migrations.RunPython.noop)]
