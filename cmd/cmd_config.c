/* config: the settings in force, written as a picket.yaml that says the same, each with where it comes from. */
#include <ctype.h>
#include <stdio.h>

#include "cmd.h"
#include "settings.h"
#include "util/vec.h"

enum { ORIGIN_COLUMN = 48 };

/* A line being put together; what it says comes before where it comes from. */
struct line {
	const struct settings *s;
	struct buf text;
};

/* ---- values ---- */

static bool is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("._/-", *c))
			return false;
	return isalnum((unsigned char)text[0]) && yaml_word(str_from(text), true) != yaml_word(str_from(text), false);
}

static void add_text(struct buf *b, const char *text)
{
	bool plain = is_plain(text);

	if (!plain)
		buf_addc(b, '"');
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			buf_addc(b, '\\');
		buf_addc(b, *c);
	}
	if (!plain)
		buf_addc(b, '"');
}

static void add_list(struct buf *b, const char *const *v, uint32_t n)
{
	buf_addc(b, '[');
	for (uint32_t i = 0; i < n; i++) {
		buf_adds(b, i ? ", " : "");
		add_text(b, v[i]);
	}
	buf_addc(b, ']');
}

static void add_choice(struct buf *b, const char *choices, int at)
{
	struct str rest = str_from(choices), word = STR("");

	for (int i = 0; i <= at; i++)
		(void)str_cut(&rest, ' ', &word);
	buf_add(b, word);
}

/* False when there is nothing to say. */
static bool add_value(struct buf *b, const struct opt *opt, const struct opts *o)
{
	const void *at = (const char *)o + opt->at;
	const struct opt_list *list = at;
	const char *const *text = at;

	switch (opt->type) {
	case OPT_FLAG:
		buf_adds(b, *(const bool *)at ? "true" : "false");
		return true;
	case OPT_TEXT:
		if (*text)
			add_text(b, *text);
		return *text != NULL;
	case OPT_TEXTS:
	case OPT_WORDS:
		add_list(b, list->v, list->n);
		return list->n > 0;
	case OPT_CHOICE:
		add_choice(b, opt->choices, *(const int *)at);
		return true;
	case OPT_NUMBER:
	case OPT_BYTES:
		buf_printf(b, "%llu", *(const unsigned long long *)at);
		return true;
	case OPT_MS:
		buf_printf(b, "%llums", *(const unsigned long long *)at);
		return true;
	}
	return false;
}

/* ---- lines ---- */

static void begin(struct line *l, int indent, const char *key)
{
	buf_reset(&l->text);
	buf_pad(&l->text, ' ', (size_t)indent);
	add_text(&l->text, key);
	buf_adds(&l->text, ": ");
}

static void end(struct line *l, uint32_t from)
{
	if (l->text.n < ORIGIN_COLUMN)
		buf_pad(&l->text, ' ', ORIGIN_COLUMN - l->text.n);
	if (from == OPT_DEFAULT)
		buf_adds(&l->text, " # default");
	else if (from == OPT_GIVEN)
		buf_adds(&l->text, " # command line");
	else
		buf_printf(&l->text, " # %s:%u", l->s->file, from);
	(void)printf("%s\n", l->text.data);
}

static void heading(const char *key)
{
	(void)printf("%s:\n", key);
}

static void words(struct line *l, int indent, const char *key, const struct pk_globs *list, uint32_t from)
{
	begin(l, indent, key);
	add_list(&l->text, list->v, list->n);
	end(l, from);
}

static void options(struct line *l, const struct opts *o)
{
	for (const struct opt *opt = opt_table; opt->name; opt++) {
		bool rules = opt->at == offsetof(struct opts, config);

		if (!(opt->commands & OPT_SETTING) && !rules)
			continue;
		begin(l, 0, rules ? "rules" : opt->name);
		if (add_value(&l->text, opt, o))
			end(l, o->from[opt - opt_table]);
	}
}

static void zones(struct line *l, const struct settings *s)
{
	heading("zones");
	for (size_t i = 0; i < PK_ZONES; i++)
		words(l, 2, s->adjust.zones[i].name, &s->adjust.zones[i].paths, s->zone_line[i] ? s->zone_line[i] : s->zones_line);
	words(l, 2, "keep", &s->adjust.keep, s->keep_line);
}

static void per_path(struct line *l, const struct settings *s)
{
	const struct pk_path_ignore *ignore;

	if (s->adjust.ignores.n)
		heading("per-path");
	vec_each(ignore, &s->adjust.ignores)
		words(l, 2, ignore->path, &ignore->rules, ignore->line);
}

static void severities(struct line *l, const struct settings *s)
{
	const struct pk_severity_of *of;
	char level[16];

	if (s->severities.n)
		heading("severities");
	vec_each(of, &s->severities) {
		size_t i = 0;

		for (const char *c = pk_severity_name(of->severity); *c && i < sizeof(level) - 1; c++)
			level[i++] = (char)tolower((unsigned char)*c);
		level[i] = '\0';
		begin(l, 2, of->rules);
		add_text(&l->text, level);
		end(l, of->line);
	}
}

static void entries(struct line *l, const char *key, const struct pk_policy_entries *list)
{
	const struct pk_policy_entry *e;

	if (list->n)
		(void)printf("  %s:\n", key);
	vec_each(e, list) {
		begin(l, 4, e->glob.p);
		add_text(&l->text, e->text.p);
		end(l, e->line);
	}
}

static void policy(struct line *l, const struct settings *s)
{
	if (!s->policy_line)
		return;
	heading("policy");
	entries(l, "allow", &s->policy.allow);
	entries(l, "block", &s->policy.block);
	entries(l, "internal", &s->policy.internal);
}

int cmd_config(struct opts *o)
{
	struct settings s;
	struct line l = { .s = &s };
	struct cmd_rules rules = { 0 };
	struct pk_err err = { 0 };
	int rc = settings_load(&s, o, &err);

	if (rc == PK_OK)
		rc = cmd_rules_load(&rules, o, &s, false, &err);
	cmd_rules_release(&rules);
	if (rc)
		return cmd_fail(&err);
	buf_init(&l.text, SIZE_MAX / 4);
	(void)printf("# %s%s\n", s.file ? "settings file: " : "no settings file", s.file ? s.file : "");
	options(&l, o);
	words(&l, 0, "exclude", &s.exclude, s.exclude_line);
	per_path(&l, &s);
	severities(&l, &s);
	zones(&l, &s);
	policy(&l, &s);
	buf_release(&l.text);
	return EXIT_CLEAN;
}
