from django.apps import AppConfig


class VenturesConfig(AppConfig):
    name = "balai.ventures"
    default_auto_field = "django.db.models.BigAutoField"
