#include "ruleset/engine.h"

#include "util/vec.h"

int pk_engine_init(struct pk_engine *e, struct pk_rules *rules, const struct pk_rules *known, struct pk_err *err)
{
	*e = (struct pk_engine){ .rules = rules, .known = known, .unused = pk_rules_find(rules, STR("unused-suppression")) };
	e->accepts = e->unused ? PK_PYTHON : 0;
	for (const struct pk_analyzer *const *a = pk_analyzers; *a; a++) {
		void *plan = NULL;
		int rc = (*a)->compile(rules, &plan, err);

		if (rc)
			return rc;
		if (!plan)
			continue;
		e->accepts |= (*a)->accepts;
		vec_push(rules->arena, &e->parts, (struct pk_engine_part){ *a, plan });
	}
	return PK_OK;
}

void pk_engine_release(struct pk_engine *e)
{
	struct pk_engine_part *p;

	vec_each(p, &e->parts)
		if (p->analyzer->release)
			p->analyzer->release(p->plan);
	e->parts.n = 0;
}
