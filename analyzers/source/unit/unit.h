/*
 * unit: what an analyzer looks at: text, its kind, and where it came from. A .py file is one unit. A notebook is one
 * code unit (all Python cells joined, so that names and data flow across cells) and one text unit for each markdown
 * cell, raw cell, output and metadata block.
 *
 * A unit and everything its views return live in the worker's file arena until the next file. Views (lines, tree,
 * names, constants) are computed at most once, when first asked for. One thread at a time.
 */
#ifndef SOURCE_UNIT_H
#define SOURCE_UNIT_H

#include "util/arena.h"
#include "util/map.h"

enum pk_kind {
	PK_PYTHON = 1 << 0,   /* Python source: a module, a .pyi file, or the joined code cells of a notebook */
	PK_SHELL = 1 << 1,    /* shell text: a script, a `!` line, a %%bash cell */
	PK_MARKDOWN = 1 << 2, /* prose: markdown and raw cells, .md, .rst */
	PK_OUTPUT = 1 << 3,   /* saved output of a notebook cell */
	PK_METADATA = 1 << 4, /* metadata of a notebook or of one of its cells, as JSON text */
	PK_DEPS = 1 << 5,     /* a dependency file: requirements, pyproject, lock files, ... */
	PK_TEXT = 1 << 6,     /* any other text */
	PK_BINARY = 1 << 7,   /* anything else: model files, archives; `text` is the raw bytes, possibly a read-only mapping */
};

#define PK_ANY_TEXT (PK_PYTHON | PK_SHELL | PK_MARKDOWN | PK_OUTPUT | PK_METADATA | PK_DEPS | PK_TEXT)

enum pk_run {
	PK_RUN_PLAIN,     /* byte for byte as in the raw file */
	PK_RUN_QUOTED,    /* likewise, but out of a string that would need escapes if it were changed */
	PK_RUN_JSON,      /* out of a JSON string: raw bytes may be escapes */
	PK_RUN_SYNTHETIC, /* not in the raw file (a line end put between two cells): all its bytes map to where they would stand */
};

/* A run of unit text that lies in one piece in the raw file. */
struct pk_segment {
	uint32_t at;  /* offset in the unit's text; the run ends where the next one starts */
	uint32_t raw; /* offset in the raw file */
	enum pk_run run;
};

struct pk_cell {
	struct span span;        /* in the unit's text */
	uint32_t index;          /* among all cells, 1-based */
	uint32_t code_index;     /* among code cells, 1-based; 0 when not code */
	uint32_t line, col;      /* where in the cell the span starts, 1-based: a unit may hold only part of it */
	int64_t execution_count; /* -1 when the cell was not run */
	struct str id;           /* "" before nbformat 4.5 */
};

/* How a unit's text lies in its raw file. Both lists are sorted by offset; segments[0].at is 0. */
struct pk_map {
	const struct pk_segment *segments;
	uint32_t n_segments;
	const struct pk_cell *cells;
	uint32_t n_cells;
};

/* A position as people see it. Lines and columns are 1-based; columns count Unicode code points. All of a binary is line 1. */
struct pk_place {
	uint32_t offset, line, col;   /* in the raw file (after decoding, for a file that is not UTF-8) */
	uint32_t cell, code_cell;     /* 0 outside notebooks */
	uint32_t cell_line, cell_col; /* in the cell, or in the text that is packed in the file; else 0 */
	struct str cell_id;
	struct str inside; /* the name of that text; "" elsewhere */
};

/* A text in an archive or compressed file. */
struct pk_packed {
	struct str name; /* "config/.env", printable */
	struct str text; /* as it was packed, 64 zero bytes behind it */
	uint32_t at;     /* in the file: of it, or of what it was unpacked from */
};

/* How much of a unit must be parsed: see criterion.h. */
struct pk_criterion {
	bool asked;        /* what is wanted was asked for; before that, it is all of the text */
	bool all;          /* the whole text is wanted */
	bool bodies;       /* of a loop that is wanted, where its body begins and ends */
	uint8_t *words;    /* by symbol of the rules; NULL when no word was named */
	const bool *lines; /* by line of logical_lines.h: those that are wanted; NULL for none */
	struct pk_criterion_places {
		uint32_t *v; /* offsets, in order */
		uint32_t n, cap;
	} places;
	struct pk_criterion_owners {
		struct pk_criterion_owner {
			sym_t word;
			struct str first; /* part of the dotted name that the word is wanted in */
		} * v;
		uint32_t n, cap;
	} owners;
};

struct pk_idents;
struct pk_identset;
struct pk_tree;
struct pk_names;
struct pk_consts;
struct pk_lines;
struct pk_logical_lines;
struct pk_search;
struct pk_match;
struct pk_scratch;
struct pk_literal_hits;
struct pk_suspects;

/* Of bytes that are read over the network, where they are touched. */
struct pk_elsewhere {
	struct str sha256;                                /* of all of them, as the server says; "" when it does not */
	const char *(*why)(const struct pk_elsewhere *e); /* why not all was read that was touched; NULL when it was */
};

struct pk_unit {
	enum pk_kind kind;
	bool is_notebook;         /* comes out of an .ipynb */
	bool is_broken;           /* out of one whose JSON is broken: not to be changed */
	struct str path;          /* as shown to people: relative to the scan root, '/' between parts */
	struct str text;          /* UTF-8 (bad bytes stay as they are); at least 64 zero bytes follow it, except for PK_BINARY */
	struct str raw;           /* the raw file as UTF-8; == text when map is NULL */
	const struct pk_map *map; /* NULL: text is the raw file */
	struct str called;  /* the name that says what the text is, where that is not the path's: of a file that a cell writes; else "" */
	struct str inside;  /* what the text is called in the file that it is packed in, printable; "" when it is not */
	uint32_t inside_at; /* where that is in the file */
	const struct pk_elsewhere *elsewhere; /* NULL: they are all there */
	struct pk_scratch *scratch;
	struct pk_criterion criterion; /* filled before the tree is asked for */
	/* views: use the functions below and of lines.h, tree.h, names.h, consts.h */
	struct pk_lines *raw_lines; /* shared by all units of the file; owned by the scratch */
	struct pk_lines *lines;     /* of the text, see pk_unit_lines; NULL before they were asked for */
	const struct pk_idents *idents;
	const struct pk_logical_lines *logical_lines; /* of the text, see lex/logical_lines.h; NULL before they were asked for */
	struct pk_tree *tree;
	struct pk_names *names;
	struct pk_consts *consts;
	struct pk_search *search[2];  /* the query engine's index: for others' rules, for ours */
	struct pk_literal_hits *hits; /* of the keywords of credentials, from the criterion to the run; NULL where not looked for */
	struct pk_packed_list {
		struct pk_packed *v;
		uint32_t n, cap;
	} packed;                     /* texts found in a PK_BINARY, for those who look at them after it */
	struct pk_suspects *suspects; /* imports that the imports analyzer will look at in the tree; NULL for none */
	bool is_split;                /* a credential may be in pieces that the tree joins */
	const void **alive[2];  /* search rules and taint rules, from the criterion to the run: those whose words are here, else NULL */
	const char *parse_note; /* why there is no tree or only part of one; NULL when all is well */
	bool tree_tried;
	bool is_partial; /* the tree leaves out lines that nobody asked for */
};

enum { PK_SCRATCH_KEPT = 4 };

/* What one worker reuses from file to file. */
struct pk_scratch {
	struct arena arena;           /* the file arena: reset by pk_scratch_next */
	struct intern symbols;        /* this file's, on top of the rules' */
	const struct intern *base;    /* the rules' symbols, frozen */
	void *parser;                 /* the reused parser, see syntax/cst.c; NULL until first used */
	struct pk_identset *identset; /* see sieve/identifiers.c; NULL until first used */
	bool parse_all;               /* no sieve: every unit is parsed whole */
	bool no_latent;               /* latent rules (rule.h) have nothing to say */
	char (*harmless)[32];         /* names of modules that nothing is said of, by hash: see imports/code.c; NULL until first used */
	struct pk_match *match;       /* regex match state; use pk_scratch_match */
	struct pk_kept {
		void *thing;
		void (*free)(void *thing);
	} kept[PK_SCRATCH_KEPT]; /* what lives as long as the worker, see pk_scratch_keep */
	uint32_t n_kept;
	struct pk_lines *raw_lines; /* of the current file */
	uint64_t begun, start;      /* of the current file, in nanoseconds: on the wall clock, and of the thread's processor time */
	uint64_t deadline;          /* in nanoseconds of the thread's processor time; 0 for none */
	uint64_t parse_by;          /* the same, for the parser: some of the time is kept for what it could not do */
};

void pk_scratch_init(struct pk_scratch *s, const struct intern *base);
void pk_scratch_release(struct pk_scratch *s);
/* Has `thing` freed with the scratch: for what a room above this one makes once for each worker. */
void pk_scratch_keep(struct pk_scratch *s, void *thing, void (*release)(void *thing));
/* Forgets the last file and starts the clock of the next: timeout_ms 0 means no limit. */
void pk_scratch_next(struct pk_scratch *s, uint32_t timeout_ms);
/* Processor time of the calling thread, in nanoseconds. */
uint64_t pk_thread_time(void);
/* The worker's regex match state, made when first asked for. */
struct pk_match *pk_scratch_match(struct pk_scratch *s);
/* True once the file's time is over. Costs a clock read: call it every few thousand steps. */
bool pk_scratch_expired(const struct pk_scratch *s);
/* True once the parser's part of it is. */
bool pk_scratch_hurry(const struct pk_scratch *s);

/* Offset in the raw file of an offset in the unit's text (text.n is allowed). */
uint32_t pk_unit_raw(const struct pk_unit *u, uint32_t offset);
/* Offset in the raw file behind the byte of text that ends at `offset`, which is not 0. */
uint32_t pk_unit_raw_end(const struct pk_unit *u, uint32_t offset);
/* The last segment that starts at or before the offset; the map has one. */
const struct pk_segment *pk_map_segment(const struct pk_map *map, uint32_t offset);
/* The cell that holds the offset, or NULL. */
const struct pk_cell *pk_unit_cell(const struct pk_unit *u, uint32_t offset);
/* The lines of the text as they are shown, which end with LF. */
const struct pk_lines *pk_unit_lines(struct pk_unit *u);
/* Everything about a position; computes the line table on first use. A binary has an offset only: all of it is line 1. */
struct pk_place pk_unit_place(struct pk_unit *u, uint32_t offset);

#endif
