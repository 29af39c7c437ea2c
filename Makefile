# Every target sets up what it needs first: .venv, and in it exactly what the locks name.
#   make ask Q="Where did Churchill give his Iron Curtain Speech?"
# TORCH_INDEX=https://download.pytorch.org/whl/cpu takes the smaller build of torch, for the CPU alone.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help ask chat bot setup test check bench soak lock readme clean

JOBS ?= 2
PY := .venv/bin/python
# A stamp carries the lock's checksum: set-up runs again when a lock changes, and only then.
RUNTIME := .venv/runtime-$(shell cat requirements-torch.lock requirements.lock | cksum | cut -d' ' -f1)
DEV := .venv/dev-$(shell cat requirements-torch.lock requirements.lock requirements-dev.lock | cksum | cut -d' ' -f1)
export TORCH_INDEX PYTHON

# The question reaches the program through the environment, so quotes, $ and ; in it are only text.
override Q := $(value Q)
export Q

help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

ifeq "$(strip $(value Q))" ""
ask: ## answer one question: make ask Q="..."
	@echo "make ask: no question was given. For example:  make ask Q=\"Who are Burlington's sister cities?\"" >&2; exit 2
else
ask: $(RUNTIME)
	@$(PY) run.py ask -- "$$Q"
endif

setup: $(RUNTIME) ## make .venv, and no state folder: for a service of another user

chat: $(RUNTIME) ## a conversation in the terminal
	@$(PY) run.py chat

bot: $(RUNTIME) ## run the Discord bot (DISCORD_TOKEN, or a .env file)
	@$(PY) run.py bot

test: check ## every check, then every test
	$(PY) -m pytest -n $(JOBS) $(PYTEST)

check: $(DEV) ## style, types and the direction of imports
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: $(DEV) ## speed, and quality against the usual baseline: make bench FILE=questions.jsonl DOCUMENTS=folder
	$(PY) -m bench.speed
	$(PY) -m bench.world
	@if [ -n "$(FILE)" ]; then $(PY) -m bench.quality "$(FILE)" $(if $(DOCUMENTS),--documents "$(DOCUMENTS)"); \
	else echo "bench.quality was left out: name a question file, make bench FILE=questions.jsonl"; fi

soak: $(DEV) ## the long form of the kill, load and fuzz tests, and every decision taken out
	$(PY) -m pytest -m soak --soak -o faulthandler_timeout=14400 $(PYTEST)
	$(PY) -m tools.mutants
	$(PY) -m tools.guards

lock: $(DEV) ## resolve pyproject.toml again and write the locks
	$(PY) tools/lock.py $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

readme: $(RUNTIME) ## put true answers into README.md
	$(PY) tools/readme.py

clean: ## remove .venv and caches; the state folder stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME):
	@sh tools/setup.sh $@ requirements.lock

$(DEV): $(RUNTIME)
	@sh tools/setup.sh $@ requirements-dev.lock
