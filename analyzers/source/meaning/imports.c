/* What binds a name to a meaning: import statements, imports by call, aliases. */
#include "source/meaning/naming.h"

#include <ctype.h>

#include "util/limits.h"

enum {
	MAX_BRANCHES = 16, /* enclosing branches looked at for a placeholder */
};

sym_t pk_naming_join(struct pk_naming *n, sym_t module, sym_t member)
{
	for (size_t i = 0; i < sizeof(n->known.builtins) / sizeof(n->known.builtins[0]); i++)
		if (module == n->known.builtins[i])
			return member;
	if (intern_text(n->symbols, module).n + intern_text(n->symbols, member).n >= PK_MAX_DOTTED_BYTES)
		return 0;
	return intern_join(n->symbols, module, member);
}

/* `x = None`, or a stand-in for an import that the same statement tries in an earlier branch. */
static bool is_placeholder(const struct pk_naming *n, uint32_t node, uint32_t imported_at)
{
	const struct pk_tree *t = n->tree;
	uint32_t parent = t->nodes[node].parent;
	const struct pk_branch *b = n->branch;

	if (t->nodes[parent].kind == PKN_ASSIGN && t->nodes[pk_node_child(t, parent, 1)].kind == PKN_NONE)
		return true;
	for (int i = 0; b && i < MAX_BRANCHES; i++, b = b->outer)
		if (imported_at >= b->stmt && imported_at < b->start)
			return true;
	return false;
}

void pk_naming_bind(struct pk_naming *n, uint32_t node, sym_t name, sym_t full)
{
	uint32_t decl = pk_scopes_find(&n->scopes, name), var;
	struct pk_meaning *m;

	if (!decl)
		return;
	var = n->scopes.decls.v[decl].var;
	n->scopes.binding[node] = var;
	m = &n->meanings[var];
	if (full || !m->full || !is_placeholder(n, node, m->at))
		*m = (struct pk_meaning){ .full = full, .at = node };
}

static void add_import(struct pk_naming *n, struct pk_import import)
{
	import.guarded = n->guards > 0;
	vec_push(n->arena, &n->imports, import);
	if (!import.bound)
		return;
	if (import.bound < n->scopes.n_symbols)
		n->leaked[import.bound] = import.full;
	pk_naming_bind(n, import.node, import.bound, import.full);
}

void pk_naming_import(struct pk_naming *n, uint32_t stmt)
{
	for (uint32_t c = pk_node_first(n->tree, stmt); c; c = pk_node_next(n->tree, c)) {
		const struct pk_node *alias = &n->tree->nodes[c];
		struct pk_import import = { .node = c, .module = alias->sym };

		if (alias->kind != PKN_ALIAS)
			continue;
		import.bound = pk_alias_bound(n->tree, c);
		import.full = alias->aux ? alias->sym : import.bound;
		add_import(n, import);
	}
}

void pk_naming_import_from(struct pk_naming *n, uint32_t stmt)
{
	sym_t module = n->tree->nodes[stmt].sym;

	if (n->tree->nodes[stmt].flags & PKF_STAR) {
		add_import(n, (struct pk_import){ .node = stmt, .module = module, .full = module, .star = true });
		vec_push(n->arena, &n->stars, module);
		return;
	}
	for (uint32_t c = pk_node_first(n->tree, stmt); c; c = pk_node_next(n->tree, c)) {
		const struct pk_node *alias = &n->tree->nodes[c];
		struct pk_import import = { .node = c, .module = module, .member = alias->sym };

		if (alias->kind != PKN_ALIAS)
			continue;
		import.bound = pk_alias_bound(n->tree, c);
		import.full = pk_naming_join(n, module, alias->sym);
		add_import(n, import);
	}
}

sym_t pk_naming_free(struct pk_naming *n, uint32_t node)
{
	uint32_t root = node;
	sym_t full;

	while (n->tree->nodes[root].kind == PKN_ATTR)
		root++;
	if (n->tree->nodes[root].kind != PKN_NAME || n->scopes.binding[root])
		return 0;
	full = n->tree->nodes[root].sym;
	while (full && root > node)
		full = pk_naming_join(n, full, n->tree->nodes[--root].sym);
	return full;
}

static sym_t meaning(struct pk_naming *n, uint32_t node)
{
	return n->resolved[node] ? n->resolved[node] : pk_naming_free(n, node);
}

/* The text of a plain string literal that could be a (dotted) name, as a symbol; else 0. */
static sym_t name_in_string(struct pk_naming *n, uint32_t node)
{
	struct str text;

	if (!node || n->tree->nodes[node].kind != PKN_STRING || n->tree->nodes[node].flags & PKF_BYTES)
		return 0;
	text = pk_node_text(n->tree, node);
	if (text.n >= PK_MAX_DOTTED_BYTES)
		return 0;
	for (size_t i = 0; i < text.n; i++)
		if (!isalnum((unsigned char)text.p[i]) && text.p[i] != '_' && text.p[i] != '.' && !(text.p[i] & 0x80))
			return 0;
	return intern(n->symbols, text);
}

static void call_import(struct pk_naming *n, uint32_t call, uint32_t args, bool whole)
{
	sym_t module = name_in_string(n, pk_node_first(n->tree, args)), full = module, parent;

	if (!module)
		return;
	while (!whole && (parent = intern_parent(n->symbols, full)))
		full = parent;
	n->resolved[call] = full;
	add_import(n, (struct pk_import){ .node = call, .module = module, .full = full });
}

void pk_naming_call(struct pk_naming *n, uint32_t call)
{
	uint32_t args = pk_node_child(n->tree, call, 1);
	sym_t callee = n->resolved[call + 1], module, member;

	if (!callee && n->tree->nodes[call + 1].kind == PKN_NAME && !n->scopes.binding[call + 1])
		callee = n->tree->nodes[call + 1].sym;
	if (!callee || !args)
		return;
	if (callee == n->known.import_module) {
		call_import(n, call, args, true);
	} else if (callee == n->known.import) {
		call_import(n, call, args, pk_node_count(n->tree, args) > 1); /* with a fromlist */
	} else if (callee == n->known.getattr && pk_node_count(n->tree, args) > 1) {
		member = name_in_string(n, pk_node_child(n->tree, args, 1));
		module = member ? meaning(n, args + 1) : 0;
		n->resolved[call] = module ? pk_naming_join(n, module, member) : 0;
	}
}

/* The import that the call itself is, when it is one. */
static struct pk_import *import_by(struct pk_naming *n, uint32_t call)
{
	struct pk_import *last = n->imports.n ? &n->imports.v[n->imports.n - 1] : NULL;

	return last && last->node == call ? last : NULL;
}

sym_t pk_naming_alias(struct pk_naming *n, uint32_t target, uint32_t value)
{
	sym_t name = n->tree->nodes[target].sym;
	uint32_t decl = pk_scopes_find(&n->scopes, name);
	struct pk_import *import;

	if (!value || !decl)
		return 0;
	import = import_by(n, value);
	if (import) {
		import->bound = name;
		if (name < n->scopes.n_symbols)
			n->leaked[name] = import->full;
		return import->full;
	}
	if (n->scopes.vars.v[n->scopes.decls.v[decl].var].stores != 1)
		return 0;
	return meaning(n, value);
}
