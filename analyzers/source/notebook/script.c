#include "source/notebook/script.h"

#include "source/lex/lexical.h"
#include "source/sieve/identifiers.h"
#include "util/vec.h"

enum { HEAD = 4096 }; /* bytes in which a script says what it is */

enum trait {
	IN_COMMENTS = 1, /* magics may stand in comments */
	IN_CODE = 2,     /* or in the code */
	IN_CELLS = 4,    /* it is a marimo notebook */
};

/* Where the line that holds `at` begins, when there are only blanks before it; else `at`. */
static bool begins_line(struct str text, size_t at)
{
	while (at > 0 && (text.p[at - 1] == ' ' || text.p[at - 1] == '\t'))
		at--;
	return at == 0 || text.p[at - 1] == '\n';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* `# %%`, and `%magic` at the start of a line or behind an `=`. */
static unsigned traits_by_percent(struct str text)
{
	unsigned traits = 0;
	const char *p = text.p, *end = text.p + text.n;

	for (; p < end && (p = memchr(p, '%', (size_t)(end - p))); p++) {
		size_t at = (size_t)(p - text.p);

		if (p[1] == '%') {
			traits |= IN_COMMENTS;
			p += is_letter(p[2]) && begins_line(text, at) ? 0 : 1;
		}
		if (is_letter(p[1]) && (begins_line(text, at) || (at > 1 && p[-1] == ' ' && p[-2] == '=')))
			traits |= IN_CODE;
	}
	return traits;
}

/* `!command` at the start of a line or behind an `=`. */
static unsigned traits_by_bang(struct str text)
{
	const char *p = text.p, *end = text.p + text.n;

	for (; p < end && (p = memchr(p, '!', (size_t)(end - p))); p++) {
		size_t at = (size_t)(p - text.p);

		if (p[1] != '=' && (begins_line(text, at) || (at > 1 && p[-1] == ' ' && p[-2] == '=')))
			return IN_CODE;
	}
	return 0;
}

static bool has_word(struct pk_unit *u, const char *word)
{
	sym_t sym = u->scratch->base ? intern_find(u->scratch->base, str_from(word)) : 0;

	if (!sym)
		return str_find(u->text, str_from(word), 0) != SIZE_MAX;
	return pk_idents_has(pk_unit_idents(u), sym, PK_IDENT_CODE);
}

static unsigned traits_of(struct pk_unit *u)
{
	struct str head = str_slice(u->text, 0, u->text.n < HEAD ? u->text.n : HEAD);
	unsigned traits = traits_by_percent(u->text) | traits_by_bang(u->text);

	if (str_starts(head, STR("# Databricks notebook source")) || str_find(head, STR("jupytext"), 0) != SIZE_MAX ||
	    str_find(head, STR("\n# +\n"), 0) != SIZE_MAX)
		traits |= IN_COMMENTS;
	if (str_find(head, STR("# In["), 0) != SIZE_MAX || str_ends(u->path, STR(".ipy")) || has_word(u, "get_ipython"))
		traits |= IN_CODE;
	if (has_word(u, "marimo"))
		traits |= IN_CELLS;
	return traits;
}

void pk_script_units(const struct pk_unit *file, struct pk_units *units)
{
	struct pk_unit plain = *file;
	unsigned traits = traits_of(&plain);

	if (!((traits & IN_CELLS) && pk_script_marimo(file, units)) && !((traits & IN_CODE) && pk_script_ipython(file, units)))
		vec_push(&file->scratch->arena, units, plain);
	if (traits & IN_COMMENTS)
		pk_script_comments(file, units);
	pk_script_metadata(file, units);
}
