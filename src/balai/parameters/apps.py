from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "balai.parameters"
    default_auto_field = "django.db.models.BigAutoField"
