#include "release.h"

#include "packages.h"
#include "util/vec.h"

static void ask_about(const struct pk_rules *rules, struct pk_asked *asked, const struct pk_rule *rule, const struct pk_when_list *list,
		      bool affects)
{
	for (uint32_t i = 0; i < list->n; i++) {
		struct pk_asked_one one = { list->v[i].package, affects ? rule : NULL, &list->v[i].versions };

		vec_push(rules->arena, asked, one);
	}
}

void pk_release_compile(const struct pk_rules *rules, struct pk_imports_plan *plan)
{
	for (uint32_t i = 0; i < rules->list.n; i++) {
		const struct pk_rule *rule = rules->list.v[i];

		ask_about(rules, &plan->asked, rule, &rule->when, false);
		ask_about(rules, &plan->asked, rule, &rule->affects, true);
	}
}

/* conda's name of it is another. */
static struct str name_of(struct str text, char norm[PK_MAX_PACKAGE_NAME])
{
	struct str name = { norm, pk_package_normalise(text.p, text.n, norm) };

	return str_is(name, "pytorch") ? STR("torch") : name;
}

static struct pk_finding *affected(const struct pk_place_of_packages *in, const struct pk_rule *rule, struct span at)
{
	struct pk_finding *f = pk_emit(in->out, rule, in->unit, at);

	f->norm = arena_printf(in->out->arena, "%.*s", STR_ARG(str_slice(in->unit->text, at.start, at.end)));
	return f;
}

void pk_release_say(const struct pk_place_of_packages *in, struct span name, struct span versions)
{
	const struct pk_asked *asked = &in->plan->asked;
	struct str text = str_slice(in->unit->text, versions.start, versions.end);
	char norm[PK_MAX_PACKAGE_NAME];
	struct str package = name_of(str_slice(in->unit->text, name.start, name.end), norm);
	struct version_range declared;
	bool told = false;

	if (versions.start < name.end)
		return;
	for (uint32_t i = 0; i < asked->n; i++) {
		const struct pk_asked_one *one = &asked->v[i];

		if (!str_eq(one->package, package) || !version_range_parse(text, &declared))
			continue;
		if (one->rule && version_range_within(&declared, one->versions))
			(void)affected(in, one->rule, (struct span){ name.start, versions.end });
		if (!told)
			pk_fact(in->out, "version", package, text, in->unit, (struct span){ name.start, versions.end });
		told = true;
	}
}
