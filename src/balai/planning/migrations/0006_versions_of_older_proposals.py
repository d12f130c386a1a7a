"""Proposals from before the trail: what was proposed, and the answer where there is one; evidence keeps its own day and kind."""

from django.db import migrations

ANSWERED = {"accepted": "accept", "changed": "change", "refused": "refuse", "withdrawn": "withdraw"}


def keep(apps, schema_editor):
    Package, Version = apps.get_model("planning", "Package"), apps.get_model("planning", "PackageVersion")
    for package in Package.objects.order_by("pk").iterator():
        shared = {"package": package, "title": package.title, "curriculum_id": package.curriculum_id}
        Version.objects.create(
            number=1, step="propose", state="proposed", seats=package.seats_proposed, cost=package.cost_proposed,
            words=package.reason, said_by=package.proposed_by, said_for_id=package.on_behalf_of_id,
            said_at=package.proposed_at, **shared,
        )
        if package.state in ANSWERED:
            Version.objects.create(
                number=2, step=ANSWERED[package.state], state=package.state, seats=package.seats, cost=package.cost,
                fund_line_id=package.fund_line_id, words=package.answer, said_by=package.answered_by,
                said_for_id=package.answer_noted_by_id and package.funder_id,
                said_at=package.answered_at or package.proposed_at, **shared,
            )
    for row in apps.get_model("planning", "PackageEvidence").objects.filter(need__isnull=False).select_related("need"):
        row.kind, row.as_of, row.job_order_id = row.need.kind, row.need.as_of, row.need.job_order_id
        row.save(update_fields=["kind", "as_of", "job_order"])


def forget(apps, schema_editor):
    apps.get_model("planning", "PackageVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0005_trail_rounds_and_spending")]

    operations = [migrations.RunPython(keep, forget)]
