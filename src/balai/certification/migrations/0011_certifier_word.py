from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("certification", "0010_independence"),
    ]

    operations = [
        migrations.AddField(
            model_name="competencecertificate",
            name="certifier_said_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="competencecertificate",
            name="certifier_word",
            field=models.CharField(
                blank=True,
                choices=[
                    ("confirmed", "dibenarkan lembaga sertifikasinya"),
                    ("denied", "dibantah lembaga sertifikasinya"),
                ],
                max_length=9,
            ),
        ),
    ]
