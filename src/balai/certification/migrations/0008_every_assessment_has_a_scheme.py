import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0007_schemes_of_older_assessments")]
    operations = [
        migrations.RemoveConstraint(model_name="competencyassessment", name="one_assessment_a_day"),
        migrations.AlterField(
            model_name="competencyassessment",
            name="certification_scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="certification.certificationscheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="competencyassessment",
            constraint=models.UniqueConstraint(
                fields=("person", "certification_scheme", "held_on"), name="one_assessment_a_day"
            ),
        ),
    ]
