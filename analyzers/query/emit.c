#include "query/emit.h"

#include "query/fix.h"
#include "source/unit/edit.h"
#include "util/limits.h"

struct str pk_query_message(struct pk_unit *u, const struct pk_rule *rule, const struct pk_slots *slots, const struct pk_env *env)
{
	return pk_interpolate(u, slots, env, rule->message);
}

static void add_bindings(struct pk_sink *out, struct pk_unit *u, const struct pk_slots *slots, const struct pk_env *env,
			 struct pk_finding *f)
{
	struct pk_binding *v = arena_zalloc(out->arena, slots->names.n + 1, sizeof(*v));

	f->bindings = v;
	for (uint32_t i = 0; i < slots->names.n; i++) {
		const struct pk_bind *b = pk_env_get(env, i);

		if (!b)
			continue;
		v[f->n_bindings++] =
			(struct pk_binding){ .name = slots->names.v[i],
					     .text = arena_str(out->arena, str_head(pk_bind_text(u->tree, b), PK_MAX_BINDING_BYTES)),
					     .start = pk_unit_place(u, b->span.start),
					     .end = pk_unit_place(u, b->span.end) };
	}
}

static void add_fix(struct pk_sink *out, struct pk_unit *u, struct span at, struct str fix, struct pk_finding *f)
{
	struct pk_edit *edit = arena_new(out->arena, struct pk_edit);
	struct pk_raw_edit raw;

	f->fix_text = arena_str(out->arena, fix);
	f->fix_unsafe = f->rule->fix_unsafe;
	if (!pk_unit_edit(u, &u->scratch->arena, at, fix, &raw))
		return;
	*edit = (struct pk_edit){ .raw = raw.raw, .text = arena_str(out->arena, raw.text) };
	f->edits = edit;
	f->n_edits = 1;
}

struct pk_finding *pk_query_emit(struct pk_sink *out, const struct pk_rule *rule, struct pk_unit *u, const struct pk_slots *slots,
				 const struct pk_env *env, struct span at)
{
	struct pk_finding *f = pk_emit(out, rule, u, at);
	struct str fix;

	f->message = arena_str(out->arena, pk_query_message(u, rule, slots, env));
	if (pk_query_fix(u, rule, slots, env, at, &fix))
		add_fix(out, u, at, fix, f);
	add_bindings(out, u, slots, env, f);
	return f;
}
