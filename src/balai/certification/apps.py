from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "balai.certification"
    default_auto_field = "django.db.models.BigAutoField"
