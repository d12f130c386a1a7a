"""Vacancies for everybody; job orders and needs for those who write them."""

from django.urls import path

from balai.web.demand import catalogue, needs, orders

app_name = "demand"
urlpatterns = [
    path("lowongan/", catalogue.vacancies, name="vacancies"),
    path("lowongan/<int:pk>/", catalogue.vacancy, name="vacancy"),
    path("permintaan/", orders.orders, name="orders"),
    path("permintaan/baru/", orders.write, name="write"),
    path("permintaan/kebutuhan/", needs.needs, name="needs"),
    path("permintaan/<int:pk>/", orders.order, name="one"),
    path("permintaan/<int:pk>/ubah/", orders.change, name="change"),
    path("permintaan/<int:pk>/langkah/", orders.move, name="move"),
]
