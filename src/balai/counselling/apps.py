from importlib import import_module

from django.apps import AppConfig

from balai.kernel.registry import registry


class CounsellingConfig(AppConfig):
    name = "balai.counselling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        registry.add_person_hooks(import_module("balai.counselling.privacy").HOOKS)
        registry.add_desk_hooks(import_module("balai.counselling.desk").HOOKS)
        import_module("balai.counselling.parameters")
