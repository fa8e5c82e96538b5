# Two commands: `make report` and `make test`. Both do all the set-up they need.
.DEFAULT_GOAL := report
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROOT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get)

# What is imported is compiled once, not by each of the hundred processes that the tests start, whatever the
# environment says of that.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: report lab test static fuzz lock format docs bench clean browser

report: $(VENV)/.user
	$(BIN)/gongkai report hrbrfb 2018

lab: $(VENV)/.user
	$(BIN)/gongkai lab

# What is read only stands beside what is installed. A worker for each core, and the files in the order in
# which `tests/conftest.py` puts them: the longest first, so that no core waits for one at the end.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j 2 static browser
	$(BIN)/python -m pytest -q $(WORKERS)

WORKERS := -n logical --dist loadfile --no-loadscope-reorder

static: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Other examples than those of the gate, and more of them.
fuzz: $(VENV)/.dev browser
	GONGKAI_FUZZ=1000 $(BIN)/python -m pytest -q -n logical -m hypothesis

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/architecture.py

bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pyarrow  # for pandas, the other side
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/audit.py
	$(BIN)/python benchmarks/trials/faults.py
	$(BIN)/python benchmarks/ledgers.py
	$(BIN)/python benchmarks/batch.py

# Pinned files for every platform and Python version at once; never edited by hand.
LOCK := --universal --python-version 3.11 --custom-compile-command "make lock" --quiet
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra pdf --group dev -c requirements.txt $(LOCK) -o requirements-dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "需要 Python 3.11 或更高版本（make PYTHON=python3.12 可另指一个）"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq python3-venv; } \
	  || { echo "缺少 venv 模块：请安装 python3-venv 后重试"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# uv installs on all cores what pip would on one; where it cannot (an index that only pip is told of), pip does.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV = $(shell sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-dev.txt)
define install
	{ $(BIN)/uv --version >/dev/null 2>&1 || $(PIP) $(UV); } \
	  && $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r $(1) \
	  || $(PIP) -r $(1)
endef

$(VENV)/.user: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(call install,$<)
	$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.user
	$(call install,$<)
	@touch $@

# Pages are tested in a real browser (Debian's, when it may be installed), and read by axe-core and
# html-validate, which Node from PyPI installs: no machine needs its own.
browser: $(VENV)/node/.done
	@if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then \
	  if [ -n "$(ROOT)" ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null; \
	  else echo "没有找到 chromium 和 chromedriver：请安装后重试（Debian：apt install chromium chromium-driver）"; exit 1; fi; \
	fi

$(VENV)/node/.done: tests/tools/package.json tests/tools/package-lock.json $(VENV)/.dev
	@mkdir -p $(@D) && cp $(filter tests/%,$^) $(@D)
	$(BIN)/python tests/tools/install.py $(@D)
	@touch $@

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
