"""Settings of the running system; every value an office may change comes from the environment (docs/runbook.md)."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from balai.config import environment
from balai.notifications.provider import provider_of

VAR = environment.variable_directory()
BALAI_DEMONSTRATION = environment.demonstration()
BALAI_PRACTICE = environment.practice()
BALAI_PRACTICE_URL = os.environ.get("BALAI_PRACTICE_URL", "").rstrip("/")  # where the practice room of this office is
SECRET_KEY = environment.secret("BALAI_SECRET_KEY")
BALAI_FIELD_KEYS = environment.secret("BALAI_FIELD_KEYS")
BALAI_INDEX_KEY = environment.secret("BALAI_INDEX_KEY")
BALAI_SIGNING_KEY = environment.secret("BALAI_SIGNING_KEY")
BALAI_BACKUP_KEY = os.environ.get("BALAI_BACKUP_KEY", "")
BALAI_PUBLIC_URL = os.environ.get("BALAI_PUBLIC_URL", "").rstrip("/")  # https://… as others reach it; names the issuer
BALAI_FILES = VAR / "files"
BALAI_SMS_PROVIDER = provider_of(os.environ)
BALAI_SMS_GATEWAY = os.environ.get("BALAI_SMS_GATEWAY") or (
    "balai.notifications.http_gateway.send" if BALAI_SMS_PROVIDER else ""
)
BALAI_SECOND_FACTOR = os.environ.get("BALAI_SECOND_FACTOR", "off" if BALAI_DEMONSTRATION else "on") != "off"

DEBUG = False
ALLOWED_HOSTS = os.environ.get("BALAI_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("BALAI_ORIGINS", "").split(",") if o]
ROOT_URLCONF = "balai.config.urls"
WSGI_APPLICATION = "balai.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_POSTGRES_OPTIONS = {
    "pool": {"min_size": 1, "max_size": int(os.environ.get("BALAI_DATABASE_POOL", "8")), "timeout": 20}
}
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;",
}


def database(url: str) -> dict[str, object]:
    """Django's database dictionary for BALAI_DATABASE_URL: SQLite in WAL, every commit on disk; PostgreSQL through a pool."""
    found: dict[str, object] = dict(environ.Env.db_url_config(url))
    is_sqlite = found["ENGINE"] == "django.db.backends.sqlite3"
    found["OPTIONS"] = dict(_SQLITE_OPTIONS if is_sqlite else _POSTGRES_OPTIONS)
    found["CONN_MAX_AGE"] = None if is_sqlite else 0
    found["ATOMIC_REQUESTS"] = False
    return found


DATABASES = {"default": database(environment.database_url())}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "balai.audit",
    "balai.notifications",
    "balai.accounts",
    "balai.access",
    "balai.regions",
    "balai.skills",
    "balai.parameters",
    "balai.imports",
    "balai.documents",
    "balai.institutions",
    "balai.people",
    "balai.demand",
    "balai.funding",
    "balai.programmes",
    "balai.planning",
    "balai.counselling",
    "balai.admissions",
    "balai.training",
    "balai.certification",
    "balai.papers",
    "balai.placement",
    "balai.ventures",
    "balai.outcomes",
    "balai.centres",
    "balai.collaboration",
    "balai.insights",
    "balai.api",
    "balai.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "balai.web.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "balai.web.middleware.ActorMiddleware",
    "balai.web.accounts.sign_in_first.SignInFirstMiddleware",
    "balai.web.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "balai.web.middleware.AskedPolitely",
    "balai.web.middleware.WithoutNul",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "web" / "templates"],  # ours before allauth's of the same name
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "balai.web.context.face",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

FORM_RENDERER = "balai.web.forms.renderer.BalaiFormRenderer"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "balai.accounts.rules.passwords.NotTheDemonstrations"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/meja/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "id"  # texts are written in Indonesian; English is the catalogue (docs/decisions/0001)
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Bahasa Inggris"))]
LOCALE_PATHS = [environment.ROOT / "src" / "balai" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
FORMAT_MODULE_PATH = ["balai.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(BALAI_FILES)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
_HTTPS = os.environ.get("BALAI_HTTPS", "0") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
BALAI_CONTACT = os.environ.get("BALAI_CONTACT", "")  # who answers about personal data: e-mail or phone
BALAI_PERMISSIONS_POLICY = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "balai_latihan_session" if BALAI_PRACTICE else "balai_session"  # a cookie knows no port
CSRF_COOKIE_NAME = "balai_latihan_csrf" if BALAI_PRACTICE else "balai_csrf"
if BALAI_PRACTICE:
    MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "balai.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "balai_cache"},
}
vars().update(environ.Env.email_url_config(os.environ.get("BALAI_EMAIL_URL", "consolemail://")))
if BALAI_DEMONSTRATION:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    BALAI_SMS_GATEWAY = "balai.notifications.send.to_log"
DEFAULT_FROM_EMAIL = os.environ.get("BALAI_EMAIL_FROM", "balai@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "balai.config.log.MaskPersonalNumbers"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("BALAI_LOG_LEVEL", "WARNING")},
}

ACCOUNT_LOGIN_METHODS = {"username"}  # the form resolves phone and e-mail to it (web/accounts/forms.py)
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # sign-up is our own page
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "balai.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "balai.web.accounts.forms.SignInForm",
    "reauthenticate": "balai.web.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {"send_code": "60/h/ip,5/h/key", "offer_obstacle": "20/h/ip"}
ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "balai.web.accounts.adapter.MfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "balai.web.accounts.forms.SecondFactorForm",
    "reauthenticate": "balai.web.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "balai.web.accounts.forms.SetUpForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("BALAI_PROXIES", "1" if _HTTPS else "0"))
