/*
 * parsed: counts, inside a picket linked with --wrap=pk_cst_parse, how much is given to the parser. When the scan is over it says so on
 * standard error: the bytes of the files that were parsed at all, and how many of these bytes were.
 */
#include <stdatomic.h>
#include <stdio.h>

#include "source/syntax/cst.h"

/* The names are the linker's: it sends calls of X to __wrap_X, and those of __real_X to X. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
enum cst_result __wrap_pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
				    struct cst *out);
enum cst_result __real_pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
				    struct cst *out);

static atomic_ulong touched, parsed;

enum cst_result __wrap_pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
				    struct cst *out)
{
	size_t bytes = n ? 0 : text.n;

	for (uint32_t i = 0; i < n; i++)
		bytes += parts[i].end - parts[i].start;
	atomic_fetch_add(&touched, text.n);
	atomic_fetch_add(&parsed, bytes);
	return __real_pk_cst_parse(s, arena, text, parts, n, out);
}
/* NOLINTEND(bugprone-reserved-identifier) */

__attribute__((destructor)) static void say(void)
{
	(void)fprintf(stderr, "parsed %lu %lu\n", touched, parsed);
}
