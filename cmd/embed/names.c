/*
 * names: build-time tool. Compiles the word lists of rules/imports into read-only tables, so that a name is looked up with
 * one hash probe and nothing is built when picket starts: names OUTPUT POPULAR MODULES STDLIB WRONG MALICIOUS ML.
 * Lists hold a name a line, and what is said of it behind tabs; lines with `#` are comments.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "imports/packages.h"

enum { MAX_NAMES = 40000, MAX_TEXT = 2 << 20 };

static struct pk_package names[MAX_NAMES];
static uint32_t n_names;
static char text[MAX_TEXT] = "";
static uint32_t n_text = 1;              /* offset 0 is "" */
static uint16_t slots[PK_PACKAGE_SLOTS]; /* index + 1 */

static void fail(const char *what, const char *of)
{
	(void)fprintf(stderr, "names: %s: %s\n", what, of);
	exit(1);
}

static uint32_t keep(const char *s, size_t n)
{
	uint32_t at = n_text;

	if (!n)
		return 0;
	if (n_text + n + 1 > MAX_TEXT)
		fail("too much text", s);
	memcpy(text + n_text, s, n);
	n_text += (uint32_t)n;
	text[n_text++] = 0;
	return at;
}

static struct pk_package *name_of(const char *s, size_t n)
{
	char norm[PK_MAX_PACKAGE_NAME];
	size_t m = pk_package_normalise(s, n, norm);
	uint32_t slot = pk_package_hash(norm, m) % PK_PACKAGE_SLOTS;
	struct pk_package *p;

	if (m == 0)
		fail("no name", s);
	for (; slots[slot]; slot = (slot + 1) % PK_PACKAGE_SLOTS) {
		p = &names[slots[slot] - 1];
		if (p->n == m && memcmp(text + p->at, norm, m) == 0)
			return p;
	}
	if (n_names == MAX_NAMES)
		fail("too many names", s);
	p = &names[n_names++];
	slots[slot] = (uint16_t)n_names;
	*p = (struct pk_package){ .at = keep(norm, m), .n = (uint8_t)m };
	return p;
}

enum list { POPULAR, MODULES, STDLIB, WRONG, MALICIOUS, ML, LISTS };

static uint16_t said_where(const char *s, size_t n)
{
	static const struct {
		const char *word;
		uint16_t flags;
	} words[] = {
		{ "import", PK_PACKAGE_WRONG_IMPORT },
		{ "install", PK_PACKAGE_WRONG_INSTALL },
		{ "both", PK_PACKAGE_WRONG_IMPORT | PK_PACKAGE_WRONG_INSTALL },
		{ "invented", PK_PACKAGE_INVENTED },
		{ "file", PK_PACKAGE_FILE },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i].word) == n && memcmp(words[i].word, s, n) == 0)
			return words[i].flags;
	fail("no such place", s);
	return 0;
}

static void add_tokens(const char *s, size_t n)
{
	for (size_t i = 0, from = 0; i <= n; i++) {
		struct pk_package *p;

		if (i < n && s[i] != '-')
			continue;
		if (i - from > 2 && i - from < n) {
			p = name_of(s + from, i - from);
			p->flags |= p->flags & PK_PACKAGE_PART ? PK_PACKAGE_WORD : PK_PACKAGE_PART;
		}
		from = i + 1;
	}
}

/* The module and what installs it. */
static void add_ml(struct pk_package *p)
{
	p->flags |= PK_PACKAGE_ML;
	if (p->distribution)
		name_of(text + p->distribution, strlen(text + p->distribution))->flags |= PK_PACKAGE_ML;
}

static void add(enum list list, char *line, uint32_t number)
{
	char *second = strchr(line, '\t'), *third = second ? strchr(second + 1, '\t') : NULL, *end = line + strlen(line);
	struct pk_package *p = name_of(line, (size_t)((second ? second : end) - line));
	size_t n = second ? (size_t)((third ? third : end) - second - 1) : 0;

	if (list == POPULAR) {
		p->rank = (uint16_t)number;
		add_tokens(line, strlen(line));
	} else if (list == MODULES) {
		p->module = keep(line, (size_t)(second - line));
		p->distribution = keep(second + 1, n);
		p->module_rank = name_of(second + 1, n)->rank;
		name_of(second + 1, n)->flags |= PK_PACKAGE_RENAMED;
	} else if (list == STDLIB) {
		p->flags |= PK_PACKAGE_STDLIB;
	} else if (list == MALICIOUS) {
		p->flags |= PK_PACKAGE_MALICIOUS;
		p->osv = keep(second ? second + 1 : "", n);
	} else if (list == ML) {
		add_ml(p);
	} else if (third) {
		p->flags |= said_where(second + 1, n);
		if (p->flags & PK_PACKAGE_WRONG_IMPORT && !p->right_import)
			p->right_import = keep(third + 1, strlen(third + 1));
		if (p->flags & ~PK_PACKAGE_WRONG_IMPORT && !p->right)
			p->right = keep(third + 1, strlen(third + 1));
	}
}

static void read_list(enum list list, const char *path)
{
	FILE *in = fopen(path, "r");
	char line[512];
	uint32_t number = 0;

	if (!in)
		fail("cannot read", path);
	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\r\n")] = 0;
		if (line[0] && line[0] != '#')
			add(list, line, ++number);
	}
	(void)fclose(in);
}

/* Shorter names first, then the more popular ones. */
static int by_length(const void *a, const void *b)
{
	const struct pk_package *x = &names[*(const uint16_t *)a], *y = &names[*(const uint16_t *)b];
	uint32_t rx = x->rank ? x->rank : x->module_rank, ry = y->rank ? y->rank : y->module_rank;

	return x->n != y->n ? x->n - y->n : rx != ry ? (rx < ry ? -1 : 1) : *(const uint16_t *)a - *(const uint16_t *)b;
}

static void write_targets(FILE *out)
{
	static uint16_t order[MAX_NAMES];
	uint32_t n = 0, at = 0;

	for (uint32_t i = 0; i < n_names; i++)
		if (names[i].rank || names[i].module_rank)
			order[n++] = (uint16_t)i;
	qsort(order, n, sizeof(*order), by_length);
	(void)fputs("const uint16_t pk_package_targets[] = {", out);
	for (uint32_t i = 0; i < n; i++)
		(void)fprintf(out, "%s%u,", i % 20 ? "" : "\n\t", order[i]);
	(void)fputs("\n};\nconst uint64_t pk_package_sets[] = {", out);
	for (uint32_t i = 0; i < n; i++) {
		const struct pk_package *p = &names[order[i]];

		(void)fprintf(out, "%s%" PRIu64 "u,", i % 8 ? "" : "\n\t", pk_package_letters(text + p->at, p->n));
	}
	(void)fputs("\n};\nconst uint16_t pk_package_lengths[PK_MAX_PACKAGE_NAME + 1] = {", out);
	for (uint32_t len = 0; len <= PK_MAX_PACKAGE_NAME; len++) {
		while (at < n && names[order[at]].n < len)
			at++;
		(void)fprintf(out, "%s%u,", len % 20 ? "" : "\n\t", at);
	}
	(void)fputs("\n};\n", out);
}

static void write_all(FILE *out)
{
	(void)fputs("#include \"imports/packages.h\"\n\nconst char pk_package_text[] =", out);
	for (uint32_t at = 0; at < n_text; at += (uint32_t)strlen(text + at) + 1)
		(void)fprintf(out, "\n\t\"%s\\0\"", text + at);
	(void)fputs(";\nconst struct pk_package pk_packages[] = {\n", out);
	for (uint32_t i = 0; i < n_names; i++) {
		const struct pk_package *p = &names[i];

		(void)fprintf(out, "\t{ %u, %u, %u, %u, %u, %u, %u, %u, %u, %u },\n", p->at, p->osv, p->module, p->distribution, p->right,
			      p->right_import, p->rank, p->module_rank, p->flags, p->n);
	}
	(void)fputs("};\nconst uint16_t pk_package_slots[PK_PACKAGE_SLOTS] = {", out);
	for (uint32_t i = 0; i < PK_PACKAGE_SLOTS; i++)
		(void)fprintf(out, "%s%u,", i % 20 ? "" : "\n\t", slots[i]);
	(void)fputs("\n};\n", out);
	write_targets(out);
}

int main(int argc, char **argv)
{
	FILE *out;

	if (argc != 2 + LISTS)
		fail("usage", "names OUTPUT POPULAR MODULES STDLIB WRONG MALICIOUS ML");
	for (int i = 0; i < LISTS; i++)
		read_list((enum list)i, argv[i + 2]);
	out = fopen(argv[1], "w");
	if (!out)
		fail("cannot write", argv[1]);
	write_all(out);
	if (fclose(out) != 0)
		fail("cannot write", argv[1]);
	return 0;
}
