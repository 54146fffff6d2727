#include "judge/versions.h"

#include "util/path.h"
#include "util/vec.h"

/* What is known of a package's version for one file. */
struct known {
	struct version_range range;
	const struct pk_fact_item *said; /* by the first declaration; NULL: nothing is known */
};

/* Folders that hold the dependency files of the folder above. */
static const char *const shelves[] = { "requirements*", "requires", "deps", "dependencies", "conda", "env", "envs", "environment*" };

static struct str folder(struct str path)
{
	size_t slash = str_rfind(path, '/');

	return str_slice(path, 0, slash == SIZE_MAX ? 0 : slash);
}

static struct str last_part(struct str path)
{
	return str_slice(path, str_rfind(path, '/') + 1, path.n);
}

/* The folder that a declaration speaks for. */
static struct str reach(const struct pk_fact_item *fact)
{
	struct str dir = folder(fact->at.path);

	for (size_t i = 0; i < sizeof(shelves) / sizeof(*shelves); i++)
		if (dir.n && str_glob(str_from(shelves[i]), last_part(dir)))
			return folder(dir);
	return dir;
}

static bool lies_below(struct str path, struct str dir)
{
	return !dir.n || (str_starts(path, dir) && path.n > dir.n && path.p[dir.n] == '/');
}

/* How near the declaration is to the file, 0 when it does not speak for it. */
static size_t nearness(const struct pk_fact_item *fact, struct str path)
{
	struct str dir = reach(fact);

	if (path_is_code(fact->at.path))
		return str_eq(fact->at.path, path) ? SIZE_MAX : 0;
	return lies_below(path, dir) ? dir.n + 1 : 0;
}

/* Two declarations for the same folder: both hold, or where they cannot, either may. */
static void join(struct known *known, const struct version_range *other)
{
	if (version_range_apart(&known->range, other))
		known->range = version_range_either(&known->range, other);
	else
		known->range = version_range_both(&known->range, other);
}

static struct known look_up(const struct pk_fact_items *facts, struct str package, struct str path)
{
	const struct pk_fact_item *fact;
	struct known known = { .said = NULL };
	size_t nearest = 0;

	vec_each(fact, facts) {
		struct version_range range;
		size_t near;

		if (!str_is(fact->kind, "version") || !str_eq(fact->key, package))
			continue;
		near = nearness(fact, path);
		if (!near || near < nearest || !version_range_parse(fact->value, &range))
			continue;
		if (near > nearest || !known.said)
			known = (struct known){ range, fact };
		else
			join(&known, &range);
		nearest = near;
	}
	return known;
}

/* Shows the declaration beside the finding, and takes on what the case says. */
static void regrade(struct arena *a, struct pk_finding *f, const struct pk_when *when, const struct pk_fact_item *said)
{
	struct pk_region *related = arena_alloc(a, (f->n_related + 1) * sizeof(*related));

	if (f->n_related)
		memcpy(related, f->related, f->n_related * sizeof(*related));
	related[f->n_related] = said->at;
	related[f->n_related].message = arena_printf(a, "%.*s is %.*s here", STR_ARG(said->key), STR_ARG(str_trim(said->value)));
	f->related = related;
	f->n_related++;
	if (when->regrades)
		f->severity = when->severity;
	if (when->message.n)
		f->message = when->message;
}

/* False when the finding is none under the declared version, or none unless one is declared. */
static bool holds(struct arena *a, const struct pk_fact_items *facts, struct pk_finding *f)
{
	const struct pk_when *when;

	vec_each(when, &f->rule->when) {
		struct known known = look_up(facts, when->package, f->at.path);

		if (!known.said || !version_range_within(&known.range, &when->versions))
			continue;
		regrade(a, f, when, known.said);
		return true;
	}
	return !f->rule->when_only;
}

void pk_versions_apply(struct pk_results *results)
{
	const struct pk_fact_items *facts = &results->all->facts;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < results->n_found; i++)
		if (!results->found[i].finding->rule->when.n || holds(&results->arena, facts, results->found[i].finding))
			results->found[kept++] = results->found[i];
	results->n_found = kept;
}
