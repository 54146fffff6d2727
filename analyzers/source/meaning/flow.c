#include "source/meaning/flow.h"

void pk_flow_init(struct pk_flow *f, struct pk_folder *folder, uint32_t n_vars)
{
	*f = (struct pk_flow){ .folder = folder, .arena = folder->arena };
	f->now = arena_zalloc(f->arena, n_vars, sizeof(*f->now));
	f->slot = arena_zalloc(f->arena, n_vars, sizeof(*f->slot));
}

void pk_flow_set(struct pk_flow *f, uint32_t var, struct pk_fact fact)
{
	struct pk_fact *now = &f->now[var];

	if (now->value == fact.value && now->def == fact.def)
		return;
	vec_push(f->arena, &f->journal, (struct pk_change){ .var = var, .fact = *now });
	*now = fact;
}

void pk_flow_rollback(struct pk_flow *f, uint32_t mark)
{
	while (f->journal.n > mark) {
		const struct pk_change *c = &f->journal.v[--f->journal.n];

		f->now[c->var] = c->fact;
	}
}

void pk_flow_split(struct pk_flow *f, struct pk_split *s)
{
	*s = (struct pk_split){ .mark = f->journal.n, .first = f->ends.n, .dead = f->dead };
}

void pk_flow_branch(struct pk_flow *f, struct pk_split *s)
{
	uint32_t first = f->ends.n;

	if (!f->dead) {
		s->live++;
		for (uint32_t i = s->mark; i < f->journal.n; i++) {
			uint32_t var = f->journal.v[i].var;

			if (f->slot[var])
				continue;
			f->slot[var] = 1;
			vec_push(f->arena, &f->ends, (struct pk_change){ .var = var, .fact = f->now[var] });
		}
		for (uint32_t i = first; i < f->ends.n; i++)
			f->slot[f->ends.v[i].var] = 0;
	}
	pk_flow_rollback(f, s->mark);
	f->dead = s->dead;
}

static struct pk_fact join(struct pk_flow *f, struct pk_fact a, struct pk_fact b)
{
	return (struct pk_fact){ .value = pk_fold_join(f->folder, a.value, b.value), .def = a.def == b.def ? a.def : 0 };
}

/* Counts in slot[] in how many branches a variable was changed; one that some branch leaves alone keeps what it was there. */
void pk_flow_join(struct pk_flow *f, struct pk_split *s)
{
	struct pk_change *ends = f->ends.v;

	for (uint32_t i = s->first; i < f->ends.n; i++)
		f->slot[ends[i].var]++;
	for (uint32_t i = s->first; i < f->ends.n; i++)
		if (f->slot[ends[i].var] < s->live)
			ends[i].fact = join(f, ends[i].fact, f->now[ends[i].var]);
	for (uint32_t i = s->first; i < f->ends.n; i++)
		f->slot[ends[i].var] = 0;
	for (uint32_t i = s->first; i < f->ends.n; i++) {
		uint32_t var = ends[i].var;

		pk_flow_set(f, var, f->slot[var] ? join(f, f->now[var], ends[i].fact) : ends[i].fact);
		f->slot[var] = 1;
	}
	for (uint32_t i = s->first; i < f->ends.n; i++)
		f->slot[ends[i].var] = 0;
	f->ends.n = s->first;
	f->dead = s->live == 0;
}
