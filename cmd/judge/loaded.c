#include "judge/loaded.h"

#include "query/loads.h"
#include "util/vec.h"

enum verdict { CLEAN, LIBRARY, DOUBTFUL, DANGEROUS }; /* rising */

enum { MAX_LOADERS = 8 }; /* shown with one artifact */

/* An artifact of the tree, and the findings about code that loads it. */
struct artifact {
	enum verdict verdict;
	const struct pk_fact_item *said;
	struct loaders VEC(const struct pk_finding *) loaders;
};

struct artifacts {
	struct arena *arena;
	struct map by_path; /* place in list, + 1 */
	struct artifact_list VEC(struct artifact) list;
};

static enum verdict verdict_of(struct str word)
{
	if (str_is(word, "clean"))
		return CLEAN;
	if (str_is(word, "library"))
		return LIBRARY;
	return str_is(word, "dangerous") ? DANGEROUS : DOUBTFUL;
}

static void know(struct artifacts *all, const struct pk_fact_items *facts)
{
	const struct pk_fact_item *fact;

	vec_each(fact, facts) {
		if (!str_is(fact->kind, "artifact"))
			continue;
		vec_push(all->arena, &all->list, (struct artifact){ .verdict = verdict_of(fact->key), .said = fact });
		*map_put(&all->by_path, fact->at.path, NULL) = all->list.n;
	}
}

static struct artifact *artifact_at(const struct artifacts *all, struct str path)
{
	const uint64_t *place = map_get(&all->by_path, path);

	return place ? &all->list.v[*place - 1] : NULL;
}

/* ---- the code ---- */

static const struct artifact *worst_in(const struct artifacts *all, struct str folder)
{
	const struct artifact *a, *worst = NULL;

	vec_each(a, &all->list)
		if (str_starts(a->said->at.path, folder) && (!worst || a->verdict > worst->verdict))
			worst = a;
	return worst;
}

/* For a folder stands the worst artifact in it; one without any is none that is loaded. */
static void open_folders(const struct artifacts *all, struct pk_finding *f)
{
	struct pk_region *related = arena_zalloc(all->arena, f->n_related, sizeof(*related));
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->n_related; i++) {
		const struct artifact *a = NULL;

		related[n] = f->related[i];
		if (str_is(related[n].message, PK_LOADS) && str_ends(related[n].path, STR("/"))) {
			a = worst_in(all, related[n].path);
			if (!a)
				continue;
			related[n].path = a->said->at.path;
		}
		n++;
	}
	f->related = related;
	f->n_related = n;
}

/* Of several files that a call may mean, the worst counts; one without a verdict keeps the others from being enough. */
static const struct artifact *loads(struct artifacts *all, const struct pk_finding *f)
{
	const struct artifact *worst = NULL;
	bool all_known = true;

	for (uint32_t i = 0; i < f->n_related; i++) {
		struct artifact *a = artifact_at(all, f->related[i].path);

		if (!str_is(f->related[i].message, PK_LOADS))
			continue;
		all_known = all_known && a;
		if (a && a->loaders.n < MAX_LOADERS)
			vec_push(all->arena, &a->loaders, f);
		if (a && (!worst || a->verdict > worst->verdict))
			worst = a;
	}
	return all_known || (worst && worst->verdict == DANGEROUS) ? worst : NULL;
}

/* A version that holds code back, as the rule says, holds it back here. */
static bool is_held_back(const struct pk_finding *f)
{
	return f->severity < f->rule->severity;
}

static void regrade(struct arena *arena, struct pk_finding *f, const struct artifact *a)
{
	enum pk_severity low = f->severity > PK_LOW ? PK_LOW : PK_INFO;

	if (a->verdict == CLEAN)
		f->severity = low;
	else if (a->verdict == LIBRARY)
		f->severity -= f->severity > PK_LOW;
	else if (a->verdict == DANGEROUS && !is_held_back(f))
		f->severity = PK_CRITICAL;
	if (a->said->value.n)
		f->message = arena_printf(arena, "%.*s The file it loads, %.*s, %.*s.", STR_ARG(str_trim(f->message)),
					  STR_ARG(a->said->at.path), STR_ARG(a->said->value));
}

/* ---- the artifact ---- */

static void show_loaders(struct arena *arena, struct pk_finding *f, const struct loaders *loaders)
{
	struct pk_region *related = arena_zalloc(arena, f->n_related + loaders->n, sizeof(*related));

	for (uint32_t i = 0; i < f->n_related; i++)
		related[i] = f->related[i];
	for (uint32_t i = 0; i < loaders->n; i++) {
		related[f->n_related + i] = loaders->v[i]->at;
		related[f->n_related + i].message = STR("loaded here");
	}
	f->related = related;
	f->n_related += loaders->n;
}

/* What only rules of the audit tier found that has not become worse by it. */
static void drop_latent(struct pk_results *results)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < results->n_found; i++)
		if (!results->found[i].finding->rule->latent || results->found[i].finding->severity == PK_CRITICAL)
			results->found[kept++] = results->found[i];
	results->n_found = kept;
}

void pk_loaded_apply(struct pk_results *results)
{
	struct artifacts all = { .arena = &results->arena };

	map_init(&all.by_path, all.arena);
	know(&all, &results->all->facts);
	for (uint32_t i = 0; i < results->n_found; i++) {
		struct pk_finding *f = results->found[i].finding;
		const struct artifact *a = NULL;

		if (f->rule->loads && f->n_related) {
			open_folders(&all, f);
			a = loads(&all, f);
		}
		if (a)
			regrade(all.arena, f, a);
	}
	for (uint32_t i = 0; i < results->n_found && all.list.n; i++) {
		struct pk_finding *f = results->found[i].finding;
		const struct artifact *a = artifact_at(&all, f->at.path);

		if (a && a->loaders.n && str_is(f->rule->analyzer, "artifacts") && f->severity > PK_INFO)
			show_loaders(all.arena, f, &a->loaders);
	}
	drop_latent(results);
}
