# make run and make test do everything needed from a fresh clone; see README.md.
SHELL := /bin/bash
PYTHON := .venv/bin/python
WORKERS ?= 2
PYTEST_ARGS ?=

.PHONY: run test setup desktop format messages picture bench lock
.PHONY: check check-format check-lint check-types check-imports check-messages

run: setup ## set up and open Condica; without a display, draw its pages to demo/
	@tools/run.sh

# Without a restart: a worker that crashed and was replaced left the rest of its files waiting for ever.
test: setup ## set up and run every test, without a display
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --max-worker-restart 0 $(PYTEST_ARGS)

setup: ## system libraries, .venv and dependencies, where missing
	@tools/setup.sh

desktop: setup ## into this user's menu of programs; a double click opens a book
	@tools/desktop.sh

check: check-format check-lint check-types check-imports check-messages ## all of these; -k to see every failure

check-format: setup
	$(PYTHON) -m ruff format --check .
check-lint: setup
	$(PYTHON) -m ruff check .
check-types: setup
	$(PYTHON) -m mypy
check-imports: setup
	.venv/bin/lint-imports
check-messages: setup
	$(PYTHON) -m tools.messages --check

format: setup ## put the code in its one format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

messages: setup ## collect the texts of app/ into resources/locale and compile the translations
	$(PYTHON) -m tools.messages

picture: ## the architecture, drawn from the imports by Graphviz, into docs/architecture.svg
	@tools/setup.sh --picture
	@$(PYTHON) -m tools.picture

bench: setup ## what is fast, measured against its floor
	$(PYTHON) -m benchmarks

lock: setup ## pin the newest versions that pyproject.toml allows, with their hashes
	tools/lock.sh
