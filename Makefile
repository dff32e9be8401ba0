# make lab: set up all and open JupyterLab on the notebooks.   make test: set up all and run every test.
# Both need only Python 3.11 or newer and make.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
LAB_ARGS ?=
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help lab test regen pictures lock clean
help:
	@grep -E '^# make' Makefile

lab: $(VENV)/ready
	$(BIN)/jupyter trust notebooks/*.ipynb
	$(BIN)/jupyter lab $(AS_ROOT) --ServerApp.root_dir='$(CURDIR)' $(LAB_ARGS) notebooks/01-read.ipynb

test: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n 2 --dist loadscope
	$(BIN)/python -m pytest -q -n 2 --dist loadscope --nbval notebooks --nbval-sanitize-with tests/nbval_sanitize.cfg

# Run every notebook and save it with its outputs; look at what changed before you commit it.
regen: $(VENV)/ready
	$(BIN)/python tools/regen.py

# Make the README's pictures anew; needs a chromium.
pictures: $(VENV)/ready
	$(BIN)/python tools/pictures.py

$(VENV)/ready: requirements.lock pyproject.toml tools/overrides.json
	@test -n "$(PYTHON)" || { echo "storykit needs Python 3.11 or newer: install it, or name it with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	mkdir -p $(VENV)/share/jupyter/lab/settings
	cp tools/overrides.json $(VENV)/share/jupyter/lab/settings/
	touch $(VENV)/ready

lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --group dev --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist
