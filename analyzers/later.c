#include "later.h"

#include <stdatomic.h>

#include "util/vec.h"

int pk_later_add(struct pk_later *l, const struct pk_rule *rule, const void **made, struct pk_err *err)
{
	struct pk_later_rule one = { .rule = rule };
	void *now = NULL;
	int rc = PK_OK;

	if (!rule->builtin || !rule->keys.n)
		rc = l->compile(l->rules, rule, &now, err);
	if (rc == PK_EUNSUPPORTED) {
		pk_rules_note(l->rules, rule, "%s", err->msg);
		return PK_OK;
	}
	if (rc)
		return rc;
	one.made = arena_alloc(l->rules->arena, sizeof(*one.made));
	atomic_init(one.made, now);
	vec_push(l->rules->arena, &l->list, one);
	*made = now;
	return PK_OK;
}

static void *compile_now(const struct pk_later *l, const struct pk_later_rule *one)
{
	void *made;

	(void)pthread_mutex_lock(&l->rules->lock);
	made = atomic_load(one->made);
	if (!made) {
		struct pk_err err = { 0 };

		if (l->compile(l->rules, one->rule, &made, &err))
			die_bug("a built-in rule is wrong");
		atomic_store(one->made, made);
	}
	(void)pthread_mutex_unlock(&l->rules->lock);
	return made;
}

const void *pk_later_get(const struct pk_later *l, uint32_t i)
{
	const struct pk_later_rule *one = &l->list.v[i];
	const void *made = atomic_load_explicit(one->made, memory_order_acquire);

	return made ? made : compile_now(l, one);
}
