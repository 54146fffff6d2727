/*
 * notebook: what only a notebook can have wrong: in what it saved, and in the order its cells were run. A plan is the rule of each
 * check.
 */
#include "notebook.h"

#include "source/sieve/criterion.h"

typedef void check(const struct pk_rule *rule, struct pk_unit *u, struct pk_sink *out);

static const struct {
	const char *rule;
	enum pk_kind kind;
	check *run;
} checks[] = {
	{ "home-path-in-output", PK_OUTPUT, pk_notebook_homes },
	{ "environment-in-output", PK_OUTPUT, pk_notebook_environment },
	{ "widget-password-saved", PK_METADATA, pk_notebook_widgets },
	{ "cells-run-out-of-order", PK_PYTHON, pk_notebook_order },
};

enum { N_CHECKS = sizeof(checks) / sizeof(*checks) };

struct plan {
	const struct pk_rule *rules[N_CHECKS]; /* NULL where it does not run */
};

/* Words by which a script is known as a notebook (script.h): among the rules' names they are found without a pass of their own. */
static const char *const telling[] = { "get_ipython", "marimo" };

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct plan *plan = arena_new(rules->arena, struct plan);
	uint32_t n = 0;

	(void)err;
	for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++)
		(void)intern(rules->symbols, str_from(telling[i]));
	for (int i = 0; i < N_CHECKS; i++) {
		plan->rules[i] = pk_rules_find(rules, str_from(checks[i].rule));
		n += plan->rules[i] != NULL;
	}
	*plan_out = n ? plan : NULL;
	return PK_OK;
}

/* The order of cells matters only where it was not that of the page. */
static bool is_out_of_order(const struct pk_unit *u)
{
	int64_t last = 0;

	for (uint32_t i = 0; u->map && i < u->map->n_cells; i++) {
		int64_t count = u->map->cells[i].execution_count;

		if (count > 0 && count < last)
			return true;
		last = count > 0 ? count : last;
	}
	return false;
}

static bool is_wanted(const struct plan *plan, int i, const struct pk_unit *u)
{
	if (!plan->rules[i] || checks[i].kind != u->kind || !u->is_notebook)
		return false;
	return (u->kind != PK_PYTHON || is_out_of_order(u)) && pk_rule_path(plan->rules[i], u->path);
}

static void criterion(const void *plan, struct pk_unit *u)
{
	for (int i = 0; i < N_CHECKS; i++)
		if (u->kind == PK_PYTHON && is_wanted(plan, i, u))
			pk_criterion_all(u);
}

static int run(const void *plan, struct pk_unit *u, struct pk_sink *out)
{
	const struct plan *p = plan;

	for (int i = 0; i < N_CHECKS; i++)
		if (is_wanted(p, i, u))
			checks[i].run(p->rules[i], u, out);
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_notebook = {
	.name = "notebook",
	.about = "saved outputs and widgets of notebooks, and the order in which cells were run",
	.accepts = PK_PYTHON | PK_OUTPUT | PK_METADATA,
	.compile = compile,
	.criterion = criterion,
	.run = run,
};
