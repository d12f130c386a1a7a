from django.apps import AppConfig

from balai.kernel.registry import DeskHooks, registry


class InstitutionsConfig(AppConfig):
    name = "balai.institutions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.institutions import measures, parameters  # noqa: F401, PLC0415 the latter declares them
        from balai.institutions.desk import waiting  # noqa: PLC0415 models are loaded only now

        registry.add_desk_hooks(DeskHooks(room="institutions", waiting=waiting))
        registry.add_measures("institutions", measures.MEASURES)
