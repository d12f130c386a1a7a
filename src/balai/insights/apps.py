from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "balai.insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.insights import parameters, published  # noqa: F401, PLC0415
        from balai.insights.employment import employment  # noqa: PLC0415
        from balai.insights.figure_sets import BY_NAME  # noqa: PLC0415
        from balai.insights.queries import reader_of  # noqa: PLC0415 models are loaded only now

        for name in BY_NAME:
            published.add(name, reader_of(name))
        published.add("employment", employment)
