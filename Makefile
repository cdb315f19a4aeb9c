# gongkai: what can be made. `make` alone lists it.

GO     ?= go
SHARED ?= ../shared
FUZZTIME ?= 30s
N      ?= 100000

.DEFAULT_GOAL := help
.PHONY: help demo build test lint golden fuzz bench benchcmp score load

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## build, read corpus/, show one record in short, the findings, and a table of all documents
	@./internal/demo.sh ./bin/gongkai corpus

build: ## build bin/gongkai
	@$(GO) build -trimpath -o bin/gongkai ./cmd/gongkai

test: ## run every test
	$(GO) test ./...

lint: ## gofmt, go vet, staticcheck
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt -w these:" $$out; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

golden: ## write the golden files anew; look at the diff before you commit it
	@for p in $$(git grep -l 'flag.Bool("update"' -- '*_test.go' | xargs -n1 dirname | sort -u); do $(GO) test ./$$p -update || exit 1; done
	@git --no-pager diff --stat

# go's fuzzer may fail with "context deadline exceeded" where the time ends while it
# makes an input smaller; a failure that it found is a seed, and fails again.
fuzz: ## run each fuzz target for FUZZTIME (30s)
	@for p in $$(git grep -l '^func Fuzz' -- '*_test.go' | xargs -n1 dirname | sort -u); do \
		for f in $$($(GO) test -list '^Fuzz' ./$$p | grep '^Fuzz'); do \
			run="$(GO) test -run ^$$ -fuzz ^$$f\$$ -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./$$p"; \
			echo "$$p $$f"; $$run || $$run || exit 1; \
		done; \
	done

bench: ## run the benchmarks, and the comparison with pdftotext where it is installed
	@mkdir -p bin
	$(GO) test -run '^$$' -bench . -benchmem ./... | tee bin/bench.new
	@./internal/bench.sh ./bin/gongkai $(SHARED)

benchcmp: ## compare bin/bench.old (save it before your change) with bin/bench.new
	$(GO) run golang.org/x/perf/cmd/benchstat@latest bin/bench.old bin/bench.new

load: build ## N (100000) generated documents, one worker against four, a run killed and continued
	@./internal/load.sh ./bin/gongkai $(N)

score: build ## score the records of ../shared against its gold values
	@for d in corpus pdf; do \
		[ -d $(SHARED)/$$d ] || { echo "no $(SHARED)/$$d here: nothing to score"; continue; }; \
		echo "== $$d"; ./bin/gongkai extract --quiet $(SHARED)/$$d > bin/score-$$d.jsonl; \
		python3 $(SHARED)/tools/score.py $(SHARED)/$$d bin/score-$$d.jsonl || exit 1; \
	done
