"""Every class says who selects, delivers and reports."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_bearers_of_older_classes")]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="selector",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_selected",
                to="institutions.institution",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="deliverer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_delivered",
                to="institutions.institution",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="reporter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_reported",
                to="institutions.institution",
            ),
        ),
    ]
