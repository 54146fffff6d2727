/*
 * fold: arithmetic on constants. Values are indexes into a table in the file arena; equal small values share an
 * index, strings do not (compare them with pk_fold_join). Folded text is bounded per value and per file (limits.h); what
 * would be longer is "some string".
 */
#ifndef SOURCE_FOLD_H
#define SOURCE_FOLD_H

#include "source/meaning/consts.h"
#include "util/buf.h"
#include "util/vec.h"

enum pk_value {
	PKV_UNKNOWN,
	PKV_NONE,
	PKV_TRUE,
	PKV_FALSE,
	PKV_SOME_STRING,
	PKV_FIRST_FREE,
};

struct pk_folder {
	struct arena *arena;
	struct pk_const_list VEC(struct pk_const) table;
	struct buf text;   /* the string being put together */
	size_t bytes_left; /* of PK_MAX_FOLD_BYTES */
};

void pk_fold_init(struct pk_folder *f, struct arena *arena);
void pk_fold_release(struct pk_folder *f);

static inline const struct pk_const *pk_fold_get(const struct pk_folder *f, uint32_t value)
{
	return &f->table.v[value];
}

uint32_t pk_fold_int(struct pk_folder *f, int64_t i);
/* What stands in f->text as a value; or as "some string", when putting it together came to no certain end. */
uint32_t pk_fold_text(struct pk_folder *f, bool is_bytes);
uint32_t pk_fold_some(struct pk_folder *f);
/* The same value, marked as loose. */
uint32_t pk_fold_loose(struct pk_folder *f, uint32_t value);
/* A literal node; PKV_UNKNOWN for other nodes and for integers over 63 bits. */
uint32_t pk_fold_literal(struct pk_folder *f, const struct pk_tree *t, uint32_t node);
uint32_t pk_fold_binary(struct pk_folder *f, enum pk_op op, uint32_t left, uint32_t right);
uint32_t pk_fold_bool(struct pk_folder *f, enum pk_op op, uint32_t left, uint32_t right);
uint32_t pk_fold_unary(struct pk_folder *f, enum pk_op op, uint32_t operand);
/* value if test else other */
uint32_t pk_fold_cond(struct pk_folder *f, uint32_t value, uint32_t test, uint32_t other);
/* What a place is known to hold when it holds one or the other: equal values, "some string" for two strings. */
uint32_t pk_fold_join(struct pk_folder *f, uint32_t a, uint32_t b);

/* The nodes below have folded children: value[child] is known. */
uint32_t pk_fold_fstring(struct pk_folder *f, const struct pk_tree *t, uint32_t node, const uint32_t *value);
/* A BINARY left % right, left being a string. */
uint32_t pk_fold_percent(struct pk_folder *f, const struct pk_tree *t, uint32_t node, const uint32_t *value);
/* A CALL of s.format(...), s being a string. */
uint32_t pk_fold_format(struct pk_folder *f, const struct pk_tree *t, uint32_t call, const uint32_t *value);

#endif
