# picket: `make run` builds and lints the sample project, `make run TREE=path` lints yours, `make test` proves it.
# Nothing is written outside build/.

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD := build

CC := gcc
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
STD := -std=c11 -D_GNU_SOURCE -DPK_VERSION='"$(VERSION)"'
TS := $(BUILD)/grammars/node_modules
INC := -I. -Ianalyzers -Icmd -isystem $(TS)/tree-sitter/vendor/tree-sitter/lib/include
PKGS := libpcre2-8 libcjson yaml-0.1
LIBS := -lpcre2-8 -lcjson -lyaml -lnettle -lz -ldl -lpthread -lm

SRC := $(sort $(filter-out cmd/embed/%,$(wildcard cmd/*.c cmd/*/*.c analyzers/*.c analyzers/*/*.c)))
RULES := $(sort $(wildcard rules/*/*.yaml))
OBJ := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
GRAMMAR_OBJ := $(addprefix $(BUILD)/grammars/,core.o python.o python_scanner.o toml.o toml_scanner.o)
BIN := $(BUILD)/picket
TREE ?= tests/sample

.PHONY: all deps run test lint asan tsan fuzz bench install dist clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BIN)

$(BIN): $(OBJ) $(GRAMMAR_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: %.c | $(BUILD)/grammars/ready
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) $(WARN) $(INC) -MMD -MP -c -o $@ $<

# ---- the pinned grammars: fetched by npm into build/, compiled there, never committed ----

$(BUILD)/grammars/ready: grammars/package.json grammars/package-lock.json grammars/.npmrc
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --silent
	touch $@

GRAMMAR_CC = $(CC) -std=c11 -D_GNU_SOURCE -DNDEBUG $(GRAMMAR_CFLAGS) -w
GRAMMAR_CFLAGS ?= -O2 -g

$(BUILD)/grammars/core.o: $(BUILD)/grammars/ready
	$(GRAMMAR_CC) -I$(TS)/tree-sitter/vendor/tree-sitter/lib/include -I$(TS)/tree-sitter/vendor/tree-sitter/lib/src \
		-c -o $@ $(TS)/tree-sitter/vendor/tree-sitter/lib/src/lib.c
$(BUILD)/grammars/%_scanner.o: $(BUILD)/grammars/ready
	$(GRAMMAR_CC) -I$(TS)/tree-sitter-$*/src -c -o $@ $(TS)/tree-sitter-$*/src/scanner.c
$(BUILD)/grammars/%.o: $(BUILD)/grammars/ready
	$(GRAMMAR_CC) -I$(TS)/tree-sitter-$*/src -c -o $@ $(TS)/tree-sitter-$*/src/parser.c

# ---- rules, embedded ----

$(BUILD)/embed: cmd/embed/embed.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) -O1 -o $@ $<
$(BUILD)/embedded.c: $(BUILD)/embed $(RULES)
	$(BUILD)/embed $@ rules/ $(RULES)
$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(CC) $(STD) -O0 -Wno-overlength-strings $(INC) -c -o $@ $<

# ---- what people run ----

run: all
	-$(BIN) scan $(TREE)

clean:
	rm -rf $(BUILD)

-include $(OBJ:.o=.d)
