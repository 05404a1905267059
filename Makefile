# run    make .venv from exact versions and open Circle
# test   format, lint, types, contracts, tests: what has to be true before anything lands
# bench  the figures, each beside a bare Textual program measured in the same run
# soak   evenings under ten thousand random keys: no fault, no lost event, no growing memory
# looks  write the accepted pictures anew (look at every one before committing it)
# demo   the picture in the README, drawn by the program itself

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
endif
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Byte code is worth having: without it every start is several times dearer.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test bench soak looks demo format constraints clean

run: $(VENV)/.ready-to-run
	@$(BIN)/circle

$(VENV)/.python:
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready-to-run: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installing Circle in $(VENV), exact versions from constraints.txt"
	@$(PIP) install -c constraints.txt hatchling editables
	@$(PIP) install -c constraints.txt --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready-to-run
	@echo "Installing what the tests need in $(VENV)"
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

test: $(VENV)/.ready-to-test
	@echo "format";    $(BIN)/ruff format --check --quiet src tests bench || { echo "make format mends this"; exit 1; }
	@echo "lint";      $(BIN)/ruff check --quiet src tests bench
	@echo "contracts"; $(BIN)/lint-imports --no-logo > .lint-imports.out 2>&1 || { cat .lint-imports.out; rm -f .lint-imports.out; exit 1; }; rm -f .lint-imports.out
	@echo "types";     $(BIN)/mypy
	@echo "tests";     $(BIN)/python -m pytest -n 4 --dist worksteal -q

format: $(VENV)/.ready-to-test
	@$(BIN)/ruff check --fix --quiet src tests bench || true
	@$(BIN)/ruff format --quiet src tests bench

bench: $(VENV)/.ready-to-test
	@$(BIN)/python -m bench

soak: $(VENV)/.ready-to-test
	@$(BIN)/python -m bench.soak

looks: $(VENV)/.ready-to-test
	@$(BIN)/python -m pytest tests/looks -q --snapshot-update

demo: $(VENV)/.ready-to-test
	@$(BIN)/python -m bench.demo

constraints: $(VENV)/.ready-to-test
	@{ echo '# Exact versions of everything that runs, tests and builds Circle; written by `make constraints`.'; \
	   $(BIN)/python -m pip freeze --exclude-editable; } > constraints.txt

clean:
	@rm -rf $(VENV) dist build
