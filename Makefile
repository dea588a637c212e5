# What a person, CI and the container run. Needs make and Python 3.11 or newer;
# everything else comes from the lock (requirements/) into .venv.

# The first of these that is new enough is taken: make PYTHON=python3.12 run
PYTHON ?= python3.13 python3.12 python3.11 python3
# Two processes are what the smallest machine of ours carries: make PROCESSES=8 test
PROCESSES ?= 2
# Further arguments for pytest: make test TESTS="tests/unit -k amounts"
TESTS ?=
# make eval WRITE=--write puts the tables into docs/measurements/signs.md
WRITE ?=

BIN := .venv/bin
# No compiler is needed and nothing is built from source: only wheels, and only those of the lock.
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check
INSTALL_LOCKED := $(INSTALL) --require-hashes --only-binary :all:
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --annotation-style line $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format lint types imports dependencies content docs train eval wheel lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s%s\n", $$1, $$2}' Makefile

run: .venv/run ## serve the chat at http://127.0.0.1:8080/
	$(BIN)/hitoiki serve

test: .venv/dev ## run all tests; the browser tests need Chromium
	browser=$$(.ci/chromium) && CHROMIUM="$$browser" $(BIN)/python -m pytest \
		--numprocesses $(PROCESSES) --dist loadfile --cov --cov-report term $(TESTS)

check: lint types imports dependencies content docs ## everything that CI checks beside the tests

format: .venv/dev ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

lint: .venv/dev ## format and rules of the code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev ## types, strictly
	$(BIN)/mypy

imports: .venv/dev ## who may import whom
	$(BIN)/lint-imports --no-logo

dependencies: .venv/dev ## declared and used dependencies agree
	$(BIN)/deptry .

content: .venv/run ## the texts of the dialog
	$(BIN)/hitoiki content lint

docs: .venv/run ## the generated pages are current
	$(BIN)/hitoiki content diagram --target .venv/dialog.md
	diff -u docs/dialog.md .venv/dialog.md

train: .venv/train ## learn the signs anew from corpus/ (about 8 minutes)
	$(BIN)/python -m training.train

eval: .venv/run ## how well the signs are found on voices not learned from, and the worst errors
	$(BIN)/python -m training.evaluate $(WRITE)

wheel: .venv/run ## build the package into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: .venv/dev ## write the lock anew; make lock UPGRADE=--upgrade takes the newest versions
	$(COMPILE) pyproject.toml --group build --group dev --output-file requirements/dev.txt
	$(COMPILE) --group train --no-annotate --constraints requirements/dev.txt --output-file requirements/train.txt
	$(COMPILE) pyproject.toml --no-annotate --constraints requirements/dev.txt --output-file requirements/run.txt
	$(COMPILE) --group build --no-annotate --constraints requirements/dev.txt --output-file requirements/build.txt

clean: ## remove everything that was made, but not the data in var/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@for python in $(PYTHON); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$python"; \
			$$python -m venv --clear .venv && touch $@ && exit 0; \
		fi; \
	done; \
	echo "Hitoiki needs Python 3.11 or newer with its venv module; none of these is one: $(PYTHON)" >&2; \
	echo "  Debian, Ubuntu: apt install python3 python3-venv      macOS: brew install python@3.13" >&2; \
	echo "  or name one yourself: make PYTHON=/path/to/python3 run" >&2; \
	exit 1

.venv/run: .venv/made pyproject.toml requirements/build.txt requirements/run.txt
	@echo "Installing what the service needs (about a minute the first time)"
	@$(INSTALL_LOCKED) -r requirements/build.txt -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Installing what the tests and checks need (about a minute the first time)"
	@$(INSTALL_LOCKED) -r requirements/dev.txt
	@touch $@

.venv/train: .venv/run requirements/train.txt
	@echo "Installing what training needs"
	@$(INSTALL_LOCKED) -r requirements/train.txt
	@touch $@
