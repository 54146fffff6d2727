/*
 * packages: what is known of names that can be imported or installed, as tables compiled from the word lists of
 * rules/imports (cmd/embed/names.c). Names are normalised: lower case, runs of `-`, `_` and `.` are one `-`.
 */
#ifndef IMPORTS_PACKAGES_H
#define IMPORTS_PACKAGES_H

#include <stddef.h>
#include <stdint.h>

enum { PK_MAX_PACKAGE_NAME = 64, PK_PACKAGE_SLOTS = 1 << 16 };

enum pk_package_flag {
	PK_PACKAGE_STDLIB = 1 << 0,
	PK_PACKAGE_MALICIOUS = 1 << 1,     /* reported; osv has the id where there is one */
	PK_PACKAGE_WRONG_IMPORT = 1 << 2,  /* not what one means when importing it; right_import is */
	PK_PACKAGE_WRONG_INSTALL = 1 << 3, /* the same for installing: right is */
	PK_PACKAGE_INVENTED = 1 << 4,      /* a name that language models and READMEs make up; right is what is meant */
	PK_PACKAGE_FILE = 1 << 5,          /* a requirements file taken for a package */
	PK_PACKAGE_RENAMED = 1 << 6,       /* a distribution that is imported by another name */
	PK_PACKAGE_PART = 1 << 7,          /* stands between dashes in a popular name */
	PK_PACKAGE_WORD = 1 << 8,          /* in two or more */
	PK_PACKAGE_ML = 1 << 9,            /* what machine-learning code uses */
};

struct pk_package {
	uint32_t at; /* the name in pk_package_text; the following too, 0 is "" */
	uint32_t osv;
	uint32_t module, distribution; /* an import name as written, and what installs it, where the two differ */
	uint32_t right, right_import;
	uint16_t rank;        /* by downloads, from 1; 0: not among the popular distributions */
	uint16_t module_rank; /* of `distribution` */
	uint16_t flags;       /* set of enum pk_package_flag */
	uint8_t n;            /* length of the name */
};

extern const char pk_package_text[];
extern const struct pk_package pk_packages[];
extern const uint16_t pk_package_slots[PK_PACKAGE_SLOTS];          /* open addressing: index + 1, 0 is free */
extern const uint16_t pk_package_targets[];                        /* those with a rank, the shorter first, then the more popular */
extern const uint64_t pk_package_sets[];                           /* pk_package_letters of each target */
extern const uint16_t pk_package_lengths[PK_MAX_PACKAGE_NAME + 1]; /* where the targets of a length begin */

static inline uint32_t pk_package_hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h ^ h >> 15;
}

/* Which letters, digits and dashes stand in a name, as a set. */
static inline uint64_t pk_package_letters(const char *s, size_t n)
{
	uint64_t set = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		int bit = c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? 26 + c - '0' : 36;

		set |= (uint64_t)1 << bit;
	}
	return set;
}

/* The length of the normalised name, 0 when it is none or too long. Bytes that are not ASCII are kept. */
static inline size_t pk_package_normalise(const char *s, size_t n, char out[PK_MAX_PACKAGE_NAME])
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '_' || c == '.')
			c = '-';
		if (c == '-' && m && out[m - 1] == '-')
			continue;
		if (m == PK_MAX_PACKAGE_NAME)
			return 0;
		out[m++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return m;
}

/* NULL when nothing is known of it. The name must be normalised. */
const struct pk_package *pk_package_find(const char *s, size_t n);

#endif
