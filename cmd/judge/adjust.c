#include "judge/adjust.h"

#include "walk/ignore.h"
#include "ruleset/ruleset.h"
#include "util/vec.h"

static const struct {
	const char *name, *paths;
} zones[PK_ZONES] = {
	{ "tests", "test/ tests/ testing/ test_*.py *_test.py conftest.py" },
	{ "examples", "example/ examples/ demo/ demos/ sample/ samples/ tutorial/ tutorials/" },
	{ "docs", "doc/ docs/" },
	{ "notebooks", "notebook/ notebooks/ *.ipynb" },
};

static const char weigh_the_same[] = "secrets artifacts";

static void add_words(struct arena *a, struct pk_globs *words, const char *text)
{
	struct str rest = str_from(text), word;

	while (str_cut(&rest, ' ', &word))
		vec_push(a, words, arena_strdup(a, word));
}

void pk_adjust_init(struct pk_adjust *adjust, struct arena *a)
{
	*adjust = (struct pk_adjust){ .base = STR("") };
	for (size_t i = 0; i < PK_ZONES; i++) {
		adjust->zones[i].name = zones[i].name;
		add_words(a, &adjust->zones[i].paths, zones[i].paths);
	}
	add_words(a, &adjust->keep, weigh_the_same);
}

/* ---- paths ---- */

/* The patterns, and what they say of the file that was asked about last: findings come file by file. */
struct matcher {
	struct pk_ignore *zones[PK_ZONES], **ignores;
	const struct pk_file *file;
	const char *zone; /* NULL for none */
	bool *ignored;
};

static struct pk_ignore *patterns(struct arena *a, const struct pk_globs *words)
{
	struct pk_ignore *list = pk_ignore_new(a, NULL, 0);

	for (uint32_t i = 0; i < words->n; i++)
		pk_ignore_add(a, list, str_from(words->v[i]));
	return list;
}

static void matcher_init(struct matcher *m, struct arena *a, const struct pk_adjust *adjust)
{
	uint32_t n = adjust->ignores.n;

	*m = (struct matcher){ 0 };
	for (size_t i = 0; i < PK_ZONES; i++)
		m->zones[i] = patterns(a, &adjust->zones[i].paths);
	m->ignores = arena_zalloc(a, n, sizeof(struct pk_ignore *));
	m->ignored = arena_zalloc(a, n, sizeof(*m->ignored));
	for (uint32_t i = 0; i < n; i++) {
		const char *path = adjust->ignores.v[i].path;

		m->ignores[i] = patterns(a, &(struct pk_globs){ &path, 1, 1 });
	}
}

static void look_at_file(struct matcher *m, const struct pk_adjust *adjust, const struct pk_file *file)
{
	struct str path = pk_ignore_below(adjust->base, file->home);

	if (m->file == file)
		return;
	m->file = file;
	m->zone = NULL;
	for (size_t i = PK_ZONES; i-- > 0;)
		if (pk_ignore_covers(m->zones[i], path))
			m->zone = adjust->zones[i].name;
	for (uint32_t i = 0; i < adjust->ignores.n; i++)
		m->ignored[i] = pk_ignore_covers(m->ignores[i], path);
}

/* ---- findings ---- */

static bool is_named(const struct pk_globs *selectors, const struct pk_rule *rule)
{
	for (uint32_t i = 0; i < selectors->n; i++)
		if (pk_rule_named(rule, str_from(selectors->v[i])))
			return true;
	return false;
}

/* A dangerous file that is loaded is no less dangerous in a test. */
static bool weighs_the_same(const struct pk_adjust *adjust, const struct pk_finding *f)
{
	return is_named(&adjust->keep, f->rule) || (f->rule->loads && f->severity == PK_CRITICAL);
}

static void adjust_one(const struct pk_adjust *adjust, const struct matcher *m, struct pk_finding *f)
{
	if (m->zone && f->severity > PK_INFO && !weighs_the_same(adjust, f)) {
		f->severity--;
		f->zone = m->zone;
	}
	for (uint32_t i = 0; i < adjust->ignores.n && f->state == PK_OPEN; i++) {
		const struct pk_path_ignore *ignore = &adjust->ignores.v[i];

		if (m->ignored[i] && is_named(&ignore->rules, f->rule)) {
			f->state = PK_SUPPRESSED;
			f->reason = ignore->reason;
		}
	}
}

void pk_adjust_findings(const struct pk_adjust *adjust, struct pk_results *results)
{
	struct arena temp;
	struct matcher m;
	uint32_t kept = 0;

	arena_init(&temp, 0);
	matcher_init(&m, &temp, adjust);
	for (uint32_t i = 0; i < results->n_found; i++) {
		struct pk_finding *f = results->found[i].finding;

		look_at_file(&m, adjust, results->found[i].file);
		adjust_one(adjust, &m, f);
		if (f->severity >= adjust->severity || pk_rule_heaviest(f->rule) < adjust->severity)
			results->found[kept++] = results->found[i];
	}
	results->n_found = kept;
	arena_release(&temp);
}
