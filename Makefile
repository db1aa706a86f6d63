# Every recipe here is what CI runs and what the README names. `make` lists them.

PYTHON ?= python3
ADDRESS ?= localhost:8000
DIR ?= var/backups/$(shell date +%Y-%m-%d)
VENV ?= .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/pytest -n auto

export VENV

# The driver comes along only when the database is PostgreSQL.
EXTRA := $(if $(filter postgres%,$(DATABASE_URL)),postgres)

.DEFAULT_GOAL := help
.PHONY: help environment tools ready setup start test test-slow check lint fix migrate seed worker beat up-services docs vendor backup

help: ## list what there is to type
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

environment:
	@$(PYTHON) bin/make_environment.py run $(EXTRA)

tools:
	@$(PYTHON) bin/make_environment.py run dev $(EXTRA)

ready: environment
	@$(PYTHON) bin/provide.py pdf

setup: ready ## environment, database and demonstration data, without the server
	@$(MANAGE) prepare

start: ready ## everything, then the server on http://localhost:8000
	@$(MANAGE) prepare --address http://$(ADDRESS)
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver $(ADDRESS)

test: tools ## the tests that need no browser; on PostgreSQL and Redis when DATABASE_URL and REDIS_URL are set
	@$(PYTHON) bin/provide.py pdf poppler
	@$(PYTEST)

test-slow: tools ## browser, office programs, faults and benches
	@$(PYTHON) bin/provide.py pdf poppler browser office
	@$(PYTEST) -m slow

lint: tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=sendpanel.settings.test $(MANAGE) makemigrations --check --dry-run
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

check: lint test ## format, lint, imports, types, migrations, templates and the quick tests

fix: tools ## put right what tools can: format and import order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

migrate: environment ## bring the database up to date
	@$(MANAGE) migrate

seed: environment ## demonstration data (never in a production database)
	@$(MANAGE) seed_demo

worker: environment ## a Celery worker (needs REDIS_URL)
	@$(BIN)/celery -A sendpanel worker --loglevel info

beat: environment ## the clock that starts the sweeps (needs REDIS_URL)
	@$(BIN)/celery -A sendpanel beat --loglevel info --schedule var/celerybeat

up-services: ## PostgreSQL and Redis on this machine; prints what to export
	@bin/up_services

docs: tools ## write docs/rules.md from docstrings and tests
	@$(BIN)/python bin/make_rules_page.py

vendor: tools ## fetch the front end's built files into static/
	@$(BIN)/python bin/vendor_frontend.py

backup: environment ## database, files and anchor into DIR
	@$(MANAGE) backup $(DIR)
