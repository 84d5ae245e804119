# Tansiq. `make demo` and `make test` are all that a newcomer needs.

CARGO ?= cargo
ARGS ?=
SECONDS_PER_TARGET ?= 10
ROUNDS ?= 200

.PHONY: help build release demo test lint check deny bench bench-smoke fuzz crash prerequisites clean

help:
	@echo "make demo     play three scenarios through real servers (ARGS=--once exits afterwards, ARGS='--lang ar' tells it in Arabic)"
	@echo "make test     format, lints and all tests"
	@echo "make check    the same, and licences and sources of the dependencies"
	@echo "make release  the server, optimised: target/release/tansiq"
	@echo "make bench    load generator and micro-benchmarks"
	@echo "make fuzz     a short run of every fuzz target (SECONDS_PER_TARGET=$(SECONDS_PER_TARGET))"
	@echo "make crash    kill the server under load, ROUNDS=$(ROUNDS) times"

prerequisites:
	@.ci/prerequisites

build: prerequisites
	$(CARGO) build --locked --workspace

release: prerequisites
	$(CARGO) build --locked --release -p tansiq

demo: prerequisites
	$(CARGO) build --locked -p tansiq -p tansiq-demo
	$(CARGO) run --locked --quiet -p tansiq-demo -- $(ARGS)

lint: prerequisites
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings

test: lint
	$(CARGO) build --locked --workspace
	$(CARGO) test --locked --workspace

deny:
	@command -v cargo-deny >/dev/null || $(CARGO) install cargo-deny --locked
	$(CARGO) fetch --locked
	$(CARGO) deny --offline check licenses bans sources

check: test deny

bench: release
	bench/run $(ARGS)

bench-smoke: release
	bench/run --smoke

fuzz:
	fuzz/run $(SECONDS_PER_TARGET)

crash: prerequisites
	TANSIQ_CRASH_ROUNDS=$(ROUNDS) $(CARGO) test --locked -p tansiq --test crash -- --nocapture

clean:
	$(CARGO) clean
