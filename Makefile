# Kilowatch. `make help` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FRONT_END := frontend/dist/index.html
NODE_MODULES := frontend/node_modules/.package-lock.json
FRONT_END_SOURCES := $(shell find frontend/src frontend/public frontend/build -type f) \
	frontend/index.html frontend/vite.config.ts frontend/tsconfig.json

# The longest first: two at a time.
CHECKS := check-types check-front-end check-schemas check-sql check-style
TESTS := test-front-end test-services test-platform
SLOWEST := --durations 25 --durations-min 3

.DEFAULT_GOAL := help
.PHONY: help setup up down status test servers check schemas format lock deploy-test \
	fuzz mutants screenshots clean $(CHECKS) $(TESTS)

help: ## List all targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
		| while IFS='|' read -r name text; do printf '  %-12s %s\n' "$$name" "$$text"; done

setup: $(STAMP) $(FRONT_END) ## Create the virtual environment, build the front end, download RabbitMQ if missing

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Kilowatch needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing dependencies (about a minute, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/kilowatch fetch || echo "Continuing: only what needs RabbitMQ will ask for it again."
	@touch $@

$(NODE_MODULES): frontend/package-lock.json frontend/.npmrc | $(STAMP)
	@echo "Installing the dependencies of the front end …"
	@frontend/with-node npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(FRONT_END): $(FRONT_END_SOURCES) $(NODE_MODULES)
	@echo "Building the front end …"
	@frontend/with-node npm run --silent build -- --logLevel warn
	@touch $@

up: setup ## Run the platform on this machine, with demo data (ARGS="--no-demo" without)
	@exec $(BIN)/kilowatch up $(ARGS)

down: setup ## Stop the platform
	@$(BIN)/kilowatch down

status: setup ## Show every process and its state
	@$(BIN)/kilowatch status

test: setup ## Run every test with real servers, including the browser (ARGS="tests/auth -x" for some)
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(MAKE) --no-print-directory --jobs 1 $(TESTS)
endif

test-front-end:
	@frontend/with-node npm test --silent

test-services:
	@# Four for two processors: half of a test's time goes to waiting for servers.
	@$(BIN)/python -m pytest -m "not system" --numprocesses 4 --dist loadfile \
		--max-worker-restart 1 $(SLOWEST)

test-platform:
	@$(BIN)/python -m pytest -m system $(SLOWEST)

servers: setup ## Keep servers for tests running, so that `make test ARGS=…` starts at once
	@$(BIN)/python -m tests.harness.warm

check: setup ## Format, lint, strict types, import contracts, schemas, API client
	@$(MAKE) --no-print-directory --jobs 2 $(CHECKS)
	@echo "All checks passed."

check-types:
	@$(BIN)/basedpyright --level error

check-front-end:
	@frontend/with-node npm run --silent check

check-schemas:
	@$(BIN)/python -m kilowatch.schemas check
	@$(BIN)/python -m deploy.generate check

check-sql:
	@$(BIN)/sqlfluff lint --nocolor src/kilowatch/*/sql src/kilowatch/*/migrations/versions \
		src/kilowatch/kit/tables

check-style:
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports

schemas: setup ## Regenerate the committed schemas and the files for containers
	@$(BIN)/python -m kilowatch.schemas write
	@$(BIN)/python -m kilowatch.monitoring.sql_constants
	@$(BIN)/python -m deploy.generate write
	@frontend/with-node npm run --silent api

format: setup ## Format the code and apply automatic fixes
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@frontend/with-node npm run --silent format

lock: setup ## Resolve the dependencies again
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
		--group dev pyproject.toml -o requirements.lock
	@for group in services operator; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
			--upgrade --group $$group -c requirements.lock -o deploy/$$group.lock; done
	@frontend/with-node npm run --silent lock

deploy-test: $(STAMP) ## Run the platform in containers, by Compose and on a Swarm (ARGS=compose for one)
	@$(BIN)/python -m tests.deployment $(ARGS)

fuzz: setup ## Hostile requests and messages at a platform of its own (ARGS="--help" for more)
	@$(BIN)/python -m tests.fuzz $(ARGS)

mutants: setup ## Change the code in small ways and report what no test notices (ARGS="kit" for some)
	@$(BIN)/python -m tests.mutants $(ARGS)

screenshots: setup ## Retake the screenshots in docs/images, on a platform with demo data
	@$(BIN)/python -m tests.browser.screenshots

clean: ## Remove what was installed and built (not the platform's state)
	@rm -rf $(VENV) .ruff_cache .pytest_cache .hypothesis build dist frontend/dist frontend/node_modules
