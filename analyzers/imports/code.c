#include "code.h"

#include <stdlib.h>

#include "decide.h"
#include "source/lex/lexical.h"
#include "source/sieve/criterion.h"
#include "source/unit/edit.h"
#include "source/meaning/names.h"
#include "source/sieve/identifiers.h"
#include "util/err.h"
#include "util/limits.h"
#include "util/vec.h"

enum { MAX_BLOCKS = 32 }; /* round an import that are looked at */

struct suspect {
	struct span at;
	struct pk_verdict verdict;
};

struct pk_suspects {
	struct suspect *v;
	uint32_t n, cap;
	struct pk_hurry hurry;
};

/* ---- names in the text ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Blanks, and the ends of continued lines. */
static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.n && (is_blank(text.p[at]) || (text.p[at] == '\\' && at + 1 < text.n && text.p[at + 1] == '\n')))
		at += text.p[at] == '\\' ? 2 : 1;
	return at;
}

static size_t skip_word(struct str text, size_t at)
{
	while (at < text.n && pk_is_word_byte(text.p[at]))
		at++;
	return at;
}

static bool is_word_at(struct str text, size_t at, const char *word)
{
	size_t n = strlen(word);

	return text.n - at > n && str_is(str_slice(text, at, at + n), word) && !pk_is_word_byte(text.p[at + n]);
}

static bool is_wanted(const struct pk_imports_plan *plan, enum pk_imports_rule rule)
{
	return plan->rules[rule] || (rule == PK_RULE_MISSPELT_IMPORT && plan->rules[PK_RULE_LOOKALIKE_IMPORT]);
}

/* ---- names judged before: unknown ones are dear to judge, and come again in the next file ---- */

enum { HARMLESS = 1024 };

/* Where the name stands when it was found harmless: its length, then its letters. NULL when it is too long to be kept. */
static char *harmless_slot(struct pk_scratch *s, struct str name)
{
	if (!s->harmless) {
		s->harmless = calloc(HARMLESS, sizeof(*s->harmless));
		if (!s->harmless)
			die_oom(HARMLESS * sizeof(*s->harmless));
		pk_scratch_keep(s, s->harmless, free);
	}
	return name.n < sizeof(*s->harmless) ? s->harmless[str_hash(name) % HARMLESS] : NULL;
}

static void suspect(const struct pk_imports_plan *plan, struct pk_unit *u, size_t start, struct pk_suspects *out)
{
	struct span at = { (uint32_t)start, (uint32_t)skip_word(u->text, start) };
	struct str name = str_slice(u->text, at.start, at.end);
	char *slot = harmless_slot(u->scratch, name);
	struct pk_verdict verdict;

	if (!name.n || out->n == PK_MAX_MATCHES_PER_RULE || (slot && str_eq((struct str){ slot + 1, (size_t)slot[0] }, name)))
		return;
	if (pk_hurry_late(&out->hurry, u->scratch))
		return;
	verdict = pk_judge_import(&u->scratch->arena, name);
	if (is_wanted(plan, verdict.rule) && !pk_decide_trusts(plan->policy, name)) {
		vec_push(&u->scratch->arena, out, (struct suspect){ at, verdict });
	} else if (slot) {
		slot[0] = (char)name.n;
		memcpy(slot + 1, name.p, name.n);
	}
}

/* A statement may begin here: at the start of a line or behind another one. */
static bool begins_statement(struct str text, size_t at)
{
	while (at && is_blank(text.p[at - 1]))
		at--;
	return at == 0 || text.p[at - 1] == '\n' || text.p[at - 1] == '\r' || text.p[at - 1] == ';' || text.p[at - 1] == ':';
}

/* Where the module begins in `from module import`, given where `import` does; SIZE_MAX when no such thing stands before it. */
static size_t from_before(struct str text, size_t import)
{
	size_t end = import, start;

	while (end && is_blank(text.p[end - 1]))
		end--;
	for (start = end; start && (pk_is_word_byte(text.p[start - 1]) || text.p[start - 1] == '.'); start--)
		;
	for (end = start; end && is_blank(text.p[end - 1]); end--)
		;
	if (end < 4 || end >= start || !str_is(str_slice(text, end - 4, end), "from"))
		return SIZE_MAX;
	return begins_statement(text, end - 4) ? start : SIZE_MAX;
}

/* a.b as c, d ... */
static void suspect_list(const struct pk_imports_plan *plan, struct pk_unit *u, size_t at, struct pk_suspects *out)
{
	struct str text = u->text;

	do {
		size_t start = skip_blanks(text, at);

		suspect(plan, u, start, out);
		for (at = skip_word(text, start); at < text.n && text.p[at] == '.'; at = skip_word(text, at + 1))
			;
		at = skip_blanks(text, at);
		if (is_word_at(text, at, "as"))
			at = skip_blanks(text, skip_word(text, skip_blanks(text, at + 2)));
	} while (at < text.n && text.p[at++] == ',');
}

/* ("a.b" */
static void suspect_argument(const struct pk_imports_plan *plan, struct pk_unit *u, size_t at, struct pk_suspects *out)
{
	struct str text = u->text;

	if (text.n - at > 2 && text.p[at] == '(' && (text.p[at + 1] == '"' || text.p[at + 1] == '\''))
		suspect(plan, u, at + 2, out);
}

static bool looks_at_imports(const struct pk_imports_plan *plan)
{
	return plan->rules[PK_RULE_MISSPELT_IMPORT] || plan->rules[PK_RULE_LOOKALIKE_IMPORT] || plan->rules[PK_RULE_HOMOGLYPH_IMPORT] ||
	       plan->rules[PK_RULE_DISTRIBUTION_IMPORTED];
}

void pk_code_suspect(const struct pk_imports_plan *plan, struct pk_unit *u)
{
	const struct pk_idents *words;
	struct pk_suspects found = { 0 };

	if (!looks_at_imports(plan))
		return;
	words = pk_unit_idents(u);
	for (uint32_t i = 0; i < words->n; i++) {
		const struct pk_ident *hit = &words->hits[i];

		if (!(hit->where & PK_IDENT_CODE))
			continue;
		if (hit->sym == plan->import) {
			size_t from = from_before(u->text, hit->at);

			if (from != SIZE_MAX)
				suspect(plan, u, from, &found);
			else if (begins_statement(u->text, hit->at))
				suspect_list(plan, u, hit->at + 6, &found);
		} else if (hit->sym == plan->import_module || hit->sym == plan->import_call) {
			suspect_argument(plan, u, skip_word(u->text, hit->at), &found);
		}
	}
	if (!found.n && !found.hurry.late)
		return;
	u->suspects = arena_new(&u->scratch->arena, struct pk_suspects);
	*u->suspects = found;
	pk_criterion_all(u);
}

/* ---- imports of the tree ---- */

static uint32_t statement_of(const struct pk_tree *t, const struct pk_import *import)
{
	return t->nodes[import->node].kind == PKN_ALIAS ? t->nodes[import->node].parent : import->node;
}

/* The import whose module's name stands at the offset; *i only moves forward. NULL for none: text, or a comment. */
static const struct pk_import *import_at(const struct pk_tree *t, const struct pk_names *names, uint32_t at, uint32_t *i)
{
	for (; *i < names->n_imports; ++*i) {
		const struct pk_import *import = &names->imports[*i];
		const struct pk_node *stmt = &t->nodes[statement_of(t, import)], *node = &t->nodes[import->node];

		if (stmt->start > at)
			return NULL;
		if (stmt->kind == PKN_IMPORT ? node->start == at : stmt->end > at)
			return import;
	}
	return NULL;
}

/* `if is_torch_available():` and the like stand over it. */
static bool is_asked_for(const struct pk_unit *u, uint32_t node)
{
	const struct pk_tree *t = u->tree;

	for (int i = 0; i < MAX_BLOCKS && node; i++, node = t->nodes[node].parent) {
		struct str test;

		if (t->nodes[node].kind != PKN_IF)
			continue;
		test = pk_node_source(t, node + 1);
		if (str_find(test, STR("available"), 0) != SIZE_MAX || str_find(test, STR("find_spec"), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static struct pk_verdict milder(const struct pk_imports_plan *plan, struct pk_verdict verdict)
{
	if (verdict.rule == PK_RULE_MISSPELT_IMPORT)
		verdict.rule = PK_RULE_LOOKALIKE_IMPORT;
	else if (verdict.rule != PK_RULE_HOMOGLYPH_IMPORT)
		verdict.rule = PK_RULE_NONE;
	verdict.fix = STR_NONE;
	return plan->rules[verdict.rule] ? verdict : (struct pk_verdict){ .rule = PK_RULE_NONE };
}

/* ---- the fix ---- */

struct edits VEC(struct pk_edit);

static bool add_edit(struct pk_unit *u, struct arena *a, struct span at, struct str right, struct edits *edits)
{
	struct pk_raw_edit edit;

	if (!pk_unit_edit(u, a, at, right, &edit))
		return false;
	vec_push(a, edits, (struct pk_edit){ edit.raw, arena_str(a, edit.text) });
	return true;
}

/* `import nmae` binds the name: every use of it changes too. */
static bool edit_uses(struct pk_unit *u, struct arena *a, const struct pk_import *import, struct str right, struct edits *edits)
{
	const struct pk_tree *t = u->tree;
	const struct pk_names *names = pk_unit_names(u);
	uint32_t var = names->binding[import->node];

	if (!var || t->nodes[import->node].aux)
		return true;
	for (uint32_t i = 0; i < t->n; i++)
		if (t->nodes[i].kind == PKN_NAME && names->binding[i] == var &&
		    !add_edit(u, a, (struct span){ t->nodes[i].start, t->nodes[i].end }, right, edits))
			return false;
	return true;
}

static void fix(struct pk_unit *u, struct arena *a, const struct pk_import *import, const struct suspect *s, struct pk_finding *f)
{
	struct edits edits = { 0 };

	if (!add_edit(u, a, s->at, s->verdict.fix, &edits))
		return;
	if (u->tree->nodes[statement_of(u->tree, import)].kind == PKN_IMPORT && !edit_uses(u, a, import, s->verdict.fix, &edits))
		return;
	f->edits = edits.v;
	f->n_edits = edits.n;
	f->fix_text = arena_str(a, s->verdict.fix);
}

/* ---- */

void pk_code_imports(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out)
{
	const struct pk_tree *t = u->suspects ? pk_unit_tree(u) : NULL;
	const struct pk_names *names = t ? pk_unit_names(u) : NULL;
	const struct suspect *s;
	uint32_t i = 0;

	if (!names)
		return;
	vec_each(s, u->suspects) {
		const struct pk_import *import = import_at(t, names, s->at.start, &i);
		struct suspect said = *s;
		struct pk_finding *f;

		if (pk_hurry_late(&u->suspects->hurry, u->scratch))
			break;
		if (!import || pk_judge_is_local(out, u->path, str_slice(u->text, s->at.start, s->at.end)))
			continue;
		if (import->guarded || is_asked_for(u, import->node))
			said.verdict = milder(plan, s->verdict);
		if (said.verdict.rule == PK_RULE_NONE)
			continue;
		f = pk_judge_say(plan, u, out, s->at, said.verdict);
		if (f && said.verdict.fix.n)
			fix(u, out->arena, import, &said, f);
	}
	if (u->suspects->hurry.late)
		pk_note(out, u->path, "timeout", 0, "imports too much for its time: not all of it was looked at");
}
