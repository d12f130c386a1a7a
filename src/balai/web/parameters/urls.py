from django.urls import path

from balai.web.parameters import office

app_name = "parameters"
urlpatterns = [
    path("", office.parameters, name="list"),
    path("tarik/<int:pk>/", office.withdraw, name="withdraw"),
    path("<str:name>/", office.parameter, name="one"),
]
