/* One pattern text, compiled: its tree, what its metavariables are, and what a file must hold to match it. */
#include "source/lex/lexical.h"
#include "query/required.h"
#include "query/plan.h"

/* The metavariable in a node's symbol: all of it or, of `import a.$X`, its last part. */
static uint16_t slot_of_node(const struct pk_tree *t, uint32_t node, struct pk_slots *slots)
{
	sym_t sym = t->nodes[node].sym;

	if (t->nodes[node].kind == PKN_ALIAS && intern_last(t->symbols, sym))
		sym = intern_last(t->symbols, sym);
	return sym ? (uint16_t)pk_slot_of(slots, intern_text(t->symbols, sym)) : PK_SLOT_NONE;
}

uint16_t *pk_pattern_slots(struct pk_rules *rules, const struct pk_tree *t, struct pk_slots *slots)
{
	uint16_t *v = arena_alloc(rules->arena, t->n * sizeof(*v));

	for (uint32_t i = 0; i < t->n; i++)
		v[i] = slot_of_node(t, i, slots);
	return v;
}

static int compile_regexes(struct pk_rules *rules, bool builtin, struct pk_pattern *p, struct pk_err *err)
{
	const struct pk_tree *t = p->tree;

	for (uint32_t i = 0; i < t->n; i++) {
		if (t->nodes[i].kind != PKN_STRING_REGEX)
			continue;
		if (!p->regexes)
			p->regexes = arena_zalloc(rules->arena, t->n, sizeof(*p->regexes));
		p->regexes[i] = pk_rules_regex(rules, builtin, pk_node_text(t, i), t->nodes[i].op, err);
		if (!p->regexes[i])
			return PK_ERULE;
	}
	return PK_OK;
}

static void classify(struct pk_pattern *p)
{
	const struct pk_tree *t = p->tree;
	uint32_t first = pk_node_first(t, 0);

	p->root = first;
	if (pk_node_next(t, first)) {
		p->form = PKP_SEQUENCE;
	} else if (t->nodes[first].kind == PKN_EXPR_STMT) {
		p->form = PKP_EXPR;
		p->root = first + 1;
	} else {
		p->form = t->nodes[first].kind == PKN_DECORATOR ? PKP_DECORATOR : PKP_STMT;
	}
	p->selector = p->form == PKP_EXPR && t->nodes[p->root].kind == PKN_METAVAR;
}

/* The name whose last part every match must have, for patterns that are a name or a call of one. */
static sym_t last_name(const struct pk_pattern *p)
{
	uint32_t node = p->root;
	const struct pk_node *n = &p->tree->nodes[node];

	if (p->form == PKP_SEQUENCE || p->form == PKP_STMT)
		return 0;
	if (p->form == PKP_DECORATOR)
		return 0;
	if (n->kind == PKN_CALL)
		node++;
	n = &p->tree->nodes[node];
	if ((n->kind != PKN_NAME && n->kind != PKN_ATTR) || p->slots[node] != PK_SLOT_NONE)
		return 0;
	return n->sym;
}

/* The name of an argument that every match must have, for patterns that call anything. */
static sym_t keyword(const struct pk_pattern *p)
{
	const struct pk_tree *t = p->tree;
	uint32_t args;

	if (p->form != PKP_EXPR || p->last || t->nodes[p->root].kind != PKN_CALL)
		return 0;
	args = pk_node_child(t, p->root, 1);
	for (uint32_t i = pk_node_first(t, args); i; i = pk_node_next(t, i))
		if (t->nodes[i].kind == PKN_KWARG && p->slots[i] == PK_SLOT_NONE)
			return t->nodes[i].sym;
	return 0;
}

static void add_need(struct pk_rules *rules, struct pk_needs *needs, sym_t sym)
{
	for (uint32_t i = 0; i < needs->n; i++)
		if (needs->v[i] == sym)
			return;
	vec_push(rules->arena, needs, sym);
}

static void need(struct pk_rules *rules, struct pk_pattern *p, sym_t sym)
{
	add_need(rules, &p->needs, sym);
}

static void need_parts(struct pk_rules *rules, struct pk_pattern *p, sym_t dotted)
{
	for (; dotted; dotted = intern_parent(rules->symbols, dotted)) {
		sym_t last = intern_last(rules->symbols, dotted);

		need(rules, p, last ? last : dotted);
	}
}

/* Names that are written in the pattern must be in the file. Inside <... ...> too; but not what may be left out. */
static void collect_needs(struct pk_rules *rules, struct pk_pattern *p)
{
	const struct pk_tree *t = p->tree;

	for (uint32_t i = 1; i < t->n; i++) {
		const struct pk_node *n = &t->nodes[i];

		if (n->kind == PKN_TYPED) {
			i = n->end_node - 1;
			continue;
		}
		if (!n->sym || p->slots[i] != PK_SLOT_NONE)
			continue;
		switch (n->kind) {
		case PKN_NAME:
			if (i != p->root) /* a name alone may be asked of a metavariable that stands for an attribute's */
				add_need(rules, &p->bare, n->sym);
			need(rules, p, n->sym);
			break;
		case PKN_ATTR:
		case PKN_DEF:
		case PKN_CLASS:
			need(rules, p, n->sym);
			break;
		case PKN_KWARG:
		case PKN_PARAM:
			add_need(rules, &p->keywords, n->sym);
			break;
		case PKN_ALIAS:
		case PKN_IMPORT_FROM:
			if (intern_text(rules->symbols, n->sym).p[0] != '.')
				need_parts(rules, p, n->sym);
			break;
		default:
			break;
		}
	}
}

/* "--trust-remote-code" has three words. */
static bool is_option(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '-' && !pk_is_word_byte(text.p[i]))
			return false;
	return str_starts(text, STR("-"));
}

/* The longest of its words. */
static sym_t need_option(struct pk_rules *rules, struct pk_pattern *p, struct str text)
{
	struct str word, longest = STR("");

	for (size_t at = 0; pk_next_word(text, &at, &word);) {
		add_need(rules, &p->keywords, intern(rules->symbols, word));
		longest = word.n > longest.n ? word : longest;
	}
	return intern(rules->symbols, longest);
}

static sym_t need_text(struct pk_rules *rules, struct pk_pattern *p, struct str text)
{
	struct str word;
	size_t at = 0;
	sym_t sym;

	if (is_option(text))
		return need_option(rules, p, text);
	if (text.n < 4 || !pk_next_word(text, &at, &word) || word.n != text.n)
		return 0;
	sym = intern(rules->symbols, text);
	add_need(rules, &p->keywords, sym);
	return sym;
}

/* Strings that are one word, and options: for our rules they count as words of the file, though code could put them together. */
static void collect_words(struct pk_rules *rules, struct pk_pattern *p)
{
	const struct pk_tree *t = p->tree;

	for (uint32_t i = 1; i < t->n; i++) {
		if (t->nodes[i].kind != PKN_STRING)
			continue;
		if (!p->words)
			p->words = arena_zalloc(rules->arena, t->n, sizeof(*p->words));
		p->words[i] = need_text(rules, p, pk_node_text(t, i));
	}
}

/* "=~/regex/" */
static void collect_needed(struct pk_rules *rules, struct pk_pattern *p)
{
	const struct pk_node *root = &p->tree->nodes[p->root];
	struct pk_required needed;

	if (root->kind != PKN_STRING_REGEX || root->op & PK_REGEX_EXTENDED)
		return;
	needed = pk_required_literals(rules->arena, pk_node_text(p->tree, p->root), root->op & PK_REGEX_FOLD);
	if (needed.n)
		p->needed = pk_literals_new(rules->arena, needed.v, needed.n);
}

int pk_pattern_new(struct pk_rules *rules, struct str text, bool strict, struct pk_slots *slots, struct pk_pattern **out,
		   struct pk_err *err)
{
	struct pk_pattern *p = arena_new(rules->arena, struct pk_pattern);

	p->tree = pk_rules_tree(rules, text, err);
	if (!p->tree)
		return PK_ERULE;
	if (!pk_node_first(p->tree, 0))
		return err_set(err, PK_ERULE, NULL, 0, "the pattern is empty");
	p->slots = pk_pattern_slots(rules, p->tree, slots);
	if (slots->names.n >= PK_SLOT_END)
		return err_set(err, PK_ERULE, NULL, 0, "too many metavariables");
	classify(p);
	p->last = last_name(p);
	p->keyword = keyword(p);
	collect_needs(rules, p);
	if (strict) {
		collect_words(rules, p);
		collect_needed(rules, p);
	}
	*out = p;
	return compile_regexes(rules, strict, p, err);
}
