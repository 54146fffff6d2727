#include "order.h"

#include <stdlib.h>

#include "util/sha256.h"
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

static void merge_findings(struct pk_scan *scan)
{
	struct ranked *all;
	uint32_t n = 0;

	for (uint32_t w = 0; w < scan->n_workers; w++)
		n += scan->workers[w].found.n;
	all = arena_zalloc(&scan->arena, n, sizeof(*all));
	scan->found = arena_zalloc(&scan->arena, n, sizeof(*scan->found));
	for (uint32_t w = 0; w < scan->n_workers; w++)
		for (uint32_t i = 0; i < scan->workers[w].found.n; i++)
			all[scan->n_found++] = (struct ranked){ scan->workers[w].found.v[i], i };
	if (n)
		qsort(all, n, sizeof(*all), ranked_cmp);
	for (uint32_t i = 0; i < n; i++)
		scan->found[i] = all[i].found;
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

static void merge_notes(struct pk_scan *scan, const struct pk_walk *walk)
{
	const struct pk_note_item *item;

	vec_each(item, &walk->skipped)
		vec_push(&scan->arena, &scan->skipped, *item);
	for (uint32_t w = 0; w < scan->n_workers; w++) {
		vec_each(item, &scan->workers[w].skipped)
			vec_push(&scan->arena, &scan->skipped, *item);
		vec_each(item, &scan->workers[w].sink.notes)
			vec_push(&scan->arena, &scan->notes, *item);
		scan->bytes += scan->workers[w].bytes;
	}
	if (scan->skipped.n)
		qsort(scan->skipped.v, scan->skipped.n, sizeof(*scan->skipped.v), note_cmp);
	if (scan->notes.n)
		qsort(scan->notes.v, scan->notes.n, sizeof(*scan->notes.v), note_cmp);
}

/* ---- fingerprints ---- */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str pk_order_norm(struct arena *a, const struct pk_finding *f)
{
	struct str in = str_trim(f->at.lines);
	char *out;
	size_t n = 0;

	if (f->norm.n)
		return f->norm;
	out = arena_alloc(a, in.n + 1);
	for (size_t i = 0; i < in.n; i++) {
		if (!is_space(in.p[i]))
			out[n++] = in.p[i];
		else if (!is_space(in.p[i - 1]))
			out[n++] = ' ';
	}
	return (struct str){ out, n };
}

static void add_part(struct sha256 *h, struct str part)
{
	sha256_add(h, part);
	sha256_add(h, (struct str){ "", 1 });
}

/* 128 bits of a hash over rule, path, text and which one it is of those alike. */
static void set_fingerprint(struct pk_finding *f, struct str norm, uint64_t nth)
{
	static const char digits[] = "0123456789abcdef";
	char number[24];
	unsigned char hash[32];
	struct sha256 h;
	size_t n = 0;

	for (uint64_t rest = nth; rest; rest /= 10)
		number[n++] = (char)('0' + rest % 10);
	sha256_init(&h);
	add_part(&h, f->rule->id);
	add_part(&h, f->home);
	add_part(&h, norm);
	add_part(&h, (struct str){ number, n });
	sha256_end(&h, hash);
	for (size_t i = 0; i < 16; i++) {
		f->fingerprint[2 * i] = digits[hash[i] >> 4];
		f->fingerprint[2 * i + 1] = digits[hash[i] & 15];
	}
	f->fingerprint[32] = '\0';
}

void pk_order_name(struct pk_scan *scan)
{
	struct arena temp;
	struct map seen;

	arena_init(&temp, 0);
	map_init(&seen, &temp);
	for (uint32_t i = 0; i < scan->n_found; i++) {
		struct pk_finding *f = scan->found[i].finding;
		struct str norm = pk_order_norm(&temp, f);
		uint64_t *nth;

		f->home = scan->found[i].file->home;
		set_fingerprint(f, norm, 0);
		nth = map_put(&seen, str_from(f->fingerprint), NULL);
		if (*nth)
			set_fingerprint(f, norm, *nth);
		++*nth;
	}
	arena_release(&temp);
}

void pk_order(struct pk_scan *scan, const struct pk_walk *walk)
{
	merge_findings(scan);
	merge_notes(scan, walk);
	pk_order_name(scan);
}
