#include "calls.h"

#include "pip.h"
#include "source/sieve/criterion.h"
#include "source/meaning/names.h"
#include "source/sieve/identifiers.h"

enum { MAX_DEPTH = 6, MAX_CALLS = 1000, MAX_SEEN = 64 }; /* of lists in dicts in names; commands of one file that are looked at */

static bool is_setup(const struct pk_unit *u)
{
	return str_ends(u->path, STR("setup.py"));
}

/* `pip` as a word of a command, not of a sentence: "pip", "pip install ...", -m pip, pip.main. */
static bool is_command(const struct pk_unit *u, uint32_t at, bool runs)
{
	struct str text = u->text;
	char before = at ? text.p[at - 1] : 0, after = at + 3 < text.n ? text.p[at + 3] : 0;

	if (after == '.')
		return true;
	return runs && (before == '"' || before == '\'' || (at >= 3 && str_is(str_slice(text, at - 3, at), "-m ")));
}

static bool may_install(const struct pk_imports_plan *plan, struct pk_unit *u)
{
	const struct pk_idents *words = pk_unit_idents(u);
	bool runs = false;

	if (!pk_idents_has(words, plan->install, PK_IDENT_CODE | PK_IDENT_LABEL | PK_IDENT_TEXT) ||
	    !pk_idents_has(words, plan->pip, PK_IDENT_CODE | PK_IDENT_TEXT))
		return false;
	for (size_t i = 0; i < PK_RUNNERS; i++)
		runs = runs || pk_idents_has(words, plan->runners[i], PK_IDENT_CODE | PK_IDENT_LABEL | PK_IDENT_TEXT);
	for (uint32_t i = 0; i < words->n; i++)
		if (words->hits[i].sym == plan->pip && is_command(u, words->hits[i].at, runs))
			return true;
	return false;
}

/* The calls that run commands. */
static void ask_commands(const struct pk_imports_plan *plan, struct pk_unit *u)
{
	pk_criterion_word(u, plan->pip, PK_ROLE_NAME);
	for (size_t i = 0; i < PK_RUNNERS; i++)
		pk_criterion_word(u, plan->runners[i], PK_ROLE_NAME);
}

void pk_calls_suspect(const struct pk_imports_plan *plan, struct pk_unit *u)
{
	if (is_setup(u)) /* it may take what it requires out of names */
		pk_criterion_all(u);
	else if (may_install(plan, u))
		ask_commands(plan, u);
}

/* ---- strings ---- */

/* Between the quotes of a literal that is written as one piece and means what it says; empty for any other expression. */
static struct span inside(const struct pk_tree *t, uint32_t node)
{
	const struct pk_node *n = &t->nodes[node];
	struct str text = str_slice(t->source, n->start, n->end);
	struct span at = { n->start, n->end };
	uint32_t quotes = n->flags & PKF_TRIPLE ? 3 : 1;

	if ((n->kind != PKN_STRING && n->kind != PKN_FSTRING) || n->flags & PKF_CONCAT || str_find(text, STR("\\"), 0) != SIZE_MAX)
		return (struct span){ n->start, n->start };
	while (at.start < at.end && t->source.p[at.start] != '"' && t->source.p[at.start] != '\'')
		at.start++;
	if (at.end - at.start < 2 * quotes)
		return (struct span){ n->start, n->start };
	return (struct span){ at.start + quotes, at.end - quotes };
}

/* ---- commands ---- */

static bool runs_commands(struct str callee)
{
	static const char *const names[] = { "os.system", "os.popen", "pip.main", "pip._internal.main", "pip._internal.cli.main.main" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(callee, names[i]))
			return true;
	return str_starts(callee, STR("subprocess.")) || str_starts(callee, STR("asyncio.create_subprocess_"));
}

/* ["python", "-m", "pip", "install", ...]; given to pip itself, without the program. */
static void read_list(struct pk_place_of_packages in, const struct pk_tree *t, uint32_t list, bool to_pip)
{
	struct arena *a = &in.unit->scratch->arena;
	struct pk_pip_words words = { 0 };

	for (uint32_t c = pk_node_first(t, list); c; c = pk_node_next(t, c))
		vec_push(a, &words, inside(t, c));
	if (!to_pip) {
		pk_pip_command(in, &words);
	} else if (words.n && str_is(str_slice(t->source, words.v[0].start, words.v[0].end), "install")) {
		in.is_installed = true;
		pk_pip_options(&in, &words, 1);
	}
}

static void read_command(const struct pk_place_of_packages *in, const struct pk_tree *t, uint32_t args, struct str callee)
{
	uint32_t first = pk_node_first(t, args);
	uint8_t kind = first ? t->nodes[first].kind : PKN_ABSENT;

	if (kind == PKN_STRING || kind == PKN_FSTRING)
		pk_pip_shell(in, inside(t, first));
	else if (kind == PKN_LIST || kind == PKN_TUPLE)
		read_list(*in, t, first, str_starts(callee, STR("pip.")));
}

/* ---- setup() ---- */

/* The list that a name was given at the top of the file. */
static uint32_t value_of(const struct pk_tree *t, sym_t name)
{
	for (uint32_t stmt = pk_node_first(t, 0); stmt; stmt = pk_node_next(t, stmt)) {
		uint32_t value;

		if (t->nodes[stmt].kind != PKN_ASSIGN || t->nodes[stmt + 1].kind != PKN_NAME || t->nodes[stmt + 1].sym != name)
			continue;
		value = pk_node_child(t, stmt, 1);
		if (t->nodes[value].kind == PKN_LIST || t->nodes[value].kind == PKN_DICT)
			return value;
	}
	return 0;
}

/* Names that stand for lists are read once. */
struct seen {
	uint32_t values[MAX_SEEN];
	uint32_t n;
};

static bool is_new(struct seen *seen, uint32_t value)
{
	for (uint32_t i = 0; i < seen->n; i++)
		if (seen->values[i] == value)
			return false;
	if (seen->n == MAX_SEEN)
		return false;
	seen->values[seen->n++] = value;
	return true;
}

/* Every string in lists, in dicts of lists (not their keys), and in names that stand for such. */
static void read_strings(const struct pk_place_of_packages *in, const struct pk_tree *t, uint32_t node, int depth, struct seen *seen)
{
	const struct pk_node *n = &t->nodes[node];
	struct span text;

	if (depth > MAX_DEPTH)
		return;
	if (n->kind == PKN_STRING) {
		text = inside(t, node);
		if (text.end > text.start)
			pk_package_requirement(in, text, false);
	} else if (n->kind == PKN_NAME) {
		uint32_t value = value_of(t, n->sym);

		if (value && is_new(seen, value))
			read_strings(in, t, value, depth + 1, seen);
	} else if (n->kind == PKN_PAIR) {
		read_strings(in, t, pk_node_child(t, node, 1), depth + 1, seen);
	} else if (n->kind == PKN_LIST || n->kind == PKN_DICT || n->kind == PKN_TUPLE || n->kind == PKN_BINARY) {
		for (uint32_t c = pk_node_first(t, node); c; c = pk_node_next(t, c))
			read_strings(in, t, c, depth + 1, seen);
	}
}

static void read_setup(const struct pk_place_of_packages *in, const struct pk_tree *t, uint32_t args)
{
	struct seen seen = { .n = 0 };

	for (uint32_t c = pk_node_first(t, args); c; c = pk_node_next(t, c)) {
		struct str key;

		if (t->nodes[c].kind != PKN_KWARG)
			continue;
		key = intern_text(t->symbols, t->nodes[c].sym);
		if (str_ends(key, STR("_requires")) || str_is(key, "extras_require") || str_is(key, "tests_require") ||
		    str_is(key, "dependency_links"))
			read_strings(in, t, c + 1, 0, &seen);
	}
}

/* ---- */

void pk_calls_packages(struct pk_place_of_packages in)
{
	struct pk_unit *u = in.unit;
	bool setup = is_setup(u), installs = may_install(in.plan, u);
	const struct pk_tree *t = setup || installs ? pk_unit_tree(u) : NULL;
	int calls = 0;

	if (!t || !pk_unit_names(u))
		return;
	in.is_code = true;
	for (uint32_t i = 0; i < t->n && calls < MAX_CALLS; i++) {
		uint32_t args = t->nodes[i].kind == PKN_CALL ? pk_node_child(t, i, 1) : 0;
		struct str callee;

		if (!args || (t->nodes[i + 1].kind != PKN_NAME && t->nodes[i + 1].kind != PKN_ATTR))
			continue;
		callee = intern_text(t->symbols, pk_names_dotted(u, i + 1));
		calls++;
		if (installs && runs_commands(callee))
			read_command(&in, t, args, callee);
		else if (setup && (str_is(callee, "setup") || str_ends(callee, STR(".setup"))))
			read_setup(&in, t, args);
		else
			calls--;
	}
}
