# `make run` serves Orsak on this machine, `make test` tries all of it. `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
DATA := $(or $(ORSAK_DATA_DIR),var)
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
STATIC := $(DATA)/.static
TEMPLATES := templates $(wildcard kb/*/templates)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --strip-extras

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev serve setup test check format lock messages screenshots

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: export ORSAK_HTTPS ?= off
run: $(DATA)/secret-key setup ## set up and serve on this machine, over http, on port 8000 (PORT)
	@echo "Orsak answers at http://localhost:$(or $(PORT),8000)/ (Ctrl+C stops it)."
	@ORSAK_SECRET_KEY="$${ORSAK_SECRET_KEY:-$$(cat $(DATA)/secret-key)}" $(BIN)/gunicorn kb.wsgi

dev: export ORSAK_DEBUG := on
dev: $(VENV)/.dev $(CATALOGUES) ## serve while you write: reloads itself, shows tracebacks
	@$(MANAGE) prepare_site
	@$(MANAGE) runserver $(or $(PORT),8000)

serve: ## set up and run the production server, behind a proxy that speaks https
	@test -n "$$ORSAK_SECRET_KEY" || { echo "Set ORSAK_SECRET_KEY to a long random text before make serve." >&2; exit 1; }
	@$(MAKE) --no-print-directory setup
	@$(BIN)/gunicorn kb.wsgi

setup: $(VENV)/.run $(CATALOGUES) $(STATIC)
	@$(MANAGE) prepare_site

test: $(VENV)/.dev $(CATALOGUES) ## set up and run every test, on SQLite and on PostgreSQL, browser included
	@BIN=$(BIN) .ci/test

check: $(VENV)/.dev ## lint and type-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint $(TEMPLATES)
	$(BIN)/mypy kb

format: $(VENV)/.dev ## format the Python files
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## collect the strings of the interface into locale/
	ORSAK_DEBUG=on $(MANAGE) update_messages

screenshots: $(VENV)/.dev $(CATALOGUES) ## take the pictures in docs/screenshots from a site of their own
	@$(BIN)/python -m tests.screenshots docs/screenshots

lock: $(VENV)/.dev ## lock the requirements anew
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt

$(VENV)/.run: requirements.txt
	@echo "Installing what Orsak needs into $(VENV)."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.run
	@echo "Installing what its tests need into $(VENV)."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(DATA)/secret-key:
	@mkdir -p $(DATA)
	@(umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@)

$(STATIC): requirements.txt $(shell find static kb/*/static -type f 2>/dev/null) | $(VENV)/.run
	@mkdir -p $(DATA)
	@ORSAK_SECRET_KEY=none-is-needed-to-collect $(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@
