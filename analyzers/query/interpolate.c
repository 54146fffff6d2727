/* Metavariables in messages and fixes. */
#include "query/query.h"

#include "util/buf.h"
#include "util/limits.h"

/* Length of the longest bound metavariable's name at the start of s; its binding. "value($X)" counts too. */
static size_t take(struct pk_unit *u, const struct pk_slots *slots, const struct pk_env *env, struct str s, const struct pk_bind **out)
{
	size_t best = 0;

	(void)u;
	for (uint32_t i = 0; i < slots->names.n; i++) {
		struct str name = slots->names.v[i];
		const struct pk_bind *b;

		if (name.n <= best || !str_starts(s, name))
			continue;
		b = pk_env_get(env, i);
		if (b) {
			best = name.n;
			*out = b;
		}
	}
	return best;
}

struct str pk_interpolate(struct pk_unit *u, const struct pk_slots *slots, const struct pk_env *env, struct str text)
{
	struct str out;
	struct buf b;

	if (!text.n || !memchr(text.p, '$', text.n))
		return text;
	buf_init(&b, PK_MAX_CONST_BYTES);
	for (size_t i = 0; i < text.n;) {
		const struct pk_bind *bind = NULL;
		struct str rest = str_slice(text, i, text.n);
		bool value = str_starts(rest, STR("value($"));
		size_t n = rest.p[0] == '$' || value ? take(u, slots, env, str_slice(rest, value ? 6 : 0, rest.n), &bind) : 0;

		if (n && value && i + 6 + n < text.n && text.p[i + 6 + n] == ')')
			n += 7;
		else if (value)
			n = 0;
		if (n)
			buf_add(&b, u->tree || bind->kind == PKB_TEXT ? pk_bind_text(u->tree, bind) : STR(""));
		else
			buf_addc(&b, rest.p[0]);
		i += n ? n : 1;
	}
	out = arena_str(&u->scratch->arena, buf_str(&b));
	buf_release(&b);
	return out;
}
