# Kilowatch. `make help` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup up down status test check schemas format lock clean

help: ## List all targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
		| while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

setup: $(STAMP) ## Make the virtual environment from the hashed lock, fetch RabbitMQ where there is none

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Kilowatch needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing what Kilowatch needs (about a minute, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/kilowatch fetch || echo "Going on: only what needs a RabbitMQ will ask for it again."
	@touch $@

up: setup ## Run the platform on this machine, with demo data (ARGS="--no-demo" without)
	@exec $(BIN)/kilowatch up $(ARGS)

down: setup ## Stop the platform
	@$(BIN)/kilowatch down

status: setup ## Show every part and its state
	@$(BIN)/kilowatch status

test: setup ## Run every test on a real PostgreSQL and a real RabbitMQ (ARGS="tests/auth -x" for some)
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest -m "not system" --numprocesses 3 --dist loadfile
	@$(BIN)/python -m pytest -m system
endif

check: setup ## Format, lint, strict types, import contracts, schemas
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/basedpyright --level error
	@$(BIN)/lint-imports
	@$(BIN)/python -m kilowatch.schemas check
	@echo "All checks passed."

schemas: setup ## Write the committed schemas anew
	@$(BIN)/python -m kilowatch.schemas write

format: setup ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

lock: setup ## Resolve the dependencies anew
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
		--group dev pyproject.toml -o requirements.lock

clean: ## Remove what was installed and built (not the platform's state)
	@rm -rf $(VENV) .ruff_cache .pytest_cache .hypothesis build dist
