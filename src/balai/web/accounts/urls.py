"""Addresses of the account. Names that start with account_ and mfa_ are the ones allauth asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from balai.web.accounts import enter, mine, office, second_factor

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("daftar/", enter.start_sign_up, name="account_signup"),
    path("daftar/kode/", enter.finish_sign_up, name="account_finish_sign_up"),
    path("lupa-sandi/", enter.forgot, name="account_reset_password"),
    path("lupa-sandi/kode/", enter.finish_reset, name="account_finish_reset"),
    path("akun/mulai/<int:user_id>/<str:token>/", enter.first_password, name="account_first_password"),
    path("akun/kode-petugas/", enter.printed_code, name="account_printed_code"),
    path("akun/", mine.account, name="account"),
    path("akun/sandi/", mine.password, name="account_change_password"),
    path("akun/alamat/", mine.address, name="account_address"),
    path("akun/alamat/kode/", mine.confirm_address, name="account_confirm_address"),
    path("akun/keluar-semua/", mine.sign_out_others, name="account_sign_out_others"),
    path("akun/untuk/<uuid:person_id>/", office.make_one, name="make_account"),
    path("akun/pemulihan/", office.whom, name="help_back_in"),
    path("akun/pemulihan/<int:user_id>/", office.help_one, name="help_one_back_in"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/pastikan/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/pengaman/", mfa.index, name="mfa_index"),
    path("akun/pengaman/pasang/", second_factor.set_up, name="mfa_activate_totp"),
    path("akun/pengaman/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/pengaman/kode-cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "akun/pengaman/kode-cadangan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
]
