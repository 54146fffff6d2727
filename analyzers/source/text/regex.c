#define PCRE2_CODE_UNIT_WIDTH 8
#include "source/text/regex.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "util/limits.h"

/* What a pattern is compiled to. */
struct made {
	pcre2_code *code;
	uint32_t groups;
	uint32_t n_names, name_size;
	const unsigned char *names;
};

struct pk_regex {
	struct str pattern; /* of one that is compiled later */
	unsigned flags;
	struct made *_Atomic *made; /* points to `cell`, which is NULL before the first use */
	struct made *_Atomic cell;
};

enum { MAX_GROUPS = 32 };

struct pk_match {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	uint32_t n; /* groups set by the last match */
	bool gave_up;
};

static uint32_t options_of(unsigned flags)
{
	uint32_t o = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;

	o |= flags & PK_REGEX_FOLD ? PCRE2_CASELESS : 0;
	o |= flags & PK_REGEX_ANCHORED ? PCRE2_ANCHORED : 0;
	o |= flags & PK_REGEX_MULTILINE ? PCRE2_MULTILINE : 0;
	o |= flags & PK_REGEX_DOTALL ? PCRE2_DOTALL : 0;
	o |= flags & PK_REGEX_EXTENDED ? PCRE2_EXTENDED : 0;
	return o;
}

static struct made *make(struct str pattern, unsigned flags, struct pk_err *err)
{
	struct made *made;
	pcre2_code *code;
	PCRE2_SIZE where;
	int rc;

	code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, options_of(flags), &rc, &where, NULL);
	if (!code) {
		char text[128];

		(void)pcre2_get_error_message(rc, (PCRE2_UCHAR *)text, sizeof(text));
		err_set(err, PK_ERULE, NULL, 0, "bad regular expression at offset %zu: %s", where, text);
		return NULL;
	}
	made = calloc(1, sizeof(*made));
	if (!made)
		die_oom(sizeof(*made));
	made->code = code;
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	(void)pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &made->groups);
	(void)pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &made->n_names);
	(void)pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &made->name_size);
	(void)pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &made->names);
	return made;
}

static void unmake(struct made *made)
{
	if (!made)
		return;
	pcre2_code_free(made->code);
	free(made);
}

struct pk_regex *pk_regex_later(struct str pattern, unsigned flags)
{
	struct pk_regex *re = calloc(1, sizeof(*re));

	if (!re)
		die_oom(sizeof(*re));
	re->pattern = pattern;
	re->flags = flags;
	re->made = &re->cell;
	return re;
}

struct pk_regex *pk_regex_new(struct str pattern, unsigned flags, struct pk_err *err)
{
	struct made *made = make(pattern, flags, err);
	struct pk_regex *re = made ? pk_regex_later(STR(""), flags) : NULL;

	if (re)
		atomic_init(re->made, made);
	return re;
}

/* Two workers may compile it at once: the one that comes second throws its work away. */
static const struct made *made_of(const struct pk_regex *re)
{
	struct made *made = atomic_load_explicit(re->made, memory_order_acquire), *mine;
	struct pk_err err;

	if (made)
		return made;
	mine = make(re->pattern, re->flags, &err);
	if (!mine)
		die_bug("a built-in regular expression is wrong");
	if (atomic_compare_exchange_strong(re->made, &made, mine))
		return mine;
	unmake(mine);
	return made;
}

void pk_regex_free(struct pk_regex *re)
{
	if (!re)
		return;
	unmake(atomic_load(re->made));
	free(re);
}

struct pk_match *pk_match_new(void)
{
	struct pk_match *m = calloc(1, sizeof(*m));

	if (m) {
		m->data = pcre2_match_data_create(MAX_GROUPS, NULL);
		m->context = pcre2_match_context_create(NULL);
		m->stack = pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL);
	}
	if (!m || !m->data || !m->context || !m->stack)
		die_oom(sizeof(*m));
	(void)pcre2_set_match_limit(m->context, PK_MAX_REGEX_STEPS);
	(void)pcre2_set_depth_limit(m->context, PK_MAX_REGEX_DEPTH);
	pcre2_jit_stack_assign(m->context, NULL, m->stack);
	return m;
}

void pk_match_free(struct pk_match *m)
{
	if (!m)
		return;
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	pcre2_jit_stack_free(m->stack);
	free(m);
}

int pk_regex_run(const struct pk_regex *re, struct pk_match *m, struct str subject, size_t from)
{
	int rc = pcre2_match(made_of(re)->code, (PCRE2_SPTR)(subject.p ? subject.p : ""), subject.n, from, 0, m->data, m->context);

	m->n = rc > 0 ? (uint32_t)rc : rc == 0 ? MAX_GROUPS : 0;
	if (rc >= 0)
		return 1;
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	m->gave_up = true;
	return -1;
}

bool pk_match_gave_up(struct pk_match *m)
{
	bool was = m->gave_up;

	m->gave_up = false;
	return was;
}

bool pk_match_group(const struct pk_match *m, uint32_t i, size_t *start, size_t *end)
{
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(m->data);

	if (i >= m->n || v[2 * i] == PCRE2_UNSET)
		return false;
	*start = v[2 * i];
	*end = v[2 * i + 1] < v[2 * i] ? v[2 * i] : v[2 * i + 1];
	return true;
}

uint32_t pk_regex_groups(const struct pk_regex *re)
{
	return made_of(re)->groups;
}

struct str pk_regex_group_name(const struct pk_regex *re, uint32_t i)
{
	const struct made *made = made_of(re);

	for (uint32_t k = 0; k < made->n_names; k++) {
		const unsigned char *e = made->names + (size_t)k * made->name_size;

		if ((uint32_t)(e[0] << 8 | e[1]) == i)
			return str_from((const char *)e + 2);
	}
	return STR("");
}

bool pk_regex_may_group(const struct pk_regex *re)
{
	const struct made *made = atomic_load(re->made);

	if (made)
		return made->groups > 0;
	for (size_t i = 0; i + 1 < re->pattern.n; i++) {
		if (re->pattern.p[i] == '\\')
			i++;
		else if (re->pattern.p[i] == '(' && re->pattern.p[i + 1] != '?')
			return true;
	}
	return pk_regex_may_name(re);
}

bool pk_regex_may_name(const struct pk_regex *re)
{
	static const char *const openings[] = { "(?<", "(?P<", "(?'" };
	const struct made *made = atomic_load(re->made);

	if (made)
		return made->n_names > 0;
	for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++)
		if (str_find(re->pattern, str_from(openings[i]), 0) != SIZE_MAX)
			return true;
	return false;
}
