#include "decide.h"

#include "packages.h"
#include "source/meaning/names.h"
#include "util/vec.h"

/* The entry that fits the name or a part of it up to a dot. */
static const struct pk_policy_entry *entry_of(const struct pk_policy_entries *list, struct str name)
{
	const struct pk_policy_entry *e;

	for (size_t n = 1; n <= name.n; n++) {
		if (n < name.n && name.p[n] != '.')
			continue;
		vec_each(e, list)
			if (str_glob(e->glob, str_slice(name, 0, n)))
				return e;
	}
	return NULL;
}

static const struct pk_policy_entry *entry_named(const struct pk_policy_entries *list, struct str name)
{
	const struct pk_policy_entry *e;

	vec_each(e, list)
		if (str_glob(e->glob, name))
			return e;
	return NULL;
}

static struct str blocked(struct arena *a, const struct pk_policy_entry *e)
{
	return e->text.n ? arena_str(a, e->text) : STR("the policy of this tree blocks it");
}

static const struct str not_allowed = { "it is not among what the policy of this tree allows", 51 };

/* The name in normal form. */
static struct str normal_of(struct str name, char out[PK_MAX_PACKAGE_NAME])
{
	size_t n = pk_package_normalise(name.p, name.n, out);

	return (struct str){ out, n };
}

/* The distribution that brings a module, in normal form. */
static struct str distribution_of(struct str module, char out[PK_MAX_PACKAGE_NAME])
{
	struct str top = module, rest = module;
	const struct pk_package *p;
	size_t n;

	(void)str_cut(&rest, '.', &top);
	n = pk_package_normalise(top.p, top.n, out);
	p = pk_package_find(out, n);
	if (p && p->distribution)
		return str_from(pk_package_text + p->distribution);
	return (struct str){ out, n };
}

static bool is_own(struct str module)
{
	char norm[PK_MAX_PACKAGE_NAME];
	struct str top = module, rest = module;
	const struct pk_package *p;

	(void)str_cut(&rest, '.', &top);
	p = pk_package_find(norm, pk_package_normalise(top.p, top.n, norm));
	return p && p->flags & PK_PACKAGE_STDLIB;
}

struct str pk_decide_import(const struct pk_policy *policy, struct arena *a, struct str module)
{
	char norm[PK_MAX_PACKAGE_NAME];
	struct str distribution = distribution_of(module, norm);
	const struct pk_policy_entry *e = entry_of(&policy->block, module);

	if (!e)
		e = entry_named(&policy->block, distribution);
	if (e)
		return blocked(a, e);
	if (!policy->allow.n || is_own(module) || entry_of(&policy->allow, module) || entry_named(&policy->allow, distribution))
		return STR_NONE;
	return not_allowed;
}

bool pk_decide_trusts(const struct pk_policy *policy, struct str name)
{
	char norm[PK_MAX_PACKAGE_NAME];

	return policy && entry_named(&policy->allow, normal_of(name, norm));
}

struct str pk_decide_package(const struct pk_policy *policy, struct arena *a, struct str name)
{
	char norm[PK_MAX_PACKAGE_NAME];
	struct str normal = normal_of(name, norm);
	const struct pk_policy_entry *e = entry_named(&policy->block, normal);

	if (e)
		return blocked(a, e);
	return policy->allow.n && !entry_named(&policy->allow, normal) ? not_allowed : STR_NONE;
}

/* Behind --extra-index-url and the like an index is searched next to others. */
static bool is_second(struct str scope, size_t at)
{
	while (at && strchr("=\"' \t\r\n[", scope.p[at - 1]) && scope.p[at - 1])
		at--;
	return str_ends(str_slice(scope, 0, at), STR("extra-index-url"));
}

struct str pk_decide_index(const struct pk_policy *policy, struct str name, struct str scope)
{
	char norm[PK_MAX_PACKAGE_NAME];
	struct str normal = normal_of(name, norm);
	const struct pk_policy_entry *e = entry_named(&policy->internal, normal);
	size_t at;

	if (!e || !e->text.n)
		return STR_NONE;
	for (at = str_find(scope, e->text, 0); at != SIZE_MAX; at = str_find(scope, e->text, at + 1))
		if (!is_second(scope, at))
			return STR_NONE;
	return e->text;
}

/* ---- imports ---- */

/* Where the module's name stands. */
static struct span place_of(const struct pk_tree *t, const struct pk_import *import, struct str module)
{
	const struct pk_node *node = &t->nodes[import->node];
	uint32_t at = node->start;

	if (node->kind == PKN_ALIAS)
		node = &t->nodes[node->parent];
	if (node->kind == PKN_IMPORT_FROM) {
		at = node->start + (uint32_t)strlen("from");
		while (at < node->end && (t->source.p[at] == ' ' || t->source.p[at] == '\t'))
			at++;
	}
	if (node->kind == PKN_CALL || at + module.n > node->end)
		return (struct span){ node->start, node->end };
	return (struct span){ at, at + (uint32_t)module.n };
}

void pk_decide_imports(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out)
{
	const struct pk_tree *t = pk_unit_tree(u);
	const struct pk_names *names = t ? pk_unit_names(u) : NULL;

	for (uint32_t i = 0; names && i < names->n_imports; i++) {
		const struct pk_import *import = &names->imports[i];
		struct str module = intern_text(t->symbols, import->module), full = intern_text(t->symbols, import->full), top = module;
		struct str rest = module, why;
		struct span at;

		if (!module.n || module.p[0] == '.')
			continue;
		(void)str_cut(&rest, '.', &top);
		at = place_of(t, import, module);
		why = pk_decide_import(plan->policy, out->arena, module);
		if (!why.n && import->member && full.n) {
			at.start = t->nodes[import->node].start;
			at.end = at.start + (uint32_t)intern_text(t->symbols, import->member).n;
			why = pk_decide_import(plan->policy, out->arena, full);
		}
		if (why.n && !pk_judge_is_local(out, u->path, top))
			(void)pk_judge_say(plan, u, out, at, (struct pk_verdict){ PK_RULE_BLOCKED_IMPORT, why, STR_NONE });
	}
}
