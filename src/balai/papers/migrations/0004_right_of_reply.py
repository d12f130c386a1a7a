import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("papers", "0003_inspection")]

    operations = [
        migrations.AddField("sample", "sent_by", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("sample", "sent_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="LineAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=1000)),
                ("answered_by", models.CharField(max_length=64)),
                ("answered_at", models.DateTimeField()),
                ("read_by", models.CharField(blank=True, max_length=64)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                                           related_name="+", to="documents.storedfile")),
                ("line", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="answer",
                                              to="papers.sampleline")),
            ],
        ),
    ]  # fmt: skip
