from django.urls import path

from balai.web.gallery import gallery

urlpatterns = [path("", gallery, name="gallery")]
