#include "judge/suppress.h"

#include <ctype.h>

#include "judge/comments.h"
#include "ruleset/ruleset.h"
#include "util/limits.h"
#include "util/vec.h"

enum marker { PICKET, PICKET_FILE, NOSEMGREP, NOSEC, NOQA };

/* A line as the suppressions see it: of the file, of a cell, or of a packed text. */
struct at {
	uint32_t cell, line;
};

struct directive {
	enum marker marker;
	struct str ids;    /* as written: "torch-load, secrets"; "" for all */
	struct str reason; /* as written behind it, or the marker itself */
	struct pk_unit *unit;
	struct span span;
	struct at at, below; /* below: the line that a comment standing alone speaks of; line 0 for none */
	bool used;
};

struct directives VEC(struct directive);

/* ---- reading comments ---- */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Behind the word in s, in any case, or SIZE_MAX. */
static size_t find_word(struct str s, struct str word)
{
	for (size_t at = 0; at + word.n <= s.n; at++) {
		size_t end = at + word.n;

		if (str_eq_fold(str_slice(s, at, end), word) && (at == 0 || !is_word(s.p[at - 1])) && (end == s.n || !is_word(s.p[end])))
			return end;
	}
	return SIZE_MAX;
}

static struct str until(struct str s, char c)
{
	struct str head = STR("");

	(void)str_cut(&s, c, &head);
	return head;
}

/* "picket: ignore[ids] reason" and "picket: ignore-file[ids] reason". Without brackets it names nothing. */
static bool parse_picket(struct str comment, struct directive *d)
{
	size_t at = find_word(comment, STR("picket"));
	struct str rest, close = STR("]");
	size_t end;

	if (at == SIZE_MAX || at == comment.n || comment.p[at] != ':')
		return false;
	rest = str_trim(str_slice(comment, at + 1, comment.n));
	if (!str_starts(rest, STR("ignore")))
		return false;
	d->marker = str_starts(rest, STR("ignore-file")) ? PICKET_FILE : PICKET;
	rest = str_slice(rest, d->marker == PICKET ? 6 : 11, rest.n);
	end = str_find(rest, close, 0);
	d->ids = d->reason = STR("");
	if (!str_starts(rest, STR("[")) || end == SIZE_MAX)
		return true;
	d->ids = str_trim(str_slice(rest, 1, end));
	d->reason = str_trim(until(str_slice(rest, end + 1, rest.n), '#'));
	return true;
}

/* "nosec B301", "nosemgrep: a, b", "noqa: S301": ids after an optional colon, up to the next comment. */
static bool parse_foreign(struct str comment, enum marker marker, struct directive *d)
{
	static const struct str words[] = { [NOSEMGREP] = { "nosemgrep", 9 }, [NOSEC] = { "nosec", 5 }, [NOQA] = { "noqa", 4 } };
	size_t end = find_word(comment, words[marker]);
	bool colon;

	if (end == SIZE_MAX && marker == NOSEMGREP)
		end = find_word(comment, STR("nosem"));
	if (end == SIZE_MAX)
		return false;
	colon = end < comment.n && comment.p[end] == ':';
	d->marker = marker;
	d->ids = colon || marker == NOSEC ? str_trim(until(str_slice(comment, end + colon, comment.n), '#')) : STR("");
	d->reason = str_trim(str_slice(comment, end - words[marker].n < end ? end - words[marker].n : 0, comment.n));
	return marker != NOQA || d->ids.n;
}

/* "B301" or "S301" -> "301"; "" when the word is no such code. */
static struct str code_number(struct str word)
{
	if (word.n < 4 || (word.p[0] != 'B' && word.p[0] != 'S'))
		return STR("");
	for (size_t i = 1; i < word.n; i++)
		if (!isdigit((unsigned char)word.p[i]))
			return STR("");
	return str_slice(word, 1, word.n);
}

/* The next id of a list written with commas or spaces; false at its end. */
static bool next_id(struct str *ids, struct str *id)
{
	size_t n = 0;

	while (ids->n && (ids->p[0] == ',' || isspace((unsigned char)ids->p[0])))
		*ids = str_slice(*ids, 1, ids->n);
	while (n < ids->n && ids->p[n] != ',' && !isspace((unsigned char)ids->p[n]))
		n++;
	*id = str_slice(*ids, 0, n);
	*ids = str_slice(*ids, n, ids->n);
	return n > 0;
}

/* ---- what a directive names ---- */

static bool has_bandit_code(const struct pk_rule *rule, struct str number)
{
	const struct yaml *codes = yaml_get(rule->metadata, "bandit-code");

	if (codes && codes->kind == YAML_SCALAR)
		return str_eq(code_number(yaml_scalar(codes)), number);
	yaml_each(code, codes)
		if (str_eq(code_number(yaml_scalar(code)), number))
			return true;
	return false;
}

static bool id_names(const struct directive *d, struct str id, const struct pk_rule *rule)
{
	struct str number = code_number(id);

	if (number.n && (d->marker == NOSEC || d->marker == NOQA) && has_bandit_code(rule, number))
		return true;
	return pk_rule_named(rule, id);
}

/* Bandit takes a marker whose words are no codes as one for everything. */
static bool is_for_all(const struct directive *d)
{
	struct str ids = d->ids, id;

	if (d->marker == NOSEMGREP)
		return ids.n == 0;
	if (d->marker != NOSEC)
		return false;
	while (next_id(&ids, &id))
		if (code_number(id).n)
			return false;
	return true;
}

static bool names(const struct directive *d, const struct pk_rule *rule)
{
	struct str ids = d->ids, id;

	if (is_for_all(d))
		return true;
	while (next_id(&ids, &id))
		if (id_names(d, id, rule))
			return true;
	return false;
}

/* ---- collecting ---- */

static struct at at_of(const struct pk_place *p)
{
	return (struct at){ p->cell, p->cell_line ? p->cell_line : p->line };
}

static bool same(struct at a, struct at b)
{
	return a.cell == b.cell && a.line == b.line;
}

/* Whether the text may hold a directive; with only_ours, one of picket's own. */
static bool is_marked(struct str text, bool only_ours)
{
	static const struct str marks[] = { { "picket:", 7 }, { "nosec", 5 }, { "nosem", 5 }, { "noqa", 4 } };

	for (size_t i = 0; i < (only_ours ? 1 : sizeof(marks) / sizeof(*marks)); i++)
		if (str_find(text, marks[i], 0) != SIZE_MAX)
			return true;
	return false;
}

static void add(struct directives *list, struct directive *d, const struct pk_comment *c, struct at at)
{
	bool covers_below = d->marker == PICKET || d->marker == NOSEMGREP;

	d->span = c->span;
	d->at = at;
	d->below = (struct at){ at.cell, c->alone && covers_below ? at.line + 1 : 0 };
	vec_push(&d->unit->scratch->arena, list, *d);
}

/* A comment that stands alone between a directive and its line does not come in between. */
static void push_down(struct directives *list, struct at alone)
{
	for (uint32_t i = list->n; i-- > 0 && same(list->v[i].below, alone);)
		list->v[i].below.line++;
}

static void collect(struct pk_unit *u, struct directives *list)
{
	struct pk_comments it = { .text = u->text, .python = u->kind == PK_PYTHON };
	struct pk_comment c;

	while (pk_comments_next(&it, &c)) {
		struct str text = str_slice(u->text, c.span.start, c.span.end);
		struct directive d = { .unit = u };
		struct pk_place place;
		struct at at;
		bool marked = is_marked(text, false);

		if (list->n == PK_MAX_SUPPRESSIONS || (!marked && (!c.alone || list->n == 0)))
			continue;
		place = pk_unit_place(u, c.span.start);
		at = at_of(&place);
		if (c.alone)
			push_down(list, at);
		if (parse_picket(text, &d))
			add(list, &d, &c, at);
		for (enum marker m = NOSEMGREP; m <= NOQA; m++)
			if (parse_foreign(text, m, &d))
				add(list, &d, &c, at);
	}
}

/* ---- applying ---- */

static bool covers(const struct directive *d, const struct pk_finding *f)
{
	struct at first = at_of(&f->at.start), last = at_of(&f->at.end);
	uint32_t end_col = f->at.end.cell_line ? f->at.end.cell_col : f->at.end.col;

	if (d->marker == PICKET_FILE)
		return true;
	if (end_col == 1 && last.line > first.line)
		last.line--;
	return same(d->at, first) || same(d->at, last) || (d->below.line && same(d->below, first));
}

static void apply(struct directives *list, struct pk_sink *sink, struct pk_finding *f)
{
	struct directive *d;

	vec_each(d, list) {
		if (!covers(d, f) || !names(d, f->rule))
			continue;
		d->used = true;
		if (f->state == PK_OPEN) {
			f->state = PK_SUPPRESSED;
			f->reason = arena_str(sink->arena, d->reason);
		}
	}
}

static bool any_named(const struct pk_rules *rules, const struct directive *d, struct str id)
{
	for (uint32_t i = 0; i < rules->list.n; i++)
		if (id_names(d, id, rules->list.v[i]))
			return true;
	return false;
}

/* Why the directive is of no use; STR_NONE when it may be: a rule that it names did not run. */
static struct str why_unused(const struct pk_engine *engine, const struct directive *d, struct arena *a)
{
	struct str ids = d->ids, id;

	if (d->ids.n == 0)
		return STR("This suppression names no rule. Write picket: ignore[rule-id] and the reason behind it.");
	while (next_id(&ids, &id)) {
		if (any_named(engine->rules, d, id))
			continue;
		if (any_named(engine->known, d, id))
			return STR_NONE;
		return arena_printf(a, "This suppression names %.*s, which is no rule or threat of picket. See picket rules.", STR_ARG(id));
	}
	return STR("This suppression suppresses nothing. Take it away, or it may hide a finding to come.");
}

static void report_unused(const struct pk_engine *engine, const struct directives *list, struct pk_sink *sink)
{
	const struct directive *d;

	if (!engine->unused)
		return;
	vec_each(d, list) {
		struct str why;

		if (d->used || d->marker > PICKET_FILE || d->unit->inside.n || d->unit->parse_note || pk_scratch_expired(d->unit->scratch))
			continue;
		why = why_unused(engine, d, sink->arena);
		if (why.p)
			pk_emit(sink, engine->unused, d->unit, d->span)->message = why;
	}
}

void pk_suppress(const struct pk_engine *engine, struct pk_unit *units, uint32_t n, struct pk_sink *sink, uint32_t first)
{
	struct directives list = { 0 };
	static const uint32_t with_comments = PK_PYTHON | PK_SHELL | PK_MARKDOWN | PK_DEPS | PK_TEXT;
	uint32_t last = sink->findings.n;

	/* the marks of others need no look where there is nothing to suppress */
	for (uint32_t i = 0; i < n; i++)
		if ((units[i].kind & with_comments) && is_marked(units[i].text, first == last))
			collect(&units[i], &list);
	if (list.n == 0)
		return;
	for (uint32_t i = first; i < last; i++)
		apply(&list, sink, sink->findings.v[i]);
	report_unused(engine, &list, sink);
}
