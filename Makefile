# Two things must be there: make, and Python 3.11 or later. Everything else comes by itself.
SHELL := /bin/sh
PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null || echo .boot/bin/uv)
export UV_PYTHON_DOWNLOADS = never
export UV_PROJECT_ENVIRONMENT = .venv
export PYTHONDONTWRITEBYTECODE = 1
BIN := .venv/bin
# What a test must have from the system, as Debian names it.
SYSTEM := chromium fonts-noto-cjk libreoffice-writer poppler-utils

.PHONY: help demo serve test check lint types tiers sync sync-dev system bench messages screenshots clean

help:
	@echo "make demo         build the fictional prefecture and serve it"
	@echo "make serve        serve your own data"
	@echo "make test         everything, with a browser and rendered documents"
	@echo "make check        the quick part: lint, types, tiers, messages, tests without a browser"
	@echo "make bench        a million records, ratios printed and kept in bench/results.json"
	@echo "make messages     merge and compile the translations"
	@echo "make screenshots  pictures of the main pages into docs/pictures"

demo: sync
	@$(BIN)/tonghu demo

serve: sync
	@$(BIN)/tonghu serve

test: system lint types tiers said
	@$(BIN)/python -m pytest -q -n auto $(ONLY)

check: lint types tiers said
	@$(BIN)/python -m pytest -q -n auto -m "not browser and not office and not root"

lint: sync-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: sync-dev
	@TONGHU_DATA=build/types MYPYPATH=src $(BIN)/python -m mypy --no-fast-exit

tiers: sync-dev
	@$(BIN)/lint-imports --no-cache >build/tiers.txt || { cat build/tiers.txt; exit 1; }

said: sync-dev
	@$(BIN)/tonghu messages --check

messages: sync-dev
	@$(BIN)/tonghu messages

bench: sync-dev
	@$(BIN)/python -m bench

screenshots: sync-dev
	@$(BIN)/python -m tests.browser.screenshots docs/pictures

sync: $(UV)
	@$(UV) sync --quiet --frozen --no-dev --inexact

sync-dev: $(UV)
	@mkdir -p build
	@$(UV) sync --quiet --frozen --inexact

# A system Python refuses to have uv installed into it, so uv gets a place of its own.
.boot/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; $(PYTHON) is older. Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .boot \
		|| { echo "Python's venv is missing. As root: apt-get install python3-venv"; rm -rf .boot; exit 1; }
	@.boot/bin/pip install --quiet --disable-pip-version-check uv

# Tests that need something fail without it; nothing is skipped in silence.
system:
	@there() { command -v chromium && command -v soffice && command -v pdftoppm && fc-list :lang=zh-cn family | grep .; }; \
	there >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get -qq update && apt-get -qq install --yes --no-install-recommends $(SYSTEM); } >/dev/null \
			&& there >/dev/null && exit 0; \
	fi; \
	echo "make test needs these first, as root: apt-get install $(SYSTEM)"; exit 1
ifneq ($(shell id -u),0)
test: ONLY = -m "not root"
endif

clean:
	@rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
