"""Your own machine: `make start`. No server is needed; DATABASE_URL and REDIS_URL add them."""

from sendpanel.settings.base import *

DEBUG = env.bool("DEBUG", default=True)
DEMO = True
GALLERY = True
SECRET_KEY = SECRET_KEY or "for-this-machine-only"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
VAR.mkdir(exist_ok=True)
