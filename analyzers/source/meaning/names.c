/* The walk behind names.h: statements and expressions in the order of the text, scopes opened and closed on the way. */
#include "source/meaning/naming.h"

#include "util/limits.h"

static void walk(struct pk_naming *n, uint32_t node);

static enum pk_node_kind kind_of(const struct pk_naming *n, uint32_t node)
{
	return n->tree->nodes[node].kind;
}

static void walk_from(struct pk_naming *n, uint32_t child)
{
	for (; child; child = pk_node_next(n->tree, child))
		walk(n, child);
}

static void walk_children(struct pk_naming *n, uint32_t node)
{
	walk_from(n, pk_node_first(n->tree, node));
}

static void use_name(struct pk_naming *n, uint32_t node)
{
	const struct pk_scopes *s = &n->scopes;
	sym_t name = n->tree->nodes[node].sym;
	uint32_t decl = pk_scopes_find(s, name), bound = decl;
	bool local;

	if (decl)
		s->binding[node] = s->decls.v[decl].var;
	while (bound && !n->meanings[s->decls.v[bound].var].at)
		bound = pk_scopes_outer(s, bound);
	if (bound) {
		n->resolved[node] = n->meanings[s->decls.v[bound].var].full;
		local = !n->resolved[node];
	} else {
		local = decl && !s->vars.v[s->decls.v[decl].var].imported;
		n->resolved[node] = local || name >= s->n_symbols ? 0 : n->leaked[name];
	}
	if (local)
		n->local[node >> 3] |= (uint8_t)(1 << (node & 7));
}

static void use_attr(struct pk_naming *n, uint32_t node)
{
	walk(n, node + 1);
	if (n->resolved[node + 1])
		n->resolved[node] = pk_naming_join(n, n->resolved[node + 1], n->tree->nodes[node].sym);
}

static bool is_sequence(enum pk_node_kind kind)
{
	return kind == PKN_TUPLE || kind == PKN_LIST;
}

static bool has_star(const struct pk_naming *n, uint32_t node)
{
	for (uint32_t c = pk_node_first(n->tree, node); c; c = pk_node_next(n->tree, c))
		if (kind_of(n, c) == PKN_STAR)
			return true;
	return false;
}

static bool is_pairwise(const struct pk_naming *n, uint32_t target, uint32_t value)
{
	return value && is_sequence(kind_of(n, target)) && is_sequence(kind_of(n, value)) &&
	       pk_node_count(n->tree, target) == pk_node_count(n->tree, value) && !has_star(n, target) && !has_star(n, value);
}

/* Binds a target to a value that has been walked, 0 when it has no expression of its own. */
static void assign(struct pk_naming *n, uint32_t target, uint32_t value)
{
	uint32_t part;

	switch (kind_of(n, target)) {
	case PKN_NAME:
		pk_naming_bind(n, target, n->tree->nodes[target].sym, pk_naming_alias(n, target, value));
		break;
	case PKN_TUPLE:
	case PKN_LIST:
	case PKN_STAR:
		part = is_pairwise(n, target, value) ? pk_node_first(n->tree, value) : 0;
		for (uint32_t c = pk_node_first(n->tree, target); c; c = pk_node_next(n->tree, c)) {
			assign(n, c, part);
			part = part ? pk_node_next(n->tree, part) : 0;
		}
		break;
	default:
		walk(n, target);
	}
}

/* A NAME that is neither used nor bound here: in a global statement, before a bare annotation. */
static void mention(struct pk_naming *n, uint32_t node)
{
	if (kind_of(n, node) == PKN_NAME)
		n->scopes.binding[node] = n->scopes.decls.v[pk_scopes_find(&n->scopes, n->tree->nodes[node].sym)].var;
	else
		walk(n, node);
}

static void walk_assign(struct pk_naming *n, uint32_t node)
{
	uint32_t value = pk_node_child(n->tree, node, 1), last = value;

	walk(n, pk_node_child(n->tree, node, 2));
	walk(n, value);
	while (kind_of(n, last) == PKN_ASSIGN)
		last = pk_node_child(n->tree, last, 1);
	if (kind_of(n, value) == PKN_ABSENT)
		mention(n, node + 1);
	else
		assign(n, node + 1, last);
}

/* Annotations and defaults belong to the scope round the function. */
static void walk_params(struct pk_naming *n, uint32_t params)
{
	for (uint32_t p = pk_node_first(n->tree, params); p; p = pk_node_next(n->tree, p))
		walk_children(n, p);
}

static void bind_params(struct pk_naming *n, uint32_t params)
{
	for (uint32_t p = pk_node_first(n->tree, params); p; p = pk_node_next(n->tree, p))
		if (kind_of(n, p) == PKN_PARAM && n->tree->nodes[p].sym)
			pk_naming_bind(n, p, n->tree->nodes[p].sym, 0);
}

static void walk_def(struct pk_naming *n, uint32_t node)
{
	uint32_t returns = pk_node_child(n->tree, node, 1), body = pk_node_child(n->tree, node, 2), before;
	const struct pk_branch *branch = n->branch;

	walk_from(n, pk_node_next(n->tree, body));
	walk_params(n, node + 1);
	walk(n, returns);
	pk_naming_bind(n, node, n->tree->nodes[node].sym, 0);
	n->branch = NULL;
	before = pk_scopes_enter(&n->scopes, node);
	bind_params(n, node + 1);
	walk(n, body);
	pk_scopes_leave(&n->scopes, before);
	n->branch = branch;
}

static void walk_class(struct pk_naming *n, uint32_t node)
{
	uint32_t body = pk_node_child(n->tree, node, 1), before;

	walk_from(n, pk_node_next(n->tree, body));
	walk(n, node + 1);
	before = pk_scopes_enter(&n->scopes, node);
	walk(n, body);
	pk_scopes_leave(&n->scopes, before);
	pk_naming_bind(n, node, n->tree->nodes[node].sym, 0);
}

static void walk_lambda(struct pk_naming *n, uint32_t node)
{
	uint32_t before;

	walk_params(n, node + 1);
	before = pk_scopes_enter(&n->scopes, node);
	bind_params(n, node + 1);
	walk(n, pk_node_child(n->tree, node, 1));
	pk_scopes_leave(&n->scopes, before);
}

static void walk_comp_for(struct pk_naming *n, uint32_t node, bool first)
{
	uint32_t iterable = pk_node_child(n->tree, node, 1), scope = 0;

	if (first)
		scope = pk_scopes_suspend(&n->scopes);
	walk(n, iterable);
	if (first)
		pk_scopes_resume(&n->scopes, scope);
	assign(n, node + 1, 0);
}

static void walk_comprehension(struct pk_naming *n, uint32_t node)
{
	uint32_t before = pk_scopes_enter(&n->scopes, node);
	bool first = true;

	for (uint32_t c = pk_node_child(n->tree, node, 1); c; c = pk_node_next(n->tree, c)) {
		if (kind_of(n, c) == PKN_COMP_FOR)
			walk_comp_for(n, c, first);
		else
			walk(n, c);
		first = false;
	}
	walk(n, node + 1);
	pk_scopes_leave(&n->scopes, before);
}

static void walk_branch(struct pk_naming *n, uint32_t stmt, uint32_t child)
{
	struct pk_branch branch = { .stmt = stmt, .start = child, .outer = n->branch };

	n->branch = &branch;
	walk(n, child);
	n->branch = branch.outer;
}

static void walk_if(struct pk_naming *n, uint32_t node)
{
	uint32_t body = pk_node_child(n->tree, node, 1);
	enum pk_node_kind kind = kind_of(n, node + 1);
	uint32_t guard =
		(kind == PKN_NAME || kind == PKN_ATTR) && n->known.type_checking && n->tree->nodes[node + 1].sym == n->known.type_checking;

	walk(n, node + 1);
	n->guards += guard;
	walk(n, body);
	n->guards -= guard;
	walk_branch(n, node, pk_node_child(n->tree, node, 2));
}

/* In the order of the text: body, handlers, else, finally. */
static void walk_try(struct pk_naming *n, uint32_t node)
{
	uint32_t orelse = pk_node_child(n->tree, node, 1), finally = pk_node_child(n->tree, node, 2);
	uint32_t handler = pk_node_next(n->tree, finally), guard = handler != 0;

	n->guards += guard;
	walk(n, node + 1);
	for (; handler; handler = pk_node_next(n->tree, handler))
		walk_branch(n, node, handler);
	n->guards -= guard;
	walk(n, orelse);
	walk(n, finally);
}

static void walk_for(struct pk_naming *n, uint32_t node)
{
	walk(n, pk_node_child(n->tree, node, 1));
	assign(n, node + 1, 0);
	walk_from(n, pk_node_child(n->tree, node, 2));
}

/* expression, then what is bound to it: an item of a with-statement, an except clause. */
static void walk_as(struct pk_naming *n, uint32_t node)
{
	uint32_t target = pk_node_child(n->tree, node, 1);

	walk(n, node + 1);
	assign(n, target, 0);
	walk_from(n, pk_node_next(n->tree, target));
}

static void walk_with(struct pk_naming *n, uint32_t node)
{
	walk_from(n, pk_node_next(n->tree, node + 1));
	walk(n, node + 1);
}

static void walk_global(struct pk_naming *n, uint32_t node)
{
	for (uint32_t c = pk_node_first(n->tree, node); c; c = pk_node_next(n->tree, c))
		mention(n, c);
}

static void walk_statement(struct pk_naming *n, uint32_t node)
{
	switch (kind_of(n, node)) {
	case PKN_ASSIGN:
		walk_assign(n, node);
		break;
	case PKN_AUG_ASSIGN:
		walk_children(n, node);
		if (kind_of(n, node + 1) == PKN_NAME)
			assign(n, node + 1, 0);
		break;
	case PKN_IMPORT:
		pk_naming_import(n, node);
		break;
	case PKN_IMPORT_FROM:
		pk_naming_import_from(n, node);
		break;
	case PKN_GLOBAL:
		walk_global(n, node);
		break;
	case PKN_IF:
		walk_if(n, node);
		break;
	case PKN_FOR:
		walk_for(n, node);
		break;
	case PKN_TRY:
		walk_try(n, node);
		break;
	case PKN_HANDLER:
	case PKN_WITH_ITEM:
		walk_as(n, node);
		break;
	case PKN_WITH:
		walk_with(n, node);
		break;
	case PKN_DEF:
		walk_def(n, node);
		break;
	case PKN_CLASS:
		walk_class(n, node);
		break;
	case PKN_TYPE_ALIAS:
		walk(n, pk_node_child(n->tree, node, 1));
		assign(n, node + 1, 0);
		break;
	default:
		walk_children(n, node);
	}
}

static void walk(struct pk_naming *n, uint32_t node)
{
	if ((++n->steps & 4095) == 0 && pk_scratch_expired(n->unit->scratch))
		n->late = true;
	if (n->late || !node)
		return;
	switch (kind_of(n, node)) {
	case PKN_NAME:
		use_name(n, node);
		break;
	case PKN_ATTR:
		use_attr(n, node);
		break;
	case PKN_CALL:
		walk_children(n, node);
		pk_naming_call(n, node);
		break;
	case PKN_WALRUS:
		walk(n, pk_node_child(n->tree, node, 1));
		assign(n, node + 1, pk_node_child(n->tree, node, 1));
		break;
	case PKN_LAMBDA:
		walk_lambda(n, node);
		break;
	case PKN_LIST_COMP:
	case PKN_SET_COMP:
	case PKN_DICT_COMP:
	case PKN_GENEXP:
		walk_comprehension(n, node);
		break;
	default:
		walk_statement(n, node);
	}
}

static void learn(struct pk_naming *n)
{
	struct pk_known *k = &n->known;
	sym_t shortcut = intern_find(n->symbols, STR("__builtins__"));

	k->getattr = intern_find(n->symbols, STR("getattr"));
	k->import = intern_find(n->symbols, STR("__import__"));
	k->type_checking = intern_find(n->symbols, STR("TYPE_CHECKING"));
	k->import_module = intern(n->symbols, STR("importlib.import_module"));
	k->builtins[0] = intern(n->symbols, STR("builtins"));
	k->builtins[1] = intern(n->symbols, STR("__builtin__"));
	k->builtins[2] = intern(n->symbols, STR("__builtins__"));
	if (shortcut && shortcut < n->scopes.n_symbols)
		n->leaked[shortcut] = k->builtins[0];
}

static struct pk_names *publish(const struct pk_naming *n)
{
	struct pk_names *names = arena_new(n->arena, struct pk_names);

	*names = (struct pk_names){
		.resolved = n->resolved,
		.binding = n->scopes.binding,
		.vars = n->scopes.vars.v,
		.n_vars = n->scopes.vars.n,
		.stores = n->scopes.stores.v,
		.n_stores = n->scopes.stores.n,
		.imports = n->imports.v,
		.n_imports = n->imports.n,
		.stars = n->stars.v,
		.n_stars = n->stars.n,
		.local = n->local,
	};
	return names;
}

const struct pk_names *pk_unit_names(struct pk_unit *u)
{
	const struct pk_tree *tree = pk_unit_tree(u);
	struct pk_naming n = { .unit = u, .tree = tree, .arena = &u->scratch->arena };

	if (!tree || u->names)
		return u->names;
	n.symbols = tree->symbols;
	pk_scopes_declare(&n.scopes, tree, n.arena);
	n.resolved = arena_zalloc(n.arena, tree->n, sizeof(*n.resolved));
	n.local = arena_zalloc(n.arena, tree->n / 8 + 1, 1);
	n.meanings = arena_zalloc(n.arena, n.scopes.vars.n, sizeof(*n.meanings));
	n.leaked = arena_zalloc(n.arena, n.scopes.n_symbols, sizeof(*n.leaked));
	learn(&n);
	walk_children(&n, 0);
	u->names = publish(&n);
	return u->names;
}

sym_t pk_names_dotted(struct pk_unit *u, uint32_t node)
{
	const struct pk_names *names = pk_unit_names(u);
	const struct pk_node *n;
	sym_t value;

	if (!names)
		return 0;
	n = &u->tree->nodes[node];
	if (names->resolved[node] || n->kind == PKN_NAME)
		return names->resolved[node] ? names->resolved[node] : n->sym;
	value = n->kind == PKN_ATTR ? pk_names_dotted(u, node + 1) : 0;
	if (!value || intern_text(u->tree->symbols, value).n >= PK_MAX_DOTTED_BYTES)
		return 0;
	return intern_join(u->tree->symbols, value, n->sym);
}
