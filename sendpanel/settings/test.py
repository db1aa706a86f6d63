"""The suite: SQLite in memory unless DATABASE_URL says otherwise; tasks run in process."""

import tempfile

from sendpanel.settings.base import *

SECRET_KEY = "for-tests"
ALLOWED_HOSTS = ["*"]
DEMO = True
GALLERY = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"NAME": ":memory:", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
CELERY_TASK_ALWAYS_EAGER = not env.bool("REAL_WORKER", default=False)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
FILES_ROOT = tempfile.mkdtemp(prefix="sendpanel-test-")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"
