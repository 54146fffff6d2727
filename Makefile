# picket: `make run` builds and lints the sample project, `make run TREE=path` lints yours, `make test` proves it.
# Nothing is written outside build/. `make lint` checks the house, `make asan tsan fuzz bench` its behaviour.

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD := build
TREE ?= tests/sample
SECONDS ?= 60

CC := gcc
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
STD := -std=c11 -D_GNU_SOURCE -DPK_VERSION='"$(VERSION)"'
MODULES := build/grammars/node_modules
TS := $(MODULES)/tree-sitter/vendor/tree-sitter/lib
INC := -I. -Ianalyzers -Icmd -isystem $(TS)/include -isystem $(TS)/src
# Linked in where there is an archive: loading a library takes a tenth of a millisecond of each start.
linked = $(if $(findstring /,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
LIBS := $(foreach lib,pcre2-8 cjson yaml z,$(call linked,$(lib))) -ldl -lpthread -lm

SRC := $(sort $(filter-out cmd/embed/% grammars/scanner.c,$(shell find cmd analyzers grammars -name '*.c')))
RULES := $(sort $(wildcard rules/*/*.yaml))
TWINS := $(wildcard rules/*/*.py)
OBJ := $(SRC:%.c=$(BUILD)/%.o)
GRAMMAR_OBJ := $(addprefix $(BUILD)/grammars/,core.o python.o python_scanner.o toml.o toml_scanner.o)
LIB := $(BUILD)/picket.a
LINKED := $(LIB) $(BUILD)/embedded.o $(GRAMMAR_OBJ)
BIN := $(BUILD)/picket
MAIN := $(BUILD)/cmd/main.o
UNIT := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(wildcard tests/fuzz/fuzz_$(or $(T),*).c))

SAY = @echo "  $(1)	$@";
ifdef V # show the commands
SAY =
endif

.PHONY: all deps run test sieve docs lint lint-house asan tsan fuzz bench bench-peers bench-hostile bench-artifacts bench-gate pgo format objects unit fuzzers install dist clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BIN)

# ---- the program; everything but main is in one archive that tests link too ----

$(BIN): $(MAIN) $(LINKED)
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(LIB): $(filter-out $(MAIN),$(OBJ)) $(BUILD)/page.o $(BUILD)/packages.o $(BUILD)/classes.o
	@rm -f $@
	$(call SAY,AR) $(AR) rcs $@ $^
$(BUILD)/%.o: %.c Makefile | build/grammars/ready
	@mkdir -p $(@D)
	$(call SAY,CC) $(CC) $(STD) $(CFLAGS) $(WARN) $(INC) -MMD -MP -c -o $@ $<
objects: $(OBJ)

# ---- the pinned grammars: fetched by npm into build/, compiled there, never committed ----

GRAMMAR_CFLAGS ?= -O3 -g
GRAMMAR_CC = $(CC) -std=c11 -D_GNU_SOURCE -DNDEBUG $(GRAMMAR_CFLAGS) -w

build/grammars/ready: grammars/package.json grammars/package-lock.json grammars/.npmrc
	@mkdir -p $(@D)
	@cp $^ $(@D)
	$(call SAY,NPM) cd $(@D) && npm ci --ignore-scripts --loglevel=error
	@touch $@
$(GRAMMAR_OBJ): build/grammars/ready
$(BUILD)/grammars/core.o:
	@mkdir -p $(@D)
	$(call SAY,CC) $(GRAMMAR_CC) -I$(TS)/include -I$(TS)/src -c -o $@ $(TS)/src/lib.c
$(BUILD)/grammars/python_scanner.o $(BUILD)/grammars/toml_scanner.o: $(BUILD)/grammars/%_scanner.o: grammars/scanner.c
	@mkdir -p $(@D)
	$(call SAY,CC) $(GRAMMAR_CC) -I$(MODULES)/tree-sitter-$*/src -c -o $@ $<
$(BUILD)/grammars/python.o $(BUILD)/grammars/toml.o: $(BUILD)/grammars/%.o:
	@mkdir -p $(@D)
	$(call SAY,CC) $(GRAMMAR_CC) -I$(MODULES)/tree-sitter-$*/src -c -o $@ $(MODULES)/tree-sitter-$*/src/parser.c

# ---- the rules, embedded; the list is a prerequisite, so that a rule taken away is missed too ----

TOOLS := $(BUILD)/cmd/embed
$(TOOLS)/rules: $(addprefix $(TOOLS)/,rules.o example.o literal.o) $(LIB) $(GRAMMAR_OBJ)
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(TOOLS)/page: $(addprefix $(TOOLS)/,page.o literal.o)
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
$(BUILD)/rules.list: FORCE
	@mkdir -p $(@D)
	@echo $(RULES) | cmp -s - $@ || echo $(RULES) > $@
$(BUILD)/embedded.made: $(TOOLS)/rules $(BUILD)/rules.list $(RULES) $(TWINS)
	$(call SAY,EMBED) $(TOOLS)/rules $@ rules/ $(RULES)
	@cmp -s $@ $(BUILD)/embedded.c || cp $@ $(BUILD)/embedded.c
$(BUILD)/embedded.c: $(BUILD)/embedded.made ;
PAGE := $(wildcard cmd/report/page/page.*)
$(BUILD)/page.c: $(TOOLS)/page $(PAGE)
	$(call SAY,EMBED) $(TOOLS)/page $@ $(PAGE)
$(BUILD)/embedded.o $(BUILD)/page.o: %.o: %.c
	$(call SAY,CC) $(CC) $(STD) -O0 $(INC) -c -o $@ $<

# ---- the names of packages, as tables ----

POPULAR ?= rules/imports/popular.txt
LISTS := $(POPULAR) $(addprefix rules/imports/,modules.tsv stdlib.txt wrong.tsv malicious.tsv ml.txt)
$(BUILD)/names: cmd/embed/names.c analyzers/imports/packages.h
	@mkdir -p $(@D)
	$(call SAY,LINK) $(CC) -std=c11 $(WARN) -O1 -Ianalyzers -o $@ $<
$(BUILD)/packages.c: $(BUILD)/names $(LISTS)
	$(call SAY,EMBED) $(BUILD)/names $@ $(LISTS)

# ---- the classes of libraries, as a table ----

$(TOOLS)/classes: $(TOOLS)/classes.o
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
$(BUILD)/classes.c: $(TOOLS)/classes rules/artifacts/classes.tsv
	$(call SAY,EMBED) $(TOOLS)/classes $@ rules/artifacts/classes.tsv
$(BUILD)/packages.o $(BUILD)/classes.o: %.o: %.c
	$(call SAY,CC) $(CC) $(STD) -O0 $(INC) -c -o $@ $<
FORCE:

# ---- what people run ----

deps:
	@sh .ci/deps
run:
	@sh .ci/deps build
	@$(MAKE) --no-print-directory all
	@$(BIN) scan "$(TREE)" || test $$? -eq 1
SHARE = $(DESTDIR)$(PREFIX)/share
install: all
	install -D $(BIN) $(DESTDIR)$(PREFIX)/bin/picket
	@mkdir -p $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(BIN) help --man > $(SHARE)/man/man1/picket.1
	$(BIN) completions bash > $(SHARE)/bash-completion/completions/picket
	$(BIN) completions zsh > $(SHARE)/zsh/site-functions/_picket
	$(BIN) completions fish > $(SHARE)/fish/vendor_completions.d/picket.fish
dist:
	@mkdir -p $(BUILD)
	git archive --prefix=picket-$(VERSION)/ -o $(BUILD)/picket-$(VERSION).tar.gz HEAD
clean:
	rm -rf build

# ---- proof: tests, and the same tests under sanitizers ----

test: all unit
	@PICKET=$(BIN) UPDATE=$(UPDATE) KINDS="$(KINDS)" LIMIT=$(LIMIT) sh tests/run.sh $(UNIT)
unit: $(UNIT)
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LINKED)
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

SANITIZE = LIMIT=600 BUILD=build/$@ CFLAGS="-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all $(1)" GRAMMAR_CFLAGS="-O1 -g $(2)"
asan:
	@$(MAKE) --no-print-directory $(call SANITIZE,-fsanitize=address$(comma)undefined,-fsanitize=address) test
tsan:
	@$(MAKE) --no-print-directory $(call SANITIZE,-fsanitize=thread,-fsanitize=thread) test
comma := ,

# make fuzz [T=name] [SECONDS=60]
FUZZ_SAN := address,undefined
fuzz:
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang-14 fuzzers T=$(T) GRAMMAR_CFLAGS="-O1 -g -fsanitize=address" \
		CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,$(FUZZ_SAN) -fno-sanitize-recover=all"
	@sh tests/fuzz/run.sh build/fuzz "$(or $(T),*)" $(SECONDS)
fuzzers: $(FUZZ)
$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LINKED)
	$(call SAY,LINK) $(CC) -fsanitize=fuzzer,$(FUZZ_SAN) -o $@ $^ $(LIBS)

# The release build: optimised for how it runs, in one piece: on the rules' own twins and on a tree that is mostly harmless. build/pgo/picket
PGO = $(MAKE) --no-print-directory BUILD=build/pgo GRAMMAR_CFLAGS="-O3 -g -flto=auto $(1)" CFLAGS="-O2 -g -flto=auto $(1)" AR=gcc-ar
pgo:
	@rm -rf build/pgo
	+@$(call PGO,-fprofile-generate -fprofile-update=atomic) all
	@build/pgo/picket scan --exit-zero --all -q rules >/dev/null
	@python3 tests/bench/tree.py build/pgo/tree
	@build/pgo/picket scan --exit-zero --isolated -q $(TREE) build/pgo/tree >/dev/null
	@find build/pgo -name '*.[oa]' -delete
	@rm -f build/pgo/picket $(addprefix build/pgo/cmd/embed/,rules page)
	+@$(call PGO,-fprofile-use -fprofile-partial-training -Wno-missing-profile) all

# make sieve [SEED=1] [ROUNDS=20]: random programs, of which the sieve must lose nothing
sieve: all
	@python3 tests/sieve_random.py $(BIN) $(or $(SEED),1) $(or $(ROUNDS),20)

# How well names are judged: tests/measure/names.py
$(BUILD)/tests/measure/%: $(BUILD)/tests/measure/%.o $(LINKED)
	$(call SAY,LINK) $(CC) $(CFLAGS) -o $@ $^ $(LIBS)

# make bench TREES="path path" [ROUNDS=5]
bench: all $(addprefix $(BUILD)/tests/bench/,parse cpu parsed)
	@sh tests/bench/run.sh $(BUILD) $(or $(ROUNDS),5) $(or $(TREES),$(TREE))
# The same beside other programs, those that are installed: [PEERS="ruff rg"] [RUFF=path]
bench-peers: all $(addprefix $(BUILD)/tests/bench/,parse cpu words)
	@python3 tests/bench/peers.py $(BUILD) $(or $(ROUNDS),5) $(or $(TREES),$(TREE))
# Files that are made to cost much, [SHAPES="lists* *.ipynb"]. Needs python3
bench-hostile: all $(BUILD)/tests/bench/cpu
	@mkdir -p $(BUILD)/hostile
	@python3 tests/bench/hostile.py $(BUILD) $(BUILD)/hostile $(foreach shape,$(SHAPES),'$(shape)')
# Large model files, beside picklescan where PICKLESCAN names a Python that has it. Needs python3 and 800 MB of disk
bench-artifacts: all
	@python3 tests/bench/artifacts.py $(BIN) $(BUILD)/bench-artifacts $(or $(ROUNDS),3)
# Instructions, which do not depend on how busy the machine is; UPDATE=1 accepts them
bench-gate: all $(BUILD)/tests/bench/parse
	@UPDATE=$(UPDATE) sh tests/bench/gate.sh $(BUILD)
$(BUILD)/tests/bench/parsed: $(MAIN) $(BUILD)/tests/bench/parsed.o $(LINKED)
	$(call SAY,LINK) $(CC) $(CFLAGS) $(LDFLAGS) -Wl,--wrap=pk_cst_parse -o $@ $^ $(LIBS)
$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(LINKED)
	$(call SAY,LINK) $(CC) $(CFLAGS) -o $@ $^ $(LIBS)

# ---- the house itself: layers, lengths, headers, globals, banned calls, format, two analysers ----

# TIDY leaves a stamp for each source: clang-tidy is slow, so only what changed is read again.
TIDY := $(SRC:%.c=build/lint/%.tidy)
lint: lint-house
	@$(MAKE) --no-print-directory BUILD=build/lint CFLAGS="-O2 -fno-pie -Werror" -j$(shell nproc) -k $(TIDY)
	@echo 'lint: clean'
lint-house: build/grammars/ready
	@$(MAKE) --no-print-directory BUILD=build/lint CFLAGS="-O2 -fno-pie -Werror" -j$(shell nproc) objects >/dev/null
	@INC="$(INC)" STD='$(STD)' WARN="$(WARN)" sh tests/lint/run.sh build/lint
$(BUILD)/%.tidy: $(BUILD)/%.o .clang-tidy
	@clang-tidy-14 --quiet $*.c -- $(STD) $(INC) 2>$@.err || { cat $@.err; exit 1; }
	@touch $@
# The catalogue of rules, a page for people; make test says when it is not current.
docs: all
	@$(BIN) rules markdown --isolated > docs/rules.md
format:
	clang-format-14 -i $(shell git ls-files '*.c' '*.h')

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
