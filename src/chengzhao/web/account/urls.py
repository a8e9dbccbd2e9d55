"""The way in and out, and what everybody does with their own account."""

from django.urls import path

from chengzhao.web.account import (
    codes,
    confirm,
    doors,
    enrolment,
    invitations,
    own,
    passwords,
    phones,
    recovery,
    registration,
    seats,
)

app_name = "account"
urlpatterns = [
    path("login/", doors.log_in, name="login"),
    path("login/code/", codes.ask, name="login-code"),
    path("login/code/enter/", codes.enter, name="login-code-enter"),
    path("login/second-factor/", doors.second_factor, name="second-factor"),
    path("login/enrol/", enrolment.enrol, name="enrol"),
    path("login/enrol/qr.svg", enrolment.qr_code, name="enrol-qr"),
    path("login/password/", passwords.replace_old, name="old-password"),
    path("logout/", doors.log_out, name="logout"),
    path("seats/", seats.seats, name="seats"),
    path("register/", registration.phone, name="register"),
    path("register/code/", registration.code, name="register-code"),
    path("register/identity/", registration.identity, name="register-identity"),
    path("register/done/", registration.done, name="register-done"),
    path("recover/", recovery.ask, name="recover"),
    path("recover/code/", recovery.code, name="recover-code"),
    path("recover/password/", recovery.password, name="recover-password"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("account/", own.home, name="home"),
    path("account/sessions/revoke/", own.revoke, name="revoke-session"),
    path("account/sessions/revoke-others/", own.revoke_others, name="revoke-sessions"),
    path("account/password/", passwords.change, name="password"),
    path("account/recovery-codes/", own.recovery_codes, name="recovery-codes"),
    path("account/second-factor/", own.replace_factor, name="replace-factor"),
    path("account/phone/", phones.new_phone, name="phone"),
    path("account/phone/code/", phones.code, name="phone-code"),
    path("account/confirm/", confirm.confirm, name="confirm"),
    path("account/confirm/code/", confirm.send_again, name="confirm-code"),
]
