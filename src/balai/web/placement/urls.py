from django.urls import path

from balai.web.placement import placements, referrals

app_name = "placement"
urlpatterns = [
    path("rujukan/", referrals.referrals, name="referrals"),
    path("rujukan/baru/", referrals.new, name="refer"),
    path("rujukan/<int:pk>/", referrals.referral, name="referral"),
    path("rujukan/<int:pk>/jawab/", referrals.answer, name="answer"),
    path("rujukan/<int:pk>/batal/", referrals.undo, name="undo"),
    path("rujukan/<int:pk>/tempatkan/", referrals.place_referred, name="place_referred"),
    path("penempatan/", placements.placements, name="placements"),
    path("penempatan/baru/", placements.new, name="place"),
    path("penempatan/jawab/<str:token>/", placements.by_link, name="by_link"),
    path("penempatan/<int:pk>/", placements.placement, name="placement"),
    path("penempatan/<int:pk>/benarkan/", placements.confirm, name="confirm"),
    path("penempatan/<int:pk>/tanya/", placements.ask, name="ask"),
    path("penempatan/<int:pk>/berhenti/", placements.end, name="end"),
    path("penempatan/<int:pk>/tarik/", placements.withdraw, name="withdraw"),
]
