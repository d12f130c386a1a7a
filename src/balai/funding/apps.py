from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "balai.funding"
    default_auto_field = "django.db.models.BigAutoField"
