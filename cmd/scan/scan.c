#include "scan/scan.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "judge/loaded.h"
#include "scan/order.h"
#include "judge/outside.h"
#include "judge/supersede.h"
#include "util/path.h"
#include "util/vec.h"
#include "judge/versions.h"

/* What the workers of one tree share: the files, in which order, and which is next. */
struct queue {
	const struct pk_walk *walk;
	uint32_t *order;              /* NULL: as they are */
	uint32_t end;                 /* of those that are looked at now */
	const struct pk_fetch *fetch; /* NULL: they are read from disk */
	struct pk_cache *cache;       /* for this tree; NULL for none */
	bool *looked;                 /* by place in walk->files */
	atomic_uint next;
	struct pk_progress *progress;
};

struct job {
	struct queue *queue;
	struct pk_worker *worker;
	uint32_t number;
};

static void *work(void *arg)
{
	const struct job *job = arg;
	struct queue *q = job->queue;
	unsigned i;

	while ((i = atomic_fetch_add(&q->next, 1)) < q->end) {
		uint32_t n = q->order ? q->order[i] : i;
		const struct pk_file *file = &q->walk->files.v[n];

		q->looked[n] = q->fetch ? pk_worker_fetch(job->worker, job->number, file, q->fetch) : pk_worker_file(job->worker, file);
		if (q->progress)
			atomic_fetch_add(&q->progress->done, 1);
	}
	return NULL;
}

/* ---- the queue ---- */

struct sized {
	uint64_t size;
	uint32_t file;
	bool is_code;
};

static int code_last_larger_first(const void *a, const void *b)
{
	const struct sized *x = a, *y = b;

	if (x->is_code != y->is_code)
		return x->is_code - y->is_code;
	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return (x->file > y->file) - (x->file < y->file);
}

/* Sets the order; q->end is where the code begins. */
static void put_in_order(struct arena *a, struct queue *q)
{
	uint32_t n = q->walk->files.n;
	struct sized *sizes = arena_zalloc(a, n, sizeof(*sizes));

	q->order = arena_zalloc(a, n, sizeof(*q->order));
	for (uint32_t i = 0; i < n; i++)
		sizes[i] = (struct sized){ q->walk->files.v[i].size, i, path_is_code(q->walk->files.v[i].shown) };
	if (n)
		qsort(sizes, n, sizeof(*sizes), code_last_larger_first);
	for (uint32_t i = 0; i < n; i++) {
		q->order[i] = sizes[i].file;
		q->end += !sizes[i].is_code;
	}
}

static uint32_t workers_for(uint32_t jobs, uint32_t files)
{
	cpu_set_t set;

	if (jobs == 0)
		jobs = sched_getaffinity(0, sizeof(set), &set) == 0 ? (uint32_t)CPU_COUNT(&set) : 1;
	if (jobs > files)
		jobs = files;
	return jobs ? jobs : 1;
}

/* ---- stages ---- */

static void start(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options, uint32_t workers)
{
	*results = (struct pk_results){ .n_workers = workers };
	arena_init(&results->arena, 0);
	results->workers = arena_zalloc(&results->arena, workers, sizeof(*results->workers));
	for (uint32_t i = 0; i < workers; i++)
		pk_worker_init(&results->workers[i], engine, options);
	results->all = &results->workers[0].sink;
}

/* Tells every worker which files there are. */
static void share_paths(struct pk_results *results, const struct pk_walk *walk)
{
	struct pk_paths *paths = arena_new(&results->arena, struct pk_paths);
	struct str *v = arena_zalloc(&results->arena, walk->files.n, sizeof(*v));

	for (uint32_t i = 0; i < walk->files.n; i++)
		v[i] = walk->files.v[i].shown;
	*paths = (struct pk_paths){ v, walk->files.n };
	for (uint32_t i = 0; i < results->n_workers; i++)
		results->workers[i].sink.paths = paths;
}

/* What one file comes to also depends on the options and on which other files there are. What is counted beside the findings is
 * not kept, so that counting needs a look; nor is any secret. NULL when nothing is kept. */
static struct pk_cache *share_cache(struct pk_results *results, const struct pk_scan_options *o, const struct pk_walk *walk)
{
	const uint64_t numbers[] = { o->max_file_bytes, o->timeout_ms, o->no_sieve, o->line_hashes, o->digests, o->urls };

	struct pk_cache *cache;

	if (!o->cache || o->usage || o->show_secrets)
		return NULL;
	cache = arena_new(&results->arena, struct pk_cache);
	*cache = *o->cache;
	pk_cache_depends(cache, (struct str){ (const char *)numbers, sizeof(numbers) });
	for (uint32_t i = 0; i < walk->files.n; i++)
		pk_cache_depends(cache, walk->files.v[i].shown);
	for (uint32_t i = 0; i < results->n_workers; i++)
		results->workers[i].cache = cache;
	return cache;
}

/* The calling thread is the first worker. A thread that cannot be made leaves its share to the others. */
static void run_workers(struct pk_results *results, struct queue *q)
{
	struct job *jobs = arena_zalloc(&results->arena, results->n_workers, sizeof(*jobs));
	pthread_t *threads = arena_zalloc(&results->arena, results->n_workers, sizeof(*threads));
	uint32_t made = 1;

	for (uint32_t i = 0; i < results->n_workers; i++)
		jobs[i] = (struct job){ q, &results->workers[i], i };
	while (made < results->n_workers && pthread_create(&threads[made], NULL, work, &jobs[made]) == 0)
		made++;
	(void)work(&jobs[0]);
	for (uint32_t i = 1; i < made; i++)
		(void)pthread_join(threads[i], NULL);
}

/* Whether something is wrong with a model file: then it matters where it is loaded. */
static bool has_bad_artifact(const struct pk_sink *sink)
{
	const struct pk_fact_item *fact;

	vec_each(fact, &sink->facts)
		if (str_is(fact->kind, "artifact") && !str_is(fact->key, "clean"))
			return true;
	for (uint32_t i = 0; i < sink->findings.n; i++)
		if (str_is(sink->findings.v[i]->rule->analyzer, "artifacts"))
			return true;
	return false;
}

/* Everything but code, then the code: by then it is known whether rules that only tell where a bad file is loaded are worth a look. */
static void look(struct pk_results *results, struct queue *q)
{
	bool bad = false;

	put_in_order(&results->arena, q);
	run_workers(results, q);
	for (uint32_t i = 0; i < results->n_workers; i++)
		bad = bad || has_bad_artifact(&results->workers[i].sink);
	for (uint32_t i = 0; i < results->n_workers; i++)
		results->workers[i].scratch.no_latent = !bad;
	if (q->cache)
		pk_cache_depends(q->cache, bad ? STR("bad") : STR(""));
	q->next = q->end;
	q->end = q->walk->files.n;
	run_workers(results, q);
}

static void add_usage(struct pk_results *results)
{
	pk_usage_init(&results->usage, &results->arena);
	for (uint32_t w = 0; w < results->n_workers; w++)
		pk_usage_merge(&results->usage, &results->workers[w].usage);
	pk_usage_sort(&results->usage);
}

static void list_scanned(struct pk_results *results, const struct queue *q)
{
	struct str *paths = arena_zalloc(&results->arena, q->walk->files.n, sizeof(*paths));

	for (uint32_t i = 0; i < q->walk->files.n; i++)
		if (q->looked[i])
			paths[results->n_scanned++] = q->walk->files.v[i].shown;
	results->scanned = paths;
}

static int fact_cmp(const void *a, const void *b)
{
	const struct pk_fact_item *x = a, *y = b;
	int d = str_cmp(x->at.path, y->at.path);

	if (d == 0)
		d = (x->at.start.offset > y->at.start.offset) - (x->at.start.offset < y->at.start.offset);
	if (d == 0)
		d = str_cmp(x->kind, y->kind);
	if (d == 0)
		d = str_cmp(x->key, y->key);
	return d ? d : str_cmp(x->value, y->value);
}

static const struct pk_file *file_of(struct pk_results *results, const struct pk_walk *walk, struct str path)
{
	uint32_t low = 0, high = walk->files.n;
	struct pk_file *file;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int d = str_cmp(walk->files.v[mid].shown, path);

		if (d == 0)
			return &walk->files.v[mid];
		if (d < 0)
			low = mid + 1;
		else
			high = mid;
	}
	file = arena_new(&results->arena, struct pk_file);
	*file = (struct pk_file){ .shown = path, .home = path };
	return file;
}

/* The facts of all workers in order, for the analyzers that answer questions across files. */
static void finish(struct pk_results *results, const struct pk_engine *engine, const struct pk_walk *walk, const struct pk_scan_options *o)
{
	struct pk_worker *first = &results->workers[0];
	struct pk_sink *all = &first->sink;
	const struct pk_engine_part *part;
	const struct pk_fact_item *fact;

	for (uint32_t w = 1; w < results->n_workers; w++)
		vec_each(fact, &results->workers[w].sink.facts)
			vec_push(all->arena, &all->facts, *fact);
	if (all->facts.n)
		qsort(all->facts.v, all->facts.n, sizeof(*all->facts.v), fact_cmp);
	vec_each(part, &engine->parts) {
		all->analyzer = part->analyzer;
		if (part->analyzer->finish)
			(void)part->analyzer->finish(part->plan, all);
	}
	if (walk->roots.n)
		pk_outside_check(results, engine, walk);
	for (uint32_t i = 0; i < o->n_locks; i++)
		pk_lock_check(results, engine, walk, &o->locks[i]);
	if (o->after)
		o->after(o->after_data, results, engine);
	while (first->found.n < all->findings.n)
		pk_worker_adopt(first, file_of(results, walk, all->findings.v[first->found.n]->at.path));
}

void pk_scan_tree(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		  const struct pk_walk *walk, struct pk_progress *progress)
{
	struct queue q = { .walk = walk, .progress = progress };

	start(results, engine, options, workers_for(options->jobs, walk->files.n));
	share_paths(results, walk);
	q.cache = share_cache(results, options, walk);
	q.looked = arena_zalloc(&results->arena, walk->files.n, sizeof(*q.looked));
	look(results, &q);
	finish(results, engine, walk, options);
	list_scanned(results, &q);
	add_usage(results);
	pk_order(results, walk);
	pk_versions_apply(results);
	pk_supersede(results);
	pk_loaded_apply(results);
}

void pk_scan_texts(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		   const struct pk_text *texts, uint32_t n)
{
	struct queue q = { 0 };
	struct pk_walk walk;

	start(results, engine, options, 1);
	pk_walk_init(&walk, &results->arena);
	for (uint32_t i = 0; i < n; i++) {
		const struct pk_text *t = &texts[i];

		vec_push(&results->arena, &walk.files, (struct pk_file){ .shown = t->shown, .home = t->home, .size = t->text.n });
	}
	if (n > 1)
		share_paths(results, &walk);
	q.walk = &walk;
	q.looked = arena_zalloc(&results->arena, n, sizeof(*q.looked));
	for (uint32_t i = 0; i < n; i++)
		q.looked[i] = pk_worker_bytes(results->workers, &walk.files.v[i], texts[i].text);
	finish(results, engine, &walk, &(struct pk_scan_options){ .n_locks = 0 });
	list_scanned(results, &q);
	add_usage(results);
	pk_order(results, &walk);
	pk_versions_apply(results);
	pk_supersede(results);
	pk_loaded_apply(results);
}

static int by_file(const void *a, const void *b)
{
	const struct pk_found *x = a, *y = b;

	return x->file != y->file ? (x->file < y->file ? -1 : 1) : pk_finding_cmp(&x->finding, &y->finding);
}

void pk_scan_fetched(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		     const struct pk_walk *walk, const struct pk_fetch *fetch, bool *looked, struct pk_progress *progress)
{
	struct queue q = { .walk = walk, .fetch = fetch, .looked = looked, .progress = progress, .end = walk->files.n };

	start(results, engine, options, workers_for(options->jobs, walk->files.n));
	run_workers(results, &q);
	pk_order(results, walk);
	if (results->n_found)
		qsort(results->found, results->n_found, sizeof(*results->found), by_file);
	results->workers[0].sink.facts.n = 0;
	pk_versions_apply(results);
	pk_supersede(results);
}

void pk_scan_bytes(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options, struct str path,
		   struct str text)
{
	struct pk_text only = { path, path, text };

	pk_scan_texts(results, engine, options, &only, 1);
}

void pk_scan_release(struct pk_results *results)
{
	for (uint32_t i = 0; i < results->n_workers; i++)
		pk_worker_release(&results->workers[i]);
	arena_release(&results->arena);
}
