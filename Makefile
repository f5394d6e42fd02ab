# Two commands: `make run` to try the app out, `make test` to test it. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run test test-unit bench bench-scale lint format

VENV := .venv
# Frappe writes its JSON records in its own way; of JSON, only what is written by hand is ours to format.
PRETTIER := --log-level warn --no-error-on-unmatched-pattern \
	"dinas_sop/**/*.{js,css,scss}" "tests/**/*.{js,css}" package.json "*.yaml" ".github/**/*.yml"
# As Frappe 15 pins them: others break lines, draw and read pages differently.
PINNED := WeasyPrint==68.0 pydyf==0.12.1 pypdf==6.7.1
UNIT := $(VENV)/.made

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: ## install what is missing and serve the demo office at http://localhost:8000 (PORT=…, FRESH=1: a new site)
	@scripts/packages.sh
	@exec python3 -m scripts.run

test: ## all tests, on a site of their own (PYTEST_ARGS="tests/site -k name", KEEP=1 keeps the site)
	@scripts/packages.sh test
	@exec python3 -m scripts.test

test-unit: $(UNIT) ## tests/unit only: no Frappe, no database, seconds
	@$(VENV)/bin/python -m pytest $(or $(PYTEST_ARGS),tests/unit)

bench: ## what the app costs on top of the platform, as ratios; some minutes (ROUNDS=30, KEEP=1 keeps the site)
	@scripts/packages.sh test
	@exec python3 -m scripts.measure costs

bench-scale: ## a million cases beside ten thousand; eight minutes to an hour, 15 GB of disk (CASES=…, ROUNDS=…, KEEP=1)
	@scripts/packages.sh test
	@exec nice python3 -m scripts.measure scale

lint: $(UNIT) node_modules ## what pre-commit and CI check
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@node_modules/.bin/prettier --check $(PRETTIER)

format: $(UNIT) node_modules ## let ruff and prettier rewrite what lint complains about
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@node_modules/.bin/prettier --write $(PRETTIER)

$(UNIT): pyproject.toml
	@python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --editable '.[unit,lint]' $(PINNED)
	@touch $@

node_modules: package.json yarn.lock
	@npx --yes yarn@1 install --frozen-lockfile --silent
	@touch $@
