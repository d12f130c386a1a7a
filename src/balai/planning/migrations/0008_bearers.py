"""Who selects, delivers and reports stands on the class; empty until the next step has filled it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0003_listed_as"), ("planning", "0007_once")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="selector",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_selected",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="deliverer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_delivered",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="reporter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches_reported",
                to="institutions.institution",
            ),
        ),
    ]
