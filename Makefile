# What a person does daily. `make proof` and `make test` work on a machine that has Python 3.11+, its venv module and
# make: they set up .venv from the pinned constraints first. Say which Python with `make PYTHON=python3.12 …`.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

# What to build, and where to: `make proof EDITION=content/editions/wujin OUT=out`.
EDITION ?= content/editions/wujin
OUT ?= out

# A stamp is written last, so a set-up that was interrupted starts again. It names the Python, since a virtual
# environment dies with the Python that it was made from.
SERIES := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
READY := $(VENV)/.ready-$(SERIES)
BENCH_READY := $(VENV)/.bench-ready-$(SERIES)
PINS := .cache/pins

PIP_INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary=:all:
WORKERS ?= auto

# `make test ROOM=makeup` runs the tests of one room, `ROOM="makeup press"` of two.
ROOM ?=
ROOMS := $(sort $(foreach file,$(wildcard tests/*/test_*.py tests/*/*/test_*.py),$(word 2,$(subst /, ,$(file)))))
UNKNOWN_ROOMS := $(filter-out $(ROOMS),$(ROOM))

# A recipe that begins with TRY gives each tool to `try NAME COMMAND…`, and ends with OUTCOMES: all tools run, whatever
# the first of them finds, then each one's outcome is said, and one that failed fails the target.
TRY = outcomes=; failed=0; try() { name=$$1; shift; echo "make: $$name"; if "$$@"; then outcome=passed; else \
	outcome=FAILED; failed=1; fi; outcomes="$$outcomes$$(printf '%-14s %s' "$$name" "$$outcome")\n"; }
OUTCOMES = printf "make: what came of each\n$$outcomes"; exit $$failed

.DEFAULT_GOAL := proof
.DELETE_ON_ERROR:
.PHONY: proof test known-rooms lint format golden golden-update docs-update pictures bench schema faces browser pins clean \
	distclean help

proof: faces ## set the sample edition into out/
	@$(RUN) build.py build $(EDITION) -o $(OUT)

test: known-rooms faces $(if $(ROOM),,browser) ## run the whole test-suite, or one room's: ROOM=makeup
	@echo "make: tests$(if $(ROOM), of $(ROOM))"
	@$(RUN) -m pytest -n $(WORKERS) --maxprocesses 8 --dist loadfile --durations=10 $(ROOM:%=tests/%)

known-rooms:
	@$(if $(UNKNOWN_ROOMS),echo "make: there are no tests of a room $(UNKNOWN_ROOMS). The rooms: $(ROOMS)" >&2; exit 1,:)

lint: $(READY) ## style, types, and who imports whom
	@$(TRY); \
	try "ruff check" $(RUN) -m ruff check .; \
	try "ruff format" $(RUN) -m ruff format --check .; \
	try mypy $(RUN) -m mypy; \
	try import-linter $(RUN) -c 'from importlinter.cli import lint_imports_command as check; check()' --no-logo; \
	$(OUTCOMES)

format: $(READY) ## rewrite the code in the house's format
	@$(TRY); \
	try "ruff check" $(RUN) -m ruff check --fix .; \
	try "ruff format" $(RUN) -m ruff format .; \
	$(OUTCOMES)

golden: faces ## compare the pages with the golden ones
	@$(RUN) -m pytest tests/golden/test_golden.py tests/golden/test_block_goldens.py

golden-update: faces ## renew the golden pages that differ; look at the diff before you commit it
	@GOLDEN_UPDATE=1 $(RUN) -m pytest tests/golden/test_golden.py tests/golden/test_block_goldens.py

docs-update: faces ## renew what the documentation shows of the commands' output; look at the diff as well
	@DOCS_UPDATE=1 $(RUN) -m pytest tests/test_docs.py

pictures: faces ## draw the documentation's pictures anew
	@$(RUN) -m tests.pictures

bench: faces $(BENCH_READY) ## the same page here, in Typst and in WeasyPrint
	@$(RUN) -m benchmarks

schema: $(READY) ## write the JSON Schema of every input file
	@$(RUN) build.py schema

faces: $(READY) ## get the faces, by hash
	@$(RUN) -m fonts.fetch

# The tests of the golden report look at it in a browser. Without one they are left out, and the suite's end says so.
browser: $(READY) ## find the tests' Chromium, and install Debian's where there is none (root and apt)
	@$(RUN) -m tests.browser

# Writes both constraints files anew: the versions that are in them where these still fit pyproject.toml (UPGRADE=1:
# the newest that do), the hashes of every file of each version, and nothing about where they come from.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make pins" $(PINS)/bin/python -m uv pip compile pyproject.toml --quiet --system-certs \
	--universal --python-version 3.11 --generate-hashes --no-annotate $(if $(UPGRADE),--upgrade)

pins: ## pin what pyproject.toml asks for
	@$(PYTHON) -m venv --clear $(PINS)
	@$(PINS)/bin/python -m pip install --quiet --disable-pip-version-check --no-input uv
	@$(COMPILE) --extra dev --output-file constraints.txt
	@$(COMPILE) --extra bench --constraints constraints.txt --output-file constraints-bench.txt
	@echo "make: constraints.txt and constraints-bench.txt are written; run make test and make bench"

clean: ## remove what was built, and what the tools remember
	@rm -rf out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -not -path './.git/*' -prune -exec rm -rf {} +

distclean: clean ## remove the environment and the fetched faces as well
	@rm -rf $(VENV) .cache

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

$(READY): constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "make: there is no $(PYTHON) here. Install Python 3.11 or later, or" \
		"say where it is: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("make: $(PYTHON) is Python $(SERIES), and this" \
		" needs 3.11 or later. Say which to use: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) comes without its venv module." \
		"On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "make: $(VENV) from constraints.txt with Python $(SERIES) (the first time some 200 MB are fetched)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP_INSTALL) -r constraints.txt
	@touch $@

$(BENCH_READY): constraints-bench.txt $(READY)
	@echo "make: Typst and WeasyPrint into $(VENV)"
	@$(PIP_INSTALL) -r constraints-bench.txt
	@touch $@
