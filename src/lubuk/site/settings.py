"""What Django makes of the configuration. What a person may set is read in lubuk/site/configuration/.

No secret and no address of a service stands here, and nothing is switched by the kind of machine: a laptop,
a test and a server differ by their environment variables alone.
"""

from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from lubuk.site import configuration
from lubuk.site.configuration import places
from lubuk.site.logs import is_news

CONFIGURATION = configuration.read()

DEBUG = CONFIGURATION.debug
SECRET_KEY = CONFIGURATION.secret_key or places.secret_key(CONFIGURATION.data)
DATA = CONFIGURATION.data
PACKS_DIR = places.PACKAGE / "packs"

# Apps and the way of a request through them

INSTALLED_APPS = [
    "lubuk.site",
    "lubuk.domains.importing",
    "lubuk.domains.library",
    "lubuk.domains.kinds",
    "lubuk.domains.office",
    "lubuk.domains.records",
    "lubuk.domains.registers",
    "lubuk.shared.answers",
    "lubuk.shared.search",
    "lubuk.shared.searchlog",
    "lubuk.shared.wanted",
    "lubuk.shared.savedsearches",
    "lubuk.shared.attachments",
    "lubuk.shared.origins",
    "lubuk.shared.duties",
    "lubuk.shared.likeness",
    "lubuk.shared.retention",
    "lubuk.shared.notifications",
    "lubuk.shared.dependents",
    "lubuk.shared.usefulness",
    "lubuk.shared.comments",
    "lubuk.shared.expertise",
    "lubuk.foundation.trail",
    "lubuk.foundation.shaping",
    "lubuk.foundation.items",
    "lubuk.foundation.access",
    "lubuk.foundation.accounts",
    "lubuk.foundation.sections",
    "lubuk.foundation.subjects",
    "lubuk.foundation.units",
    "lubuk.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
]

MIDDLEWARE = [
    "lubuk.site.health.HealthMiddleware",  # first: it answers under any host name and without TLS
    "lubuk.site.one_moment.as_of_one_moment",
    "lubuk.shared.searchlog.noticing.note_searches",  # before the memory of pages: it sees what comes from there
    "lubuk.site.public_cache.PublicCache",
    "lubuk.site.turns.take_turns",
    "lubuk.site.one_moment.follow_kinds",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "lubuk.site.first_visit.FirstVisitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lubuk.foundation.accounts.middleware.person_middleware",
    "lubuk.site.reader_mark.reader_mark",
    "allauth.account.middleware.AccountMiddleware",
    "lubuk.site.refusing.RefusalMiddleware",
]

ROOT_URLCONF = "lubuk.site.urls"
WSGI_APPLICATION = "lubuk.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lubuk.site.context.frame",
            ],
        },
    }
]

# Where things are kept

DATABASES = {"default": CONFIGURATION.database}
STORAGES = {
    "default": CONFIGURATION.storage,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
SEARCH_DIR = DATA / "search"
EMBEDDINGS = CONFIGURATION.embeddings
ASSISTANT = CONFIGURATION.assistant
MEDIA_URL = "/files/"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20  # a form's text; files are counted apart and go to the disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = (
    2001  # a folder that is brought in; one more, so that the form can say what to do
)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
UPLOAD_MAX_BYTES = CONFIGURATION.upload_megabytes * 2**20
FILES_MAX_BYTES = CONFIGURATION.files_gigabytes * 2**30  # all files together; 0: as much as the disk holds

# The limits on attempts and the used one-time codes count across all processes of the machine, so they are
# in files; pages that are only worth a process's own memory use the second.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
MAILERS = {"default": CONFIGURATION.mail}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.mail_from

# Who may come in, and how safely

ALLOWED_HOSTS = [
    urlsplit(CONFIGURATION.url).hostname or "",
    *CONFIGURATION.hosts,
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.url]
# Behind a proxy the scheme is what the proxy says. Without one nobody is believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.proxies else None
SECURE_SSL_REDIRECT = CONFIGURATION.is_secure and bool(CONFIGURATION.proxies)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if CONFIGURATION.is_secure else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "worker-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"

SESSION_ENGINE = "lubuk.site.sessions"  # every sign-out counts on every machine at once
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CONFIGURATION.is_secure
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["lubuk.foundation.accounts.backends.PersonBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(CONFIGURATION.url).scheme
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
# Five wrong passwords for one account in five minutes, ten from one address in a minute; allauth's other
# limits stand.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIGURATION.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lubuk"

# Languages and time

LANGUAGE_CODE = CONFIGURATION.language
LANGUAGES = [("en", _("English")), ("id", _("Indonesian"))]
LOCALE_PATHS = [places.PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CONFIGURATION.time_zone

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": CONFIGURATION.log.upper()},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # A page not found and a refused form are the visitor's affair, not the administrator's.
        "django.request": {"level": "ERROR", "filters": ["news"]},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
