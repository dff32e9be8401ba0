# make lab: set up all and open JupyterLab on the notebooks.   make test: set up all and run every test.
# Both need only Python 3.11 or newer and make.
# make lite: build a site in build/lite that shows saved stories in a browser; needs npm too.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
LAB_ARGS ?=
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help lab test regen pictures lite lite-test lite-serve lock clean
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

# Build the site for the browser in build/lite: any web server can serve it, Python runs in the page. Needs npm too.
lite: $(VENV)/ready build/lite-venv/ready build/lite-wheels/ready
	$(BIN)/python tools/lite.py

# Build it, and use it in a Chromium; says how long a visitor waits.
lite-test: lite
	CI=true $(BIN)/python -m pytest -q -n 0 -s tests/browser/test_lite.py

lite-serve:
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory build/lite 8000

build/lite-venv/ready: requirements-lite.lock
	$(PYTHON) -m venv --clear build/lite-venv
	build/lite-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lite.lock
	touch build/lite-venv/ready

build/lite-wheels/ready: requirements-browser.lock build/lite-venv/ready
	rm -rf build/lite-wheels
	build/lite-venv/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: \
		--python-version 3.14 --implementation py --abi none --platform any -r requirements-browser.lock -d build/lite-wheels
	touch build/lite-wheels/ready

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
	uv pip compile --universal --generate-hashes --python-version 3.11 --group lite --no-header -o requirements-lite.lock
	uv pip compile --generate-hashes --python-version 3.14 --python-platform wasm32-pyodide2024 --group browser \
		--no-emit-package widgetsnbextension --no-header -o requirements-browser.lock

clean:
	rm -rf .venv build dist
