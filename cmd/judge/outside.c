#include "judge/outside.h"

#include <stdlib.h>

#include "artifacts/artifacts.h"
#include "util/path.h"
#include "util/vec.h"

/* What it is when links are followed; STR_NONE when there is no such file. */
static struct str resolve(struct arena *a, struct str path)
{
	char *real = realpath(path.n ? arena_strdup(a, path) : ".", NULL);
	struct str out = real ? arena_str(a, str_from(real)) : STR_NONE;

	free(real);
	return out;
}

static bool is_inside(struct arena *a, const struct pk_walk *walk, struct str real)
{
	for (uint32_t i = 0; i < walk->roots.n; i++) {
		const struct pk_root *root = &walk->roots.v[i];
		struct str top = resolve(a, root->is_dir ? root->shown : path_folder(root->shown));

		if (top.p && path_is_within(real, top))
			return true;
	}
	return false;
}

void pk_outside_check(struct pk_results *results, const struct pk_engine *engine, const struct pk_walk *walk)
{
	const struct pk_rule *rule = pk_rules_find(engine->rules, str_from(pk_artifact_rule(PK_ISSUE_ONNX_PATH)));
	struct pk_sink *all = results->all;
	struct arena *a = &results->arena;
	const struct pk_fact_item *fact;

	if (!rule)
		return;
	vec_each(fact, &all->facts) {
		struct pk_issue issue = { .where = STR("") };
		struct pk_finding *f;
		struct str real, shown = pk_printable(a, fact->key);

		if (!str_is(fact->kind, "beside") || !pk_rule_path(rule, fact->at.path))
			continue;
		real = resolve(a, path_join(a, path_folder(fact->at.path), fact->key));
		if (!real.p || is_inside(a, walk, real))
			continue;
		issue.what = arena_printf(a, "%.*s, a link out of the tree", STR_ARG(shown));
		f = pk_emit_at(all, rule, &fact->at);
		f->message = pk_artifact_message(all->arena, rule, &issue);
		f->norm = arena_str(all->arena, issue.what);
	}
}
