# Windows has no make: README.md gives the plain command beside each target.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test slow check lint types golden gallery schema fuzz bench compare-large compare-many spark compare wheel dist bundle pins weekly clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

run: $(READY) ## Check the real plan, ask it two questions as of a day of its year, print it, its overview and its bulletin to build/
	@mkdir -p build/2020
	@cp plan.yaml build/2020/plan.yaml
	@cp examples/2020-progress.yaml build/2020/progress.yaml
	$(BIN)/workplan validate --strict --quiet -f build/2020
	$(BIN)/workplan due --month 11 --as-of 2020-11-01 -f build/2020
	$(BIN)/workplan by-dept 许可处 --as-of 2020-11-01 -f build/2020
	$(BIN)/workplan report --as-of 2020-11-01 -f build/2020 -o build/2020-work-plan.html
	$(BIN)/workplan report --as-of 2020-11-01 -f build/2020 -o build/2020-work-plan.md
	$(BIN)/workplan report overview --as-of 2020-11-01 -f build/2020 -o build/2020-overview.html
	$(BIN)/workplan report bulletin --month 10 --as-of 2020-11-01 -f build/2020 -o build/2020-bulletin-10.html

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest -n auto

slow: $(READY) ## Run the tests that take long, and the properties with all their examples
	WORKPLAN_EXAMPLES=all $(BIN)/python -m pytest -n auto -m 'slow or hypothesis'

lint: $(READY) ## Check style, formatting and the law of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(READY) ## Check types
	$(BIN)/mypy

check: lint types test ## All that CI checks, ending with the plan itself
	$(BIN)/workplan validate --strict

golden: $(READY) ## Rewrite the golden files and the examples in documents; review the diff
	WORKPLAN_GOLDEN=rewrite $(BIN)/python -m pytest -q tests/checks/test_plan_checks.py tests/checks/test_ledger_checks.py tests/output/test_golden.py tests/test_docs.py tests/test_data_docs.py

schema: $(READY) ## Rewrite schema/plan.schema.json from the model
	$(BIN)/workplan schema -o schema/plan.schema.json

fuzz: $(READY) ## Try damaged plans for SECONDS (default 60)
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),60)

gallery: $(READY) ## Print every report, small and large, to build/gallery/, to be looked at (ARGS="--quick wall")
	$(BIN)/python -m tests.page_gallery $(ARGS)

bench: $(READY) ## Measure whole commands against baselines and peers; writes docs/performance.md (ARGS=--quick)
	$(BIN)/python -m benchmarks.bench $(ARGS)

compare-large: $(READY) ## Compare the answers about 10,000 and 100,000 tasks with the reference
	$(BIN)/python -m benchmarks.scale --compare $(or $(SIZES),10000 100000)

compare-many: $(READY) ## Compare the numbers of PLANS plans (default 200) by all doors there are
	WORKPLAN_PLANS=$(or $(PLANS),200) $(BIN)/python -m pytest -q tests/test_same_numbers.py

spark: ## Roll up PLANS made plans (default 200) under Spark, held against the command line; wants Java
	$(PYTHON) -m venv build/spark
	build/spark/bin/python -m pip install --quiet --editable . 'pyspark>=3.5' pyyaml
	build/spark/bin/python -m benchmarks.spark --plans $(or $(PLANS),200)

compare: $(READY) ## Measure other checkers on the bad plans of the tests; writes docs/ci.md
	$(BIN)/python -m benchmarks.compare_validators

wheel: $(READY) ## Build the wheel, install it in a new place, run it there
	$(BIN)/python tests/smoke_wheel.py

dist: $(READY) ## Build the sdist and the wheel of VERSION to dist/, after checking that it is the version written everywhere
	@test "$(VERSION)" = "$$($(BIN)/workplan --version | cut -d' ' -f2)" || { echo "VERSION=$$($(BIN)/workplan --version | cut -d' ' -f2)"; exit 2; }
	@grep -q "^## \[$(VERSION)\]" CHANGELOG.md || { echo "CHANGELOG.md has no [$(VERSION)]"; exit 2; }
	$(BIN)/python -m build --outdir dist

bundle: $(READY) ## Build the one-folder program for offices without Python to dist/, and try it
	$(BIN)/python packaging/bundle.py

pins: ## Pin again, with hashes, what the bundle is made with (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-package workplan --python-version 3.11 \
	  pyproject.toml --extra all packaging/bundle.in --output-file packaging/requirements.txt

# Pythons by their usual names; what is not found is said, and left out.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14

weekly: $(READY) ## What takes too long for every change: the tests on each Python found, large plans, many plans, the bundle
	@for python in $(PYTHONS); do \
	  if $$python -c '' 2>/dev/null; then \
	    echo "== $$python" && $$python -m venv build/$$python && build/$$python/bin/python -m pip install --quiet --editable '.[dev]' \
	      && WORKPLAN_EXAMPLES=all build/$$python/bin/python -m pytest -n auto -m '' || exit 1; \
	  else echo "== $$python is not here: not tried"; fi; \
	done
	$(MAKE) fuzz SECONDS=600
	$(MAKE) compare-large
	$(MAKE) compare-many
	$(MAKE) bundle

clean: ## Remove what was built
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
