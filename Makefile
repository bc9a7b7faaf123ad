# Everything a clean clone needs: `make sandbox` to try the bot, `make test` to check it.

WORKERS ?= 3
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal --durations 20

# Tests and benches start the bot again and again: it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install sandbox test quick check words lock
.SILENT:

help:
	echo "make sandbox   try the bot with a pretend Slack on http://127.0.0.1:8765"
	echo "make test      all tests, on SQLite and PostgreSQL and in Chromium"
	echo "make quick     the tests that need neither PostgreSQL nor Chromium, without the slow ones"
	echo "make check     format, lint, types"
	echo "make bench     how fast it answers, beside a bare Bolt app"
	echo "make install   .venv with the irojbot command in it"
	echo "make words     new sentences into the catalogues of the other languages, and what they lack"
	echo "make lock      requirements.lock anew, from the ranges in pyproject.toml"

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml scripts/install
	scripts/install .venv
	touch $@

sandbox: install
	$(BIN)/irojbot sandbox

test: install
	scripts/need chromium $(if $(TEST_DATABASE_URL),,postgresql)
	scripts/with-postgresql $(PYTEST)

quick: install
	$(PYTEST) -m "not postgres and not chromium and not slow"

check: install
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

words: install
	$(BIN)/python scripts/words.py

bench: install
	scripts/need $(if $(TEST_DATABASE_URL),,postgresql)
	scripts/with-postgresql $(BIN)/python -m benchmarks
	scripts/with-postgresql $(BIN)/python -m benchmarks.votes

lock: install
	scripts/lock requirements.lock
