# Two commands on a bare machine: `make run` and `make test`. On Debian: apt-get install make python3 python3-venv
.PHONY: setup setup-for-tests run test check bench articles mutants lock
python := .venv/bin/python

setup:  ## .venv, system libraries, compiled translations: only what is missing or changed
	@.ci/setup

setup-for-tests:
	@.ci/setup test

run: setup  ## web, worker and beat, on the demonstration; PORT chooses the port
	@$(python) manage.py serve --demonstration

test: setup-for-tests  ## the checks, then every test on SQLite and on PostgreSQL with Redis; ARGS narrows
	@$(python) -m tests.suite $(ARGS)

check: setup  ## style, imports, types, templates, migrations, deployment settings
	@.ci/check

bench: setup-for-tests  ## the figures that the design names, measured here
	@$(python) -m tests.bench $(ARGS)

articles: setup  ## every article of the measures with its code and its tests
	@$(python) -m tests.articles $(ARGS)

mutants: setup-for-tests  ## each refusal disabled in turn: does a test see it?
	@$(python) -m tests.mutants $(ARGS)

lock: setup  ## requirements*.txt anew from requirements*.in; ARGS=--upgrade takes newer releases
	@for name in requirements requirements-dev; do \
	  .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-header $(ARGS) $$name.in -o $$name.txt || exit 1; \
	done
