# One word does it. From any folder: make -C "the project's folder" demo
#
#   make demo    a whole season, then its pages on http://127.0.0.1:8000
#                CANDIDATES=5000 PROVINCE=14 YEAR=2024 SEED=chengzhao PORT=8000; SERVE=0 ends after the figures
#   make reset   deletes the demo's database
#   make test    all tests
#   make check   what continuous integration runs: lint, types, import contracts, tests
#   make fix     formats the code, mends what a program can mend, writes the generated pages
#   make bench   the speed claims, measured
#   make shots   screenshots of the demo's pages, into docs/shots
#   make sbom    the bill of materials: every locked package with its licence, into build/sbom.json
#   make lock    writes the requirement files anew from pyproject.toml

PYTHON ?= python3
ENVIRONMENT := $(PYTHON) tools/environment.py
BIN := .venv/bin
SEASON = $(if $(CANDIDATES),--candidates "$(CANDIDATES)") $(if $(PROVINCE),--province "$(PROVINCE)") \
	$(if $(YEAR),--year "$(YEAR)") $(if $(SEED),--seed "$(SEED)")
STRICT := law rules engine ledger vault actions cli settings
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

.PHONY: demo reset test check lint fix bench shots sbom lock environment chromium

demo:
	@$(ENVIRONMENT) run
	@$(BIN)/chengzhao demo $(SEASON) $(if $(filter 0,$(SERVE)),--no-serve)

reset:
	@$(ENVIRONMENT) run
	@$(BIN)/chengzhao reset

environment:
	@$(ENVIRONMENT) dev

chromium:
	@tools/chromium.sh

test: environment chromium
	$(BIN)/python -m pytest -n 2 $(PYTEST)

check: lint test

lint: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --follow-imports=silent $(STRICT:%=src/chengzhao/%) src/chengzhao/records/embedded*.py tools
	$(BIN)/lint-imports --config importlinter.toml
	$(BIN)/djlint src --lint --quiet --profile=django --ignore=H015

fix: environment
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tools.states_doc
	$(BIN)/python -m tools.doors_doc
	$(BIN)/python -m tools.law_coverage
	$(BIN)/python -m tools.glossary_doc

bench: environment
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python -m "bench.$$(basename "$$script" .py)" || exit 1; done

shots: environment chromium
	@$(BIN)/python -m tools.shots

sbom: environment
	@$(BIN)/python -m tools.sbom

lock:
	@rm -rf build/lock
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	@build/lock/bin/$(LOCK) --output-file requirements.txt
	@build/lock/bin/$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	@rm -rf build/lock
