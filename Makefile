# Tansiq. `make demo` and `make test` are all that a newcomer needs.

CARGO ?= cargo
ARGS ?=
SECONDS_PER_TARGET ?= 10
ROUNDS ?= 200

.PHONY: help build release ui demo test lint page-check page-test check deny bench bench-smoke bench-page fuzz crash prerequisites clean

# The page, built into the server by crates/tansiq/build.rs. What it is made of: all of ui/ but what is made there and the tests.
UI_SOURCES := $(shell find ui -type d \( -name node_modules -o -name dist -o -name e2e -o -name test \) -prune -o -type f -print)
UI_STAMP := ui/dist/index.html

help:
	@echo "make demo     two desks with a living picture, and the accounts to sign in with (ARGS='--lang ar' tells it in Arabic,"
	@echo "              ARGS=--play plays three scenarios before, ARGS=--once plays them and exits)"
	@echo "make ui       the page, built into the server: ui/dist"
	@echo "make test     format, lints and all tests (make page-test: those of the page in a browser)"
	@echo "make check    the same, and licences and sources of the dependencies"
	@echo "make release  the server, optimised: target/release/tansiq"
	@echo "make bench    load generator and micro-benchmarks; make bench-page: the page in a browser"
	@echo "make fuzz     a short run of every fuzz target (SECONDS_PER_TARGET=$(SECONDS_PER_TARGET))"
	@echo "make crash    kill the server under load, ROUNDS=$(ROUNDS) times"

prerequisites:
	@.ci/prerequisites

ui: prerequisites $(UI_STAMP)

# npm ci is for the lock file; it leaves this file when all is in place.
ui/node_modules/.package-lock.json: ui/package-lock.json
	@.ci/prerequisites node
	cd ui && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(UI_STAMP): $(UI_SOURCES) ui/node_modules/.package-lock.json
	@.ci/prerequisites node
	cd ui && npm run --silent build -- --logLevel warn
	@touch $@

build: prerequisites ui
	$(CARGO) build --locked --workspace

release: prerequisites ui
	$(CARGO) build --locked --release -p tansiq

# The profile is made for a short way from a fresh clone to the page; see Cargo.toml.
demo: prerequisites ui
	$(CARGO) build --locked --profile demo -p tansiq -p tansiq-demo
	@$${CARGO_TARGET_DIR:-target}/demo/tansiq-demo $(ARGS)

lint: prerequisites
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings

test: ui lint page-check
	$(CARGO) build --locked --workspace
	$(CARGO) test --locked --workspace
	@$(MAKE) --no-print-directory page-test

# The page's types, and its parts each alone.
page-check: ui
	cd ui && npm run --silent check && npm run --silent test

# The page in a browser, on real nodes. Pictures of every view are left in ui/e2e/artefacts.
page-test: ui
	@.ci/browser
	$(CARGO) build --locked -p tansiq -p tansiq-demo
	cd ui && npm run --silent e2e

deny:
	@command -v cargo-deny >/dev/null || $(CARGO) install cargo-deny --locked
	$(CARGO) fetch --locked
	$(CARGO) deny --offline check licenses bans sources

check: test deny

bench: release
	bench/run $(ARGS)

bench-smoke: release
	bench/run --smoke

# ARGS: size, first, verdict, many, or hour (MINUTES=60).
bench-page: release
	@.ci/browser
	TANSIQ_BIN=$${CARGO_TARGET_DIR:-$(CURDIR)/target}/release/tansiq node ui/bench/page.mjs $(ARGS)

fuzz:
	fuzz/run $(SECONDS_PER_TARGET)

crash: prerequisites
	TANSIQ_CRASH_ROUNDS=$(ROUNDS) $(CARGO) test --locked -p tansiq --test crash -- --nocapture

clean:
	$(CARGO) clean
