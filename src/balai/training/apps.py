from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "balai.training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.admissions.elsewhere import hear_from  # noqa: PLC0415
        from balai.kernel.registry import registry  # noqa: PLC0415
        from balai.training import desk, measures, parameters, privacy, queries  # noqa: F401, PLC0415

        registry.add_desk_hooks(desk.HOOKS)
        registry.add_person_hooks(privacy.HOOKS)
        registry.add_measures("training", measures.MEASURES)
        hear_from(queries.rosters, queries.numbered_seats)
