#include "scan/order.h"

#include <stdlib.h>

#include "judge/fingerprint.h"
#include "util/vec.h"

/* pk_finding_cmp, then the order in which one file's findings were made: the same for any number of workers. */
struct ranked {
	struct pk_found found;
	uint32_t made; /* n-th finding of its worker */
};

static int ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int d = pk_finding_cmp(&x->found.finding, &y->found.finding);

	if (d == 0 && x->found.file != y->found.file)
		d = x->found.file < y->found.file ? -1 : 1;
	return d ? d : (x->made > y->made) - (x->made < y->made);
}

static void merge_findings(struct pk_results *results)
{
	struct ranked *all;
	uint32_t n = 0;

	for (uint32_t w = 0; w < results->n_workers; w++)
		n += results->workers[w].found.n;
	all = arena_zalloc(&results->arena, n, sizeof(*all));
	results->found = arena_zalloc(&results->arena, n, sizeof(*results->found));
	for (uint32_t w = 0; w < results->n_workers; w++)
		for (uint32_t i = 0; i < results->workers[w].found.n; i++)
			all[results->n_found++] = (struct ranked){ results->workers[w].found.v[i], i };
	if (n)
		qsort(all, n, sizeof(*all), ranked_cmp);
	for (uint32_t i = 0; i < n; i++)
		results->found[i] = all[i].found;
}

static int note_cmp(const void *a, const void *b)
{
	const struct pk_note_item *x = a, *y = b;
	int d = str_cmp(x->path, y->path);

	if (d == 0)
		d = (x->line > y->line) - (x->line < y->line);
	if (d == 0)
		d = str_cmp(x->kind, y->kind);
	return d ? d : str_cmp(x->text, y->text);
}

static void merge_notes(struct pk_results *results, const struct pk_walk *walk)
{
	const struct pk_note_item *item;

	vec_each(item, &walk->skipped)
		vec_push(&results->arena, &results->skipped, *item);
	for (uint32_t w = 0; w < results->n_workers; w++) {
		vec_each(item, &results->workers[w].skipped)
			vec_push(&results->arena, &results->skipped, *item);
		vec_each(item, &results->workers[w].sink.notes)
			vec_push(&results->arena, &results->notes, *item);
		results->bytes += results->workers[w].bytes;
	}
	if (results->skipped.n)
		qsort(results->skipped.v, results->skipped.n, sizeof(*results->skipped.v), note_cmp);
	if (results->notes.n)
		qsort(results->notes.v, results->notes.n, sizeof(*results->notes.v), note_cmp);
}

void pk_order(struct pk_results *results, const struct pk_walk *walk)
{
	merge_findings(results);
	merge_notes(results, walk);
	pk_fingerprint_all(results);
}
