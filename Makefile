# What people type. Everything happens in .venv, made from .ci/locked.txt when it is missing or stale.

PYTHON ?= python3
ARGS ?=
# uv when there is one; otherwise one of our own, kept in .cache.
UV := $(or $(shell command -v uv 2>/dev/null),.cache/uv-venv/bin/uv)
# An environment the caller happens to be in is not the one we mean.
unexport VIRTUAL_ENV CONDA_PREFIX
# Without bytecode every process compiles all it imports: two seconds of each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: try test check bench cover mutants fmt lock ready
.DEFAULT_GOAL := try

try: .venv/.runs  ## the local workspace, the bot and the demo company, in a browser
	@.venv/bin/touchbase try $(ARGS)

test: .venv/.ready  ## everything that needs neither a browser nor PostgreSQL nor patience
	@.venv/bin/python -m pytest -m "not browser and not postgres and not slow" $(ARGS)

check:  ## all of CI
	@.ci/run

bench: .venv/.ready  ## our budgets beside the limits measured in the same run
	@.venv/bin/python -m tests.bench $(ARGS)

cover: .venv/.ready  ## which lines `make test` never reached
	@.venv/bin/coverage run -m pytest --quiet -m "not browser and not postgres and not slow" $(ARGS)
	@.venv/bin/coverage report

mutants: .venv/.ready  ## who may do what, broken one way at a time: which mistakes no test notices
	@.venv/bin/python -m tests.mutation

fmt: .venv/.ready
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

lock: $(UV)  ## after a change of dependencies; ARGS=--upgrade chooses every version anew
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --all-extras --group dev --output-file .ci/locked.txt $(ARGS) pyproject.toml

ready: .venv/.ready

# To run: what the product needs, at the locked versions (measured cold: 12 s and 580 MB; with all the tools of
# a developer 31 s and 910 MB, which a newcomer's first minute should not pay for).
.venv/.runs: .ci/locked.txt pyproject.toml | $(UV) python-is-new-enough
	@echo "Setting up .venv (once, and again when the dependencies change) …"
	@[ -x .venv/bin/python ] || $(UV) venv --quiet --allow-existing --python "$(PYTHON)" .venv
	@$(UV) pip install --quiet --python .venv/bin/python --constraints .ci/locked.txt --editable '.[try]'
	@touch $@

# To develop: exactly what is locked, nothing else.
.venv/.ready: .ci/locked.txt pyproject.toml | $(UV) python-is-new-enough
	@echo "Setting up .venv with the tests' tools (once, and again when the dependencies change) …"
	@[ -x .venv/bin/python ] || $(UV) venv --quiet --allow-existing --python "$(PYTHON)" .venv
	@$(UV) pip sync --quiet --python .venv/bin/python --require-hashes .ci/locked.txt
	@$(UV) pip install --quiet --python .venv/bin/python --no-deps --editable .
	@touch .venv/.runs $@

.cache/uv-venv/bin/uv: | python-is-new-enough
	@$(PYTHON) -m venv .cache/uv-venv || { \
	  echo "Python cannot make virtual environments here; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@.cache/uv-venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check uv

.PHONY: python-is-new-enough
python-is-new-enough:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "Touchbase needs Python 3.11 or newer, and there is no $(PYTHON) here. Install it, or name one: make PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Touchbase needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" -V 2>&1). Name a newer one: make PYTHON=…" >&2; exit 1; }
