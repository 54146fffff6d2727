#include "notebook.h"

#include "source/meaning/consts.h"

/* The use of a name whose value comes from a cell that ran later. */
static bool ran_before_its_value(const struct pk_unit *u, const struct pk_consts *consts, uint32_t node)
{
	const struct pk_node *n = &u->tree->nodes[node];
	const struct pk_cell *use, *def;

	if (n->kind != PKN_NAME || !consts->def[node])
		return false;
	use = pk_unit_cell(u, n->start);
	def = pk_unit_cell(u, u->tree->nodes[consts->def[node]].start);
	if (!use || !def || use->execution_count < 1)
		return false;
	return def->index < use->index && def->execution_count > use->execution_count;
}

void pk_notebook_order(const struct pk_rule *rule, struct pk_unit *code, struct pk_sink *out)
{
	const struct pk_consts *consts = pk_unit_consts(code);
	const struct pk_cell *last = NULL;

	for (uint32_t i = 1; consts && i < code->tree->n; i++) {
		const struct pk_cell *cell;

		if (!ran_before_its_value(code, consts, i))
			continue;
		cell = pk_unit_cell(code, code->tree->nodes[i].start);
		if (cell != last)
			(void)pk_emit(out, rule, code, (struct span){ code->tree->nodes[i].start, code->tree->nodes[i].end });
		last = cell;
	}
}
