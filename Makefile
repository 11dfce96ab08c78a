# Everything a developer runs. On a fresh machine with Python 3.11 or newer, `make demo` and `make test` do all
# set-up themselves: with uv where it is on the PATH, else with venv and pip. Both install exactly the versions
# in constraints.txt. Once installed, nothing here but `record` needs a network.

.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
OUT ?= demo-out
# The first interpreter that is new enough; or say `make test PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Read by uv and by pip: the pins also hold where a package is built. Older pips take the first for both.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	UV_CONSTRAINT=constraints.txt UV_BUILD_CONSTRAINT=constraints.txt
NEW_ENOUGH := $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null

.PHONY: help demo test lint check format docs record bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## Digest the bundled samples with recorded answers: no key, no network
	$(BIN)/summarizer demo -o $(OUT)

# What is compiled is kept, whatever the environment says: the tests start dozens of processes.
test: $(READY) ## Run all tests; they need no key and no network
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q --numprocesses auto --dist worksteal

lint: $(READY) ## Check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test ## Everything that must pass before a change goes in

format: $(READY) ## Put the code into the form that `lint` wants
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: $(READY) ## Write docs/cli.md anew, after a change of commands or options
	$(BIN)/python -m tests.test_docs

record: $(READY) ## List recordings that no longer match their prompts; record them from the endpoint in .env
	$(BIN)/python -m tests.record

bench: $(READY) ## Measure start-up; the other scripts in bench/ say how to run them
	$(BIN)/python bench/startup.py

clean: ## Remove the environment and what tools leave behind; cache/ holds paid replies and stays
	rm -rf .venv build dist demo-out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find summarizer tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is there and new enough is brought up to date, not thrown away.
$(READY): pyproject.toml constraints.txt
	@if command -v uv >/dev/null 2>&1; then \
		$(NEW_ENOUGH) || { rm -rf .venv && uv venv --quiet .venv; } && \
		echo "Installing into .venv (uv) ..." && \
		$(PINNED) uv pip install --quiet --python $(BIN)/python --editable '.[dev]'; \
	elif [ -n "$(PYTHON)" ]; then \
		{ $(NEW_ENOUGH) && $(BIN)/python -m pip --version >/dev/null 2>&1; } || \
			{ rm -rf .venv && "$(PYTHON)" -m venv .venv; } && \
		echo "Installing into .venv (pip) ..." && \
		$(PINNED) $(BIN)/python -m pip install --quiet --editable '.[dev]'; \
	else \
		echo "Python 3.11 or newer is needed; say where it is: make test PYTHON=/path/to/python3" >&2; exit 2; \
	fi
	@touch $@
