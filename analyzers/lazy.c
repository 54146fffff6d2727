#include "lazy.h"

#include <stdatomic.h>

#include "util/vec.h"

static int add(struct pk_lazy *l, struct pk_rule *rule, struct pk_err *err)
{
	struct arena *a = l->rules->arena;
	void *_Atomic *made;
	void *now = NULL;
	int rc = PK_OK;

	if (!rule->builtin || !rule->keys.n)
		rc = l->kind->compile(l->rules, rule, &now, err);
	if (rc == PK_EUNSUPPORTED) {
		pk_rules_note(l->rules, rule, "%s", err->msg);
		return PK_OK;
	}
	if (rc)
		return rc;
	if (now)
		rule->keys = l->kind->keys(a, now);
	made = arena_alloc(a, sizeof(*made));
	atomic_init(made, now);
	vec_push(a, &l->list, (struct pk_lazy_rule){ rule, rule->keys, made });
	return PK_OK;
}

int pk_lazy_begin(struct pk_lazy *l, struct pk_rules *rules, const struct pk_lazy_kind *kind, struct pk_err *err)
{
	int rc = PK_OK;

	*l = (struct pk_lazy){ .rules = rules, .kind = kind };
	for (uint32_t i = 0; i < rules->list.n && !rc; i++)
		if (kind->takes(rules->list.v[i]))
			rc = add(l, rules->list.v[i], err);
	return rc;
}

static void *compile_now(const struct pk_lazy *l, const struct pk_lazy_rule *one)
{
	void *made;

	(void)pthread_mutex_lock(&l->rules->lock);
	made = atomic_load(one->made);
	if (!made) {
		struct pk_err err = { 0 };

		if (l->kind->compile(l->rules, one->rule, &made, &err))
			die_bug("a built-in rule is wrong");
		atomic_store(one->made, made);
	}
	(void)pthread_mutex_unlock(&l->rules->lock);
	return made;
}

const void *pk_lazy_get(const struct pk_lazy *l, uint32_t i)
{
	const struct pk_lazy_rule *one = &l->list.v[i];
	const void *made = atomic_load_explicit(one->made, memory_order_acquire);

	return made ? made : compile_now(l, one);
}
