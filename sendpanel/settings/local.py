"""Your own machine: `make start`. No server is needed; DATABASE_URL and REDIS_URL add them."""

from sendpanel.settings.base import *

DEBUG = env.bool("DEBUG", default=True)
DEMO = True
GALLERY = True
SECRET_KEY = SECRET_KEY or "for-this-machine-only"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
VAR.mkdir(exist_ok=True)
# What would be sent lies in var/outbox, a file each.
if "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "outbox"
