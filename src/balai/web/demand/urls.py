"""Vacancies for everybody; job orders and needs for those who write them."""

from django.urls import path

from balai.web.demand import catalogue, matching, needs, orders

app_name = "demand"
urlpatterns = [
    path("lowongan/", catalogue.vacancies, name="vacancies"),
    path("lowongan/<int:pk>/", catalogue.vacancy, name="vacancy"),
    path("permintaan/", orders.orders, name="orders"),
    path("permintaan/baru/", orders.write, name="write"),
    path("permintaan/kebutuhan/", needs.needs, name="needs"),
    path("permintaan/padankan/", matching.matching, name="matching"),
    path("permintaan/<int:pk>/padankan/", matching.match, name="match"),
    path("permintaan/<int:pk>/", orders.order, name="one"),
    path("permintaan/<int:pk>/ubah/", orders.change, name="change"),
    path("permintaan/<int:pk>/langkah/", orders.move, name="move"),
]
