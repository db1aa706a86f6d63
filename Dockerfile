# The product as a council runs it: gunicorn for pages; the same image runs the worker, beat and migrate.
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
COPY requirements /requirements
RUN python3 -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps \
      -r /requirements/run.txt -r /requirements/build.txt \
 && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps --no-build-isolation \
      -r /requirements/image.txt

FROM ${BASE}
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
# Pango draws the PDF files, libpq and pg_dump speak to the database.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 libpq5 postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 sendpanel \
 && install --directory --owner sendpanel /data /data/files
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=sendpanel.settings.production \
    FILES_ROOT=/data/files
WORKDIR /app
COPY . .
# Settings want these to start; nothing of them stays in the image.
RUN SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=postgres://build REDIS_URL=redis://build \
      python manage.py collectstatic --no-input
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "bin/check_health.py"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-", "sendpanel.wsgi"]
