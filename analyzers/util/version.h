/*
 * version: versions of packages and the ranges that requirements name, in the order of PEP 440. Local parts (+cu118) are left
 * out, and of what stands behind a release only the kind and number of the first mark count: 2.6.0.dev1 < 2.6.0rc1 < 2.6 <
 * 2.6.post1.
 */
#ifndef UTIL_VERSION_H
#define UTIL_VERSION_H

#include "str.h"

enum { VERSION_PARTS = 5 }; /* of a release; further ones are left out */

struct version {
	uint32_t epoch, part[VERSION_PARTS];
	uint32_t n; /* parts as written */
	int mark;   /* < 0 before the release, 0 the release itself, 1 after it */
	uint32_t number;
};

/* From low to high, each of which may be missing. */
struct version_range {
	struct version low, high;
	bool has_low, has_high, low_open, high_open; /* open: the end itself is not in it */
};

bool version_parse(struct str text, struct version *out);
int version_cmp(const struct version *a, const struct version *b);
/*
 * What "==2.5.1", ">=2.0,<2.6", "~=2.1", "2.5.*", poetry's "^2.1", conda's "=2.5" or a bare version allow; brackets round
 * them and a marker behind them are left out, exclusions (!=) do not count. False for what names no version or none that can
 * be read.
 */
bool version_range_parse(struct str text, struct version_range *out);
/* Every version of `inner` is in `outer`. */
bool version_range_within(const struct version_range *inner, const struct version_range *outer);
/* No version is in both. */
bool version_range_apart(const struct version_range *a, const struct version_range *b);
/* The versions that are in both; they must not be apart. */
struct version_range version_range_both(const struct version_range *a, const struct version_range *b);
/* The smallest range that holds both. */
struct version_range version_range_either(const struct version_range *a, const struct version_range *b);

#endif
