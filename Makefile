# `make` lists the targets. Everything is installed into .venv, nothing outside the checkout.

PYTHON ?= python3
PORT ?= 8501
# A folder of tables; empty: the embedded ones.
COLLECTION ?=
# `make lock UPGRADE=--upgrade` takes newer versions; plain `make lock` changes only what it must.
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
# Stamps say what is installed, so that a second run starts at once.
APP := $(VENV)/.installed-app
TOOLS := $(VENV)/.installed-tools
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url $(UPGRADE)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-quick lint format check bench audit sbom lock clean

help: ## list the targets
	@echo "Dateline: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# For this machine only, hence with uploads.
run: $(APP) ## install what is missing and serve the app on port PORT (8501), with the tables in COLLECTION (data)
	$(if $(COLLECTION),DATELINE_COLLECTIONS='$(COLLECTION)') DATELINE_UPLOADS=on \
		$(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.address localhost

test: $(TOOLS) ## install what is missing, a browser too, and run every test
	$(BIN)/python tests/ensure_chromium.py
	$(BIN)/python -m tests.ensure_nginx
	$(BIN)/python -m pytest -n auto --dist worksteal

test-quick: $(TOOLS) ## the tests that need neither browser nor fresh environment
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not install"

lint: $(TOOLS) ## style, layers and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(TOOLS) ## put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(APP) ## check the tables in data/
	$(BIN)/dateline check data

bench: $(TOOLS) ## measure, and print a table
	$(BIN)/python -m benchmarks

# Tools of their own, at one version, that the app never meets; their files stay in the environment.
UVX := UV_CACHE_DIR=$(VENV)/.uv UV_TOOL_DIR=$(VENV)/.uv-tools $(BIN)/uv tool run

audit: $(TOOLS) ## look the locks up among known vulnerabilities; needs the network
	$(UVX) --from pip-audit==2.10.1 pip-audit --disable-pip --require-hashes -r requirements.lock -r requirements-polars.lock \
		-r requirements-dev.lock

sbom: $(TOOLS) ## write sbom.json, the bill of materials (CycloneDX) of what requirements.lock installs
	$(UVX) --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json

# setuptools makes the package of the checkout: it is locked with the rest, so that none is fetched when the package is made.
lock: $(TOOLS) ## write the locks anew from requirements.txt, the extra polars and requirements-dev.in
	{ grep -v '^-e' requirements.txt; echo setuptools; } | $(COMPILE) - --output-file requirements.lock
	echo polars | $(COMPILE) - --constraint requirements.lock --output-file requirements-polars.lock
	$(COMPILE) requirements-dev.in --constraint requirements.lock --constraint requirements-polars.lock --output-file requirements-dev.lock

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Dateline needs Python 3.11 or newer, and '$(PYTHON)' is not here."; \
		echo "Install it, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dateline needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)."; \
		echo "Name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu the package python3-venv has it."; exit 1; }

# The lock first, by hash; then the checkout itself, which has no hash and needs nothing more: it is made with the setuptools of the lock.
$(APP): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TOOLS): requirements-dev.lock $(APP)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
