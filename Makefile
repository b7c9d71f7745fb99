# Two commands do everything on a fresh machine (Python >= 3.11, git, make):
#   make run    starts the service with its demo and prints the address
#   make test   runs every check
# The first Python here that runs and is new enough (a name on the PATH may be a shim of a version that is not active).
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
NPM := $(BIN)/python hatch_build.py npm
STATIC := service/salvaguarda/static/index.html
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
# Two at once, what each says in one piece where make can.
BESIDE := $(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
SAY := @printf '\n\033[1m== %s\033[0m\n'

.DEFAULT_GOAL := help
.PHONY: help run serve setup frontend test test-all check check-python check-frontend check-pytest browser format api bench lock screenshots dist clean

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run.stamp $(STATIC) ## start the service with its demo and print the address
	$(BIN)/salvaguarda demo

serve: $(VENV)/run.stamp $(STATIC) ## start the service with your own data (./data)
	$(BIN)/salvaguarda serve

setup: $(VENV)/dev.stamp $(STATIC) browser ## install everything the checks need

test: setup ## every check: format, lint, types, imports, units, databases, browser
	@$(BESIDE) check-python check-frontend
	@$(MAKE) --no-print-directory check-pytest

test-all: setup ## the same and the slow sweeps
	@$(BESIDE) check-python check-frontend
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m ""

$(VENV)/bin/python:
	$(SAY) "Making a Python environment in $(VENV)"
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/runtime.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(SAY) "Installing the service (Python packages and Node for building, all into $(VENV))"
	$(PIP) --require-hashes -r requirements/runtime.txt
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(SAY) "Installing what the checks need"
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json | $(VENV)/run.stamp
	$(SAY) "Installing the front end's packages"
	$(NPM) ci --ignore-scripts --no-audit
	@touch $@

frontend: $(STATIC) ## build the front end

$(STATIC): frontend/node_modules/.stamp $(FRONTEND)
	$(SAY) "Building the front end"
	$(NPM) run build
	@touch $@

browser: $(VENV)/dev.stamp
	@$(BIN)/python -m tools.install_browser

check: check-python check-frontend ## format, lint, types and imports, without the tests

check-python: $(VENV)/dev.stamp
	$(SAY) "Python: format, lint, types, import contracts"
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-frontend: $(VENV)/dev.stamp $(STATIC)
	$(SAY) "Front end: format, lint, types, API client in step, units, size"
	$(BIN)/salvaguarda openapi --check frontend/openapi.json
	$(NPM) run format:check
	$(NPM) run lint
	$(NPM) run check
	$(NPM) run api -- -o node_modules/.api-check
	diff -r frontend/src/api frontend/node_modules/.api-check
	$(NPM) run test
	$(NPM) run size

check-pytest: $(VENV)/dev.stamp $(STATIC) browser
	$(SAY) "Tests: domain, use cases, SQLite and PostgreSQL, HTTP, browser"
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m "not slow"

format: $(VENV)/dev.stamp ## put everything into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run format

api: $(VENV)/dev.stamp ## write the OpenAPI file and the front end's client anew
	$(BIN)/salvaguarda openapi frontend/openapi.json
	$(NPM) run api

bench: $(VENV)/dev.stamp ## measure, as ratios against a baseline in the same run
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/dev.stamp $(STATIC) browser ## take the pictures of the README anew
	$(BIN)/python -m tools.take_screenshots

dist: $(VENV)/dev.stamp $(STATIC) ## wheel and sdist, with front end, checklists and prompts
	$(BIN)/python -m build --outdir dist

lock: ## pin the newest allowed versions (needs uv)
	cd requirements && for set in runtime build dev; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $$set.in --output-file $$set.txt --upgrade; done

clean: ## remove everything that was made here
	rm -rf $(VENV) frontend/node_modules service/salvaguarda/static dist
