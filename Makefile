# make run     install what is missing and serve on http://127.0.0.1:8000
# make test    everything: set-up, checks, tests (installs three browsers, a redis-server and two proxies where that is possible)
#
# PYTHON=python3.13 uses that Python, in a virtual environment of its own: make test-fast PYTHON=python3.13

ifneq ($(PYTHON),)
VENV := .venv-$(notdir $(PYTHON))
FOUND = $(shell tools/find-python.sh $(PYTHON))
else
VENV := .venv
FOUND = $(shell tools/find-python.sh)
endif
PY := $(VENV)/bin/python
AUDIT := .venv-audit
FRAMEWORKS := .venv-frameworks
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
NODE := $(PY) tools/node.py
# every test in these is marked; to import them would take a third of the time before the first test
QUICK := -n 2 -m "not browser and not slow" --ignore=tests/browser --ignore=tests/container \
  --ignore=tests/web/api/test_schemathesis.py
ASSETS := static/dist/app.js
# the fonts are cut to the letters that occur in these files
SOURCES := $(shell find static/js static/css templates app -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.po' -o -name '*.py') tools/letters.py tools/fonts.mjs

.PHONY: run setup test test-fast coverage sweep check check-types check-others container format bench bench-frameworks messages lock licences audit clean
.DELETE_ON_ERROR:

run: $(VENV)/.run $(ASSETS)
	@exec $(PY) -m app $(ARGS)

setup: $(VENV)/.dev node_modules/.dev $(ASSETS)
	@$(PY) tests/setup/programs.py

# three at a time in the second run, because a test often waits for its browser or for its server
test: setup check
	@$(NODE) node --test $(wildcard tests/js/*/*.test.js)
	@$(PY) -m pytest $(QUICK) --repeatable
	@$(PY) -m pytest --repeatable -n 3 --dist worksteal -m "browser or slow"

# which lines the quick tests run; tracing them doubles their time, so this is apart from make test.
# Servers and browsers are processes of their own, which it would not see
coverage: $(VENV)/.dev $(ASSETS)
	@$(PY) -m pytest $(QUICK) --cov --cov-report=term

# the quick tests: without a browser, and without those that are marked slow
test-fast: $(VENV)/.dev $(ASSETS)
	@$(PY) -m pytest $(QUICK)

# every window, network, batch, language and stage: what looks wrong. Ten to thirty minutes; make test has a sample of it
sweep: setup
	@PYTHONPATH=. $(PY) -m tests.browser.sweep $(ARGS)

# format, lint, types, imports, templates, translations, JavaScript; the types take half of the time
check: $(VENV)/.dev node_modules/.dev $(ASSETS)
	@$(MAKE) --no-print-directory -j2 check-types check-others

check-types:
	@$(PY) -m mypy

check-others:
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(VENV)/bin/lint-imports
	@$(PY) tools/check_templates.py
	@$(PY) tools/check_styles.py
	@$(PY) tools/check_messages.py
	@$(PY) tools/check_english.py
	@$(NODE) eslint static/js tests/js eslint.config.js
	@$(NODE) tsc --project .

# builds the container and checks what is promised of it; needs docker or podman
container: $(VENV)/.made
	@$(PY) tools/check_container.py

format: $(VENV)/.dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(VENV)/.dev $(ASSETS)
	@for file in $$(grep -l "__main__" tests/bench/*.py); do echo "== $$file"; PYTHONPATH=. $(PY) $$file || exit 1; done

# the engine beside PyTorch and JAX, which get an environment of their own (2 GB)
bench-frameworks: $(FRAMEWORKS)/.made
	@PYTHONPATH=. $(FRAMEWORKS)/bin/python -m tests.bench.engine --frameworks

$(FRAMEWORKS)/.made: | $(VENV)/.made
	@$(PY) -m venv --clear $(FRAMEWORKS)
	@$(FRAMEWORKS)/bin/python -m pip --disable-pip-version-check --quiet install numpy torch==2.13.0 jax
	@touch $@

# gather the messages to translate into every language's catalogue
messages: $(VENV)/.dev
	@$(PY) tools/messages.py

# rewrite the lock files with the oldest Python that is supported; names and versions only, no addresses
lock: $(VENV)/.dev
	@cd requirements && for name in run dev; do \
	  extras="--extra redis --extra metrics"; [ $$name = run ] || extras="$$extras --extra dev -c run.txt"; \
	  ../$(VENV)/bin/pip-compile --quiet --upgrade --strip-extras --no-header --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host $$extras -o $$name.txt ../pyproject.toml && \
	  { echo "# Written by: make lock"; cat $$name.txt; } > $$name.new && mv $$name.new $$name.txt || exit 1; \
	done
	@$(NODE) npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
	@$(MAKE) --no-print-directory setup licences

# the list of everything that is shipped, with licences
licences: $(VENV)/.run
	@$(PY) tools/licences.py

# asks PyPI and the npm registry for known vulnerabilities; fails if it cannot ask. Not part of make test
audit: $(AUDIT)/.made node_modules/.dev
	@status=0; \
	for name in run dev node; do \
	  $(AUDIT)/bin/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r requirements/$$name.txt || status=1; \
	done; \
	$(NODE) npm audit || status=1; \
	exit $$status

clean:
	rm -rf .venv* node_modules static/dist static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

# the auditor has dependencies of its own, which do not belong in the environment that it audits
$(AUDIT)/.made: requirements/audit.txt | $(VENV)/.made
	@$(PY) -m venv --clear $(AUDIT)
	@$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install -r requirements/audit.txt
	@touch $@

$(VENV)/.made:
	@python="$(FOUND)"; [ -n "$$python" ] || \
	  { echo "Python 3.11 or newer is needed, with venv: none was found$(if $(PYTHON), under the name $(PYTHON))." >&2; exit 1; }; \
	  echo "making $(VENV) with $$python"; "$$python" -m venv --clear $(VENV)
	@touch $@

# Node is installed as a wheel if the machine has no npm
$(VENV)/.run: $(VENV)/.made requirements/run.txt requirements/node.txt pyproject.toml hatch_build.py
	@echo "installing the program"
	@$(PIP) -r requirements/run.txt
	@command -v npm >/dev/null || $(PIP) -r requirements/node.txt
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt | node_modules/.dev
	@echo "installing the development tools"
	@$(PIP) -r requirements/dev.txt
	@touch $@

# one folder for all virtual environments
node_modules/.dev: package-lock.json | $(VENV)/.run
	@$(NODE) npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
	@touch $@

$(ASSETS): $(SOURCES) package-lock.json tools/build_assets.py | $(VENV)/.run
	@$(PY) tools/build_assets.py
