/* Names and constants of any text that parses: bounded, in range, sorted, and no definition contains its own use. */
#include <stdlib.h>

#include "source/meaning/consts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(int holds)
{
	if (!holds)
		abort();
}

static void check_node(struct pk_unit *u, uint32_t i)
{
	const struct pk_consts *consts = pk_unit_consts(u);
	uint32_t def = consts->def[i];

	check(u->names->binding[i] < u->names->n_vars);
	check(def < u->tree->n && (!def || i < def || i >= u->tree->nodes[def].end_node));
	if (u->names->resolved[i])
		check(intern_text(u->tree->symbols, pk_names_dotted(u, i)).n > 0);
	if (pk_node_is_expr(u->tree, i))
		check(pk_const_dict(u, i) < u->tree->n);
}

static void check_unit(struct pk_unit *u)
{
	const struct pk_names *names = pk_unit_names(u);

	if (!pk_unit_consts(u))
		return;
	for (uint32_t i = 1; i < names->n_stores; i++)
		check(names->stores[i - 1] < names->stores[i]);
	for (uint32_t i = 1; i < names->n_vars; i++)
		check(names->vars[i].name != 0);
	for (uint32_t i = 1; i < u->tree->n; i++)
		check_node(u, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct pk_unit u = { .kind = PK_PYTHON, .path = STR("fuzz.py") };
	struct pk_scratch scratch;
	char *text;

	pk_scratch_init(&scratch, NULL);
	pk_scratch_next(&scratch, 0);
	text = arena_zalloc(&scratch.arena, n + 64, 1);
	memcpy(text, data, n);
	u.text = u.raw = (struct str){ text, n };
	u.scratch = &scratch;
	check_unit(&u);
	pk_scratch_release(&scratch);
	return 0;
}
