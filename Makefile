# make lab: set up all and open JupyterLab on the notebooks.   make test: set up all and run every test.
# Both need only Python 3.11 or newer and make.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
LAB_ARGS ?=

.PHONY: help lab test regen lock clean
help:
	@grep -E '^# make' Makefile

lab: .venv/ready
	$(BIN)/jupyter trust notebooks/*.ipynb 2>/dev/null || true
	$(BIN)/jupyter lab --notebook-dir=. notebooks $(LAB_ARGS)

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests src README.md --doctest-modules --doctest-glob=README.md -q

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "storykit needs Python 3.11 or newer: install it, or name it with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch .venv/ready

lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --group dev --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist
