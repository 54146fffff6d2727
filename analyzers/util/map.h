/*
 * map: byte-string keys to a 64-bit value, in an arena; keys are copied. No removal.
 * intern: strings to small dense numbers (symbols), with an optional frozen base below it, so that the rules'
 * symbols are shared by all workers and each file adds its own on top.
 */
#ifndef UTIL_MAP_H
#define UTIL_MAP_H

#include "arena.h"

struct map_slot;

struct map {
	struct arena *arena;
	struct map_slot *slots;
	uint32_t n, cap; /* cap is 0 or a power of two */
};

void map_init(struct map *m, struct arena *arena);
/* Makes room for n keys. */
void map_reserve(struct map *m, uint32_t n);
/* The value of key, or NULL. */
uint64_t *map_get(const struct map *m, struct str key);
/* The value of key, made as 0 when it was not there (*fresh says so; may be NULL). */
uint64_t *map_put(struct map *m, struct str key, bool *fresh);

/* A symbol: 0 is none. Dotted names are interned as such and know their last part and what is before it. */
typedef uint32_t sym_t;

struct intern_entry {
	struct str text;    /* NUL-terminated */
	sym_t parent, last; /* of a dotted name: "a.b" and "c" of "a.b.c"; else 0, 0 */
};

/* Symbols that were numbered before: constant data without a pointer in it but these. */
struct intern_table {
	const struct intern_row {
		uint32_t at, n; /* of the text, in texts */
		sym_t parent, last;
	} * rows; /* symbol 1 first */
	const char *texts;
	const uint16_t *slots; /* by hash, then onwards: symbols; 0 is free. Their number is a power of two */
	uint32_t n, n_slots;
};

struct intern {
	const struct intern *base; /* frozen; NULL for none */
	struct intern_table table; /* its first symbols, when there is no base; empty for none */
	sym_t first;               /* symbols below belong to base or table */
	struct arena *arena;
	struct map map;
	struct intern_entries {
		struct intern_entry *v;
		uint32_t n, cap;
	} entries; /* entries.v[sym - first] */
};

/* base must not change while this one lives. */
void intern_init(struct intern *in, struct arena *arena, const struct intern *base);
/* Gives an empty table its first symbols. */
void intern_begin(struct intern *in, const struct intern_table *table);
/* The symbol of text, made when new. "" gives 0. */
sym_t intern(struct intern *in, struct str text);
/* Only looks up: 0 when unknown. Safe on a frozen table from many threads. */
sym_t intern_find(const struct intern *in, struct str text);
/* The symbol of "a.b" for symbols a and b; a == 0 gives b. */
sym_t intern_join(struct intern *in, sym_t a, sym_t b);
struct str intern_text(const struct intern *in, sym_t sym);
/* Everything but the last part of a dotted name (0 when it has no dot), and the last part. */
sym_t intern_parent(const struct intern *in, sym_t sym);
sym_t intern_last(const struct intern *in, sym_t sym);

#endif
