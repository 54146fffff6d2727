/*
 * regex: PCRE2 with limits. A regex is shared by all workers, one of which compiles it, at its first use; the match state belongs
 * to a worker. UTF mode with bad UTF-8 allowed in the subject (PCRE2_MATCH_INVALID_UTF). JIT code is made where there is any.
 */
#ifndef SOURCE_REGEX_H
#define SOURCE_REGEX_H

#include "util/err.h"

struct pk_regex;
struct pk_match; /* one worker's match state: ovector, limits, JIT stack */

enum {
	PK_REGEX_FOLD = 1,      /* ignore case */
	PK_REGEX_ANCHORED = 2,  /* match only at the start offset */
	PK_REGEX_MULTILINE = 4, /* ^ and $ at line ends */
	PK_REGEX_DOTALL = 8,
	PK_REGEX_EXTENDED = 16,
};

/* NULL on a bad pattern, with err->msg saying what and where in it. */
struct pk_regex *pk_regex_new(struct str pattern, unsigned flags, struct pk_err *err);
/* The same for a pattern that is known to be good and that outlives the regex: nothing is compiled before it is used. */
struct pk_regex *pk_regex_later(struct str pattern, unsigned flags);
void pk_regex_free(struct pk_regex *re);

struct pk_match *pk_match_new(void);
void pk_match_free(struct pk_match *m);

/* 1 match, 0 none, -1 gave up (limits). Groups are read with pk_match_group afterwards. */
int pk_regex_run(const struct pk_regex *re, struct pk_match *m, struct str subject, size_t from);
/* Whether a run gave up since this was last asked. */
bool pk_match_gave_up(struct pk_match *m);
/* Span of group i in the subject; false when it took no part. */
bool pk_match_group(const struct pk_match *m, uint32_t i, size_t *start, size_t *end);
/* Number of groups, and the name of group i ("" when it has none). Asking for them compiles the regex. */
uint32_t pk_regex_groups(const struct pk_regex *re);
struct str pk_regex_group_name(const struct pk_regex *re, uint32_t i);
/* False when surely nothing is captured; when surely no group has a name. */
bool pk_regex_may_group(const struct pk_regex *re);
bool pk_regex_may_name(const struct pk_regex *re);

#endif
