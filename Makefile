# The commands of the project. `make` alone lists them.
.POSIX:
PORT ?= 8000
PY = .venv/bin/python


.PHONY: help env env-dev demo test check bench shots guides migrations messages lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

env: ## the environment alone: .venv with the pinned packages and the balai command
	@tools/env.sh run
	@$(PY) -m tools.messages --compile

env-dev: ## the same with the tools of development
	@tools/env.sh dev
	@$(PY) -m tools.messages --compile

demo: env ## the demonstration network on http://127.0.0.1:8000 (PORT=8001 for another port)
	@PORT=$(PORT) .venv/bin/balai demo

test: env-dev ## every test: SQLite, PostgreSQL, browser, architecture (ARGS="-k name" for some)
	@tools/system.sh postgres chromium fonts node
	@$(PY) -m tools.suite $(ARGS)

check: env-dev ## the quick ones: format, lint, types, imports, translations, migrations
	@$(PY) -m tools.check

bench: env-dev ## the benchmarks, one JSON file each under var/bench
	@tools/system.sh postgres
	@mkdir -p var/bench
	@.venv/bin/balai bench all

shots: env-dev ## pictures of the pages, phone and desktop, into var/shots
	@tools/system.sh chromium fonts
	@$(PY) -m tests.browser.shots

guides: env-dev ## take the pictures of the guides anew
	@tools/system.sh chromium fonts
	@$(PY) -m tests.browser.guide_pictures

migrations: env-dev ## write the migrations the models ask for
	@DJANGO_SETTINGS_MODULE=balai.config.settings_test $(PY) -m django makemigrations

messages: env-dev ## add new sentences to the English catalogue, to be translated there
	@$(PY) -m tools.messages --update

lock: ## resolve the dependencies anew (needs uv) into the three lock files
	uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --extra dev -o requirements-dev.lock
	uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" -c requirements-dev.lock pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" -c requirements-dev.lock requirements-build.in -o requirements-build.lock

clean: ## forget the environment and the caches (never the data under var/)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
