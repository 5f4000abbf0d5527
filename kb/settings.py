"""Settings of Orsak: one file that reads the environment. docs/settings.md documents every variable."""

from __future__ import annotations

import logging
import os
import warnings
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from kb import languages, logs
from kb.environment import database, flag, names, number

# Whoosh 2.7.4 has invalid escapes in its own source; nobody but its authors can mend them.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"whoosh\..*")
warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"whoosh\..*")

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where it runs --------------------------------------------------------------------------------------------

DEBUG = flag("ORSAK_DEBUG", False)
HTTPS = flag("ORSAK_HTTPS", not DEBUG)
DATA_DIR = Path(os.environ.get("ORSAK_DATA_DIR") or BASE_DIR / "var").resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"ORSAK_DATA_DIR is {DATA_DIR}, which cannot be written: {error.strerror}.") from error
CONTENT_DIR = BASE_DIR / "content"

SECRET_KEY = os.environ.get("ORSAK_SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "Set ORSAK_SECRET_KEY to a long random text, or ORSAK_DEBUG=1 to try Orsak on your own machine."
        )
    SECRET_KEY = "debug-only-" + "not-a-secret-" * 4

ALLOWED_HOSTS = names("ORSAK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [
    "https://" + (f"*{host}" if host.startswith(".") else host)
    for host in ALLOWED_HOSTS
    if host not in {"*", "localhost", "127.0.0.1", "[::1]"}
]

# --- What it is made of ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
    "csp",
    "kb.catalog",
    "kb.search",
    "kb.l10n",
    "kb.feedback",
    "kb.importer",
    "kb.pages",
    "kb.workbench",
    "kb.operations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kb.pages.cache.PageCacheMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kb.operations.odd_values.OddValuesMiddleware",
]

ROOT_URLCONF = "kb.urls"
WSGI_APPLICATION = "kb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kb.pages.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

# --- Data -----------------------------------------------------------------------------------------------------

DATABASES = {"default": database(default=f"sqlite:///{DATA_DIR / 'orsak.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "orsak"}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5_000}}
    )
}
# Finished pages for readers without a session: see kb.pages.cache.
CACHES["pages"] = (
    CACHES["default"] | {"KEY_PREFIX": "orsak-pages"}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    }
)

TASKS_BACKEND = os.environ.get("ORSAK_TASKS", "immediate")
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if TASKS_BACKEND == "database"
            else "django_tasks.backends.immediate.ImmediateBackend"
        )
    }
}

SEARCH_ENGINE = os.environ.get("ORSAK_SEARCH_ENGINE", "whoosh")
if SEARCH_ENGINE not in {"whoosh", "postgres"}:
    raise ImproperlyConfigured(f"ORSAK_SEARCH_ENGINE is {SEARCH_ENGINE!r}; it must be whoosh or postgres.")
if SEARCH_ENGINE == "postgres" and DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("ORSAK_SEARCH_ENGINE is postgres, but DATABASE_URL names no PostgreSQL database.")
# An index that is missing, damaged or of another version is rebuilt in the background while the database answers.
SEARCH_HEALS = flag("ORSAK_SEARCH_HEALS", True)

# --- Languages ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = languages.SOURCE
LANGUAGES = [(language.code, language.autonym) for language in languages.LANGUAGES]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files ----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

# --- Editing --------------------------------------------------------------------------------------------------

MARKDOWNX_MARKDOWNIFY_FUNCTION = "kb.catalog.editing.markdownify"
MARKDOWNX_URLS_PATH = "/editing/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/editing/upload/"
MARKDOWNX_EDITOR_RESIZABLE = False

# --- Security -------------------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
# Only behind a proxy that sets the header itself; without https nobody does.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# How many proxies of our own stand before the server: the address of a reader is then taken from X-Forwarded-For.
TRUSTED_PROXIES = number("ORSAK_TRUSTED_PROXIES", 0)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# They bind hosts that are not ours to bind, and browsers forget a preloaded host only after months.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and flag("ORSAK_HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = HTTPS and flag("ORSAK_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench:start"
CSRF_FAILURE_VIEW = "kb.pages.views.status.expired_form"

# --- Sign-in --------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "kb.workbench.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {"login": "kb.workbench.accounts.LoginForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Orsak"

# --- Mail -----------------------------------------------------------------------------------------------------

EMAIL_HOST = os.environ.get("ORSAK_SMTP_HOST", "")
EMAIL_PORT = number("ORSAK_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("ORSAK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ORSAK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("ORSAK_MAIL_FROM", "orsak@localhost")
SITE_ADDRESS = os.environ.get("ORSAK_SITE_ADDRESS", "http://localhost:8000").rstrip("/")

# --- Machine translation --------------------------------------------------------------------------------------

TRANSLATION_ADDRESS = os.environ.get("ORSAK_TRANSLATION_ADDRESS", "")
TRANSLATION_KEY = os.environ.get("ORSAK_TRANSLATION_KEY", "")

# --- Logs -----------------------------------------------------------------------------------------------------

# One line a request, when it is finished. Addresses of readers are not logged.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = logs.configure(json=not DEBUG, level="WARNING" if DEBUG else "INFO")
