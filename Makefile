# `make run` starts TrayBridge and `make test` checks it, on a machine that has no more than git, make and Python:
# scripts/bootstrap installs what is missing first and costs nothing when nothing is. `make help` lists the targets.
#
# A new target: give it a `## sentence` for the list, and `| dev` when it needs .venv with the development tools.

.DEFAULT_GOAL := help
.NOTPARALLEL:
ARGS ?=

# $(call heading,words)
heading = @printf '\n== %s ==\n' '$(1)'

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

.PHONY: run
run: ## Start TrayBridge and leave the terminal; ARGS="ask 'why?'" hands it arguments and stays
	@scripts/bootstrap run
	@exec .venv/bin/traybridge $(if $(strip $(ARGS)),$(ARGS),--background)

.PHONY: install
install: ## Give yourself the command traybridge and, on Linux, an entry in the menu of programs
	@scripts/bootstrap run
	@.venv/bin/python scripts/install.py install

.PHONY: uninstall
uninstall: ## Take them away again; settings, chats and keys stay
	@[ -x .venv/bin/python ] || scripts/bootstrap run
	@.venv/bin/python scripts/install.py uninstall

.PHONY: dev
dev: ## Install everything to work on it, and start nothing
	@scripts/bootstrap dev

.PHONY: test
test: lint types layers unit ## Run every check; the first that fails ends it (make -k: go on)

.PHONY: check
check: lint types layers ## Check in a minute while working: style, types, layers, the core and what changed
	$(call heading,pytest: the core and what changed)
	@.venv/bin/python -m pytest -q $$(.venv/bin/python scripts/changed_tests.py) $(ARGS)

.PHONY: lint
lint: | dev ## Check style and formatting (ruff)
	$(call heading,ruff check)
	@.venv/bin/ruff check .
	$(call heading,ruff format)
	@.venv/bin/ruff format --check .

.PHONY: types
types: | dev ## Check types (mypy --strict)
	$(call heading,mypy)
	@.venv/bin/mypy

.PHONY: layers
layers: | dev ## Check who imports whom (import-linter)
	$(call heading,lint-imports)
	@.venv/bin/lint-imports --no-logo

JOBS ?= auto

# A file's tests stay together, and the files in the order of tests/conftest.py, which also says how many jobs `auto` is.
# Its closing line stays the last one printed: whoever runs the tests reads it.
.PHONY: unit
unit: | dev ## Run the tests, JOBS=4 at once; ARGS="tests/core -k failover" picks some, one after the other
	$(call heading,pytest)
	@.venv/bin/python -m pytest $(if $(ARGS),$(ARGS),-n $(JOBS) --dist loadfile --no-loadscope-reorder)

.PHONY: test-platforms
test-platforms: | dev ## Run it on a simulated Mac and on Windows' Python under Wine; 15 minutes, not part of test
	@scripts/bootstrap platforms
	$(call heading,pytest: platforms)
	@TRAYBRIDGE_PLATFORMS=1 .venv/bin/python -m pytest -q tests/platforms $(ARGS)

BENCH = build/bench-venv/bin/python

build/bench/upstream: scripts/bench/upstream.c
	@mkdir -p $(@D)
	@cc -O2 -pthread -o $@ $<

.PHONY: bench
bench: build/bench/upstream | dev ## Measure: start, idle and memory beside a bare tray; router, wire and chat; 3 minutes
	@scripts/bootstrap bench
	$(call heading,icon - memory - idleness)
	@.venv/bin/python scripts/bench/desktop.py --python $(BENCH) $(ARGS)
	$(call heading,router)
	@$(BENCH) scripts/bench/router.py
	@$(BENCH) scripts/bench/plan.py
	$(call heading,wire)
	@$(BENCH) scripts/bench/providers.py --quick
	$(call heading,chat)
	@$(BENCH) scripts/bench/chat.py

.PHONY: format
format: | dev ## Format the code and mend what ruff can mend
	@.venv/bin/ruff check --fix-only .
	@.venv/bin/ruff format .

.PHONY: screenshots
screenshots: | dev ## Take the pictures of the documentation; look at each of them
	@.venv/bin/python -m scripts.screenshots $(ARGS)

.PHONY: translations
translations: | dev ## Collect the texts of the windows for translators, and make what Qt loads
	@.venv/bin/python scripts/translations.py release

.PHONY: lock
lock: ## Work out the locked requirements anew; ARGS=--upgrade takes newer releases
	@scripts/lock $(ARGS)

.PHONY: clean
clean: ## Remove .venv and everything else that was made here
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
