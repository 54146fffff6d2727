#include "query/semgrep_names.h"

struct plain {
	const struct pk_tree *tree;
	const struct pk_names *names;
	const uint32_t *before; /* by node: imports that stand before it */
	uint8_t *parameter;     /* by variable: it is a parameter */
};

static sym_t of_name(const struct plain *p, uint32_t node)
{
	const struct pk_node *n = &p->tree->nodes[node];

	if (p->parameter[p->names->binding[node]])
		return 0;
	for (uint32_t i = p->before[node]; i-- > 0;) {
		const struct pk_import *im = &p->names->imports[i];

		if (im->bound == n->sym && p->tree->nodes[im->node].kind != PKN_CALL)
			return im->full;
	}
	return 0;
}

static uint32_t *count_imports(struct arena *a, const struct pk_tree *t, const struct pk_names *names)
{
	uint32_t *before = arena_alloc(a, t->n * sizeof(*before)), k = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		while (k < names->n_imports && names->imports[k].node < i)
			k++;
		before[i] = k;
	}
	return before;
}

sym_t *pk_semgrep_names(struct pk_unit *u)
{
	struct arena *a = &u->scratch->arena;
	const struct pk_tree *t = pk_unit_tree(u);
	struct plain p = { .tree = t, .names = pk_unit_names(u) };
	sym_t *out = arena_zalloc(a, t->n, sizeof(*out));

	p.parameter = arena_zalloc(a, p.names->n_vars + 1, 1);
	p.before = count_imports(a, t, p.names);
	for (uint32_t i = 0; i < t->n; i++)
		if (t->nodes[i].kind == PKN_PARAM && p.names->binding[i])
			p.parameter[p.names->binding[i]] = 1;
	for (uint32_t i = t->n; i-- > 1;) {
		if (t->nodes[i].kind == PKN_NAME)
			out[i] = of_name(&p, i);
		else if (t->nodes[i].kind == PKN_ATTR && out[i + 1])
			out[i] = intern_join(t->symbols, out[i + 1], t->nodes[i].sym);
	}
	return out;
}
