from django.urls import path

from balai.web.programmes import centre, unit_import

app_name = "programmes"
urlpatterns = [
    path("program/", centre.programmes, name="list"),
    path("program/baru/", centre.add, name="add"),
    path("program/<int:pk>/", centre.one, name="one"),
    path("program/<int:pk>/ubah/", centre.change, name="change"),
    path("program/<int:pk>/kurikulum/", centre.curriculum, name="curriculum"),
    path("program/<int:pk>/kurikulum/impor/", unit_import.unit_import, name="unit_import"),
    path("program/<int:pk>/berhenti/", centre.retire, name="retire"),
]
