/*
 * json: a pull parser over JSON text that knows where everything stands. It allocates nothing and copies nothing; the
 * caller asks for what it wants and skips the rest, at memory speed where that is one long string.
 *
 *     pk_json_enter(&j);                            // at '{'
 *     while (pk_json_key(&j, &key))
 *             if (pk_json_is(key, "cells")) ...     // read the value, or
 *             else (void)pk_json_skip(&j);
 *
 * The first fault (broken syntax, too deep, input that ends too soon) sticks: every call after it returns false or
 * NONE, and j->fault and j->at say what is wrong and where. The structure is checked throughout; of strings that are only
 * skipped the escapes are not. NaN and Infinity count as numbers, as Python writes them.
 */
#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include "util/str.h"

enum pk_json_kind {
	PK_JSON_NONE, /* no value comes: a fault */
	PK_JSON_OBJECT,
	PK_JSON_ARRAY,
	PK_JSON_STRING,
	PK_JSON_NUMBER,
	PK_JSON_TRUE,
	PK_JSON_FALSE,
	PK_JSON_NULL,
};

struct pk_json {
	struct str text; /* below 4 GiB, at least 16 bytes that may be read behind it */
	uint32_t at;
	uint32_t depth;
	bool fresh;        /* just behind '{' or '[': no comma is due */
	const char *fault; /* NULL while all is well */
};

void pk_json_init(struct pk_json *j, struct str text);
/* What value comes next. */
enum pk_json_kind pk_json_peek(struct pk_json *j);
/* Steps into the object or array that comes. */
bool pk_json_enter(struct pk_json *j);
/* In an object: the next key, as written between its quotes (compare with pk_json_is); its value comes. False behind the '}'. */
bool pk_json_key(struct pk_json *j, struct str *key);
/* In an array: true when a value comes, false behind the ']'. */
bool pk_json_item(struct pk_json *j);
/* The string that comes, as written between its quotes. */
bool pk_json_string(struct pk_json *j, struct span *inside);
/* The integer that comes; any other value is passed over with false. */
bool pk_json_int(struct pk_json *j, int64_t *out);
/* Passes over the value that comes and says where it is; empty on a fault. */
struct span pk_json_skip(struct pk_json *j);
/* True when nothing is left but white space. */
bool pk_json_end(struct pk_json *j);

/* The value of a key of an object that was passed over before: the last one of that name; empty when there is none. */
struct span pk_json_member(struct str text, struct span object, const char *key);
/* The same for a string: its inside; empty for any other value. */
struct str pk_json_text(struct str text, struct span object, const char *key);

/* ---- the inside of a string ---- */

enum pk_json_oddity {
	PK_JSON_LONE_SURROGATE = 1, /* \ud800 without its partner: becomes U+FFFD */
	PK_JSON_BAD_ESCAPE = 2,     /* \x and the like: the character behind the backslash stays */
};

/* True when the inside, unescaped, is this ASCII word. */
bool pk_json_is(struct str inside, const char *word);
/* Unescapes from *at on (an offset in the inside, moved behind what was read) into out, up to max bytes of it (at least 4); returns how
 * many, adds to *odd. Text never grows: all of it fits into inside.n bytes and 3 to spare. */
size_t pk_json_unescape(struct str inside, size_t *at, char *out, size_t max, unsigned *odd);
/* Offset in the inside where the unescaped byte number n comes from; the offset of an escape for any byte that it stands for. */
size_t pk_json_offset(struct str inside, size_t n);

#endif
