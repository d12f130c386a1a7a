from django.urls import path

from balai.web.collaboration import office

app_name = "case_imports"
urlpatterns = [path("", office.upload, name="upload")]
