#include "query/generic.h"

#include "util/buf.h"
#include "util/limits.h"

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t metavar_length(struct str s, size_t at)
{
	size_t i = at + 1;

	if (s.p[at] != '$')
		return 0;
	if (str_starts(str_slice(s, i, s.n), STR("...")))
		i += 3;
	if (i >= s.n || !((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '_'))
		return 0;
	while (i < s.n && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
		i++;
	return i - at;
}

/* A group named after the metavariable the first time, a back reference after that. */
static void add_metavar(struct buf *b, struct str seen, struct str name)
{
	bool run = str_starts(name, STR("$..."));
	struct str bare = str_slice(name, run ? 4 : 1, name.n);

	if (str_is(bare, "_"))
		buf_adds(b, "\\w+");
	else if (str_find(seen, name, 0) != SIZE_MAX)
		buf_printf(b, "\\k<%.*s>", STR_ARG(bare));
	else
		buf_printf(b, run ? "(?<%.*s>[^\\n]*?)" : "(?<%.*s>\\w+)", STR_ARG(bare));
}

static void add_char(struct buf *b, char c)
{
	if (!is_word(c))
		buf_addc(b, '\\');
	buf_addc(b, c);
}

struct str pk_generic_regex(struct arena *a, struct str pattern)
{
	struct str p = str_trim(pattern), out;
	struct buf b;

	buf_init(&b, PK_MAX_PATTERN_BYTES * 8);
	for (size_t i = 0; i < p.n;) {
		size_t n = metavar_length(p, i);

		if (i && (is_space(p.p[i]) || !is_word(p.p[i]) || !is_word(p.p[i - 1])))
			buf_adds(&b, is_space(p.p[i]) && i + 1 < p.n && is_word(p.p[i - 1]) && is_word(p.p[i + 1]) ? "\\s+" : "\\s*");
		if (is_space(p.p[i])) {
			while (i < p.n && is_space(p.p[i]))
				i++;
			if (i < p.n && !is_word(p.p[i]))
				continue;
			n = i < p.n ? metavar_length(p, i) : 0;
		}
		if (n) {
			add_metavar(&b, str_slice(p, 0, i), str_slice(p, i, i + n));
			i += n;
		} else if (str_starts(str_slice(p, i, p.n), STR("..."))) {
			buf_adds(&b, "(?:[^\\n]*\\n){0,10}?[^\\n]*?");
			i += 3;
		} else {
			add_char(&b, p.p[i++]);
		}
	}
	out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}
