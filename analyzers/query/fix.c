#include "query/fix.h"

#include "source/text/regex.h"
#include "util/buf.h"
#include "util/limits.h"

static struct str taken(struct arena *a, struct buf *b)
{
	struct str out = arena_str(a, buf_str(b));

	buf_release(b);
	return out;
}

/* Columns of white space in front of the place, which the later lines of a replacement get too. */
static struct str margin_of(const struct pk_unit *u, uint32_t at)
{
	size_t line = str_rfind(str_slice(u->text, 0, at), '\n'), end;

	line = line == SIZE_MAX ? 0 : line + 1;
	for (end = line; end < at && (u->text.p[end] == ' ' || u->text.p[end] == '\t'); end++)
		;
	return str_slice(u->text, line, end);
}

static struct str indented(struct arena *a, struct str text, struct str margin)
{
	struct str rest = text, line;
	bool first = true;
	struct buf b;

	if (!margin.n || !memchr(text.p, '\n', text.n))
		return text;
	buf_init(&b, PK_MAX_CONST_BYTES);
	while (str_cut(&rest, '\n', &line)) {
		if (!first) {
			buf_addc(&b, '\n');
			if (line.n)
				buf_add(&b, margin);
		}
		buf_add(&b, line);
		first = false;
	}
	return taken(a, &b);
}

/* \1 and $1 of a replacement are groups; \\ is a backslash. */
static void expand(struct buf *b, struct str replacement, struct str subject, const struct pk_match *m)
{
	for (size_t i = 0; i < replacement.n; i++) {
		char c = replacement.p[i], next = i + 1 < replacement.n ? replacement.p[i + 1] : '\0';
		size_t start, end;

		if (c == '\\' && next >= '0' && next <= '9') {
			if (pk_match_group(m, (uint32_t)(next - '0'), &start, &end))
				buf_add(b, str_slice(subject, start, end));
			i++;
		} else if (c == '\\' && next == '\\') {
			buf_addc(b, c);
			i++;
		} else {
			buf_addc(b, c);
		}
	}
}

static bool replaced(struct pk_unit *u, const struct yaml *fix, struct str subject, struct str *out)
{
	struct str regex = yaml_text(fix, "regex"), replacement = yaml_text(fix, "replacement");
	struct pk_match *m = pk_scratch_match(u->scratch);
	int64_t left = INT64_MAX;
	size_t at = 0, start, end;
	struct pk_regex *re;
	struct pk_err err;
	struct buf b;
	bool any = false;

	(void)str_to_int(yaml_text(fix, "count").p ? yaml_text(fix, "count") : STR(""), &left);
	re = regex.p && replacement.p ? pk_regex_new(regex, PK_REGEX_MULTILINE, &err) : NULL;
	if (!re)
		return false;
	buf_init(&b, PK_MAX_CONST_BYTES);
	while (left-- > 0 && at <= subject.n && pk_regex_run(re, m, subject, at) == 1 && pk_match_group(m, 0, &start, &end)) {
		buf_add(&b, str_slice(subject, at, start));
		expand(&b, replacement, subject, m);
		any = true;
		at = end;
		if (end == start) {
			if (at < subject.n)
				buf_addc(&b, subject.p[at]);
			at++;
		}
	}
	if (at < subject.n)
		buf_add(&b, str_slice(subject, at, subject.n));
	*out = taken(&u->scratch->arena, &b);
	pk_regex_free(re);
	return any;
}

bool pk_query_fix(struct pk_unit *u, const struct pk_rule *rule, const struct pk_slots *slots, const struct pk_env *env, struct span at,
		  struct str *out)
{
	struct str text;

	if (rule->fix_regex)
		return replaced(u, rule->fix_regex, str_slice(u->text, at.start, at.end), out);
	if (!yaml_get(rule->body, "fix"))
		return false;
	text = pk_interpolate(u, slots, env, rule->fix);
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	*out = indented(&u->scratch->arena, text, margin_of(u, at.start));
	return true;
}
