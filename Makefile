# `make help` lists what there is. ARGS="…" goes on to the program that is run.

ARGS ?=

build: ## build the server
	@scripts/build --product confab
	@echo "Start it by: make run"

run: ## build the server if need be, and run it
	@scripts/build --product confab
	@exec .build/release/confab serve $(ARGS)

test: ## install what is missing, build everything, run all tests
	@scripts/test $(ARGS)

check: ## format, layers, sizes and unit tests: what a commit needs
	@scripts/check

bench: ## measure the live protocol
	@scripts/install bench
	@scripts/build --product confab
	@python3 Benchmarks/text/bench.py $(ARGS)

bench-mail: ## measure mail, in and out, beside Postfix
	@scripts/install bench
	@scripts/build --product confab
	@python3 Benchmarks/mail/bench.py $(ARGS)

bench-media: ## measure calls, beside Janus
	@scripts/install build bench
	@scripts/build --product confab
	@python3 Benchmarks/media/bench.py $(ARGS)

fuzz: ## fuzz each parser for ARGS seconds
	@scripts/toolchain
	@scripts/install build
	@scripts/fuzz $(ARGS)

screenshots: ## take the pictures of the documentation
	@scripts/install test
	@scripts/build --product confab
	@scripts/venv
	@.venv/bin/python Tests/Live/screenshots.py $(ARGS)

package: ## pack the program for machines without a toolchain
	@scripts/package

clean: ## remove all that was built
	rm -rf .build .build-static .build-fuzz .build-tsan .venv

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: build run test check bench bench-mail bench-media fuzz screenshots package clean help
