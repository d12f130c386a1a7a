from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "balai.outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415
        from balai.outcomes import agenda, became, desk, measures, parameters, privacy  # noqa: F401, PLC0415
        from balai.planning.earlier import hear_from  # noqa: PLC0415

        registry.add_person_hooks(privacy.HOOKS)
        registry.add_desk_hooks(DeskHooks("outcomes", waiting=desk.waiting, hand_over=desk.hand_over))
        registry.add_agenda("outcomes", agenda.offers)
        registry.add_measures("outcomes", measures.MEASURES)
        hear_from(became.SOURCE, became.became_of_classes)
