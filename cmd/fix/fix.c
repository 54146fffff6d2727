#include "fix/fix.h"

#include <stdlib.h>

#include "fix/diff.h"
#include "source/text/decode.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

struct chosen {
	const struct pk_edit *edit;
	struct pk_finding *finding;
};

struct choice VEC(struct chosen);

static int by_place(const void *a, const void *b)
{
	const struct chosen *x = a, *y = b;

	if (x->edit->raw.start != y->edit->raw.start)
		return x->edit->raw.start < y->edit->raw.start ? -1 : 1;
	if (x->edit->raw.end != y->edit->raw.end)
		return x->edit->raw.end < y->edit->raw.end ? -1 : 1;
	return str_cmp(x->finding->rule->id, y->finding->rule->id);
}

static void choose(struct arena *a, struct pk_finding *const *findings, uint32_t n, bool unsafe, struct choice *out)
{
	for (uint32_t i = 0; i < n; i++) {
		struct pk_finding *f = findings[i];

		if (f->state != PK_OPEN || (f->fix_unsafe && !unsafe))
			continue;
		for (uint32_t k = 0; k < f->n_edits; k++)
			vec_push(a, out, (struct chosen){ &f->edits[k], f });
	}
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_place);
}

bool pk_fix_text(struct str raw, struct pk_finding *const *findings, uint32_t n, const struct pk_fix_options *o, struct buf *out,
		 struct pk_fix_count *count)
{
	struct choice chosen = { 0 };
	struct arena arena;
	size_t at = 0;
	bool any = false;

	arena_init(&arena, 0);
	choose(&arena, findings, n, o->unsafe, &chosen);
	for (uint32_t i = 0; i < chosen.n; i++) {
		const struct pk_edit *e = chosen.v[i].edit;

		if (e->raw.start < at || e->raw.end > raw.n || (any && e->raw.start == at && e->raw.end == at)) {
			count->left_out++;
			continue;
		}
		buf_add(out, str_slice(raw, at, e->raw.start));
		buf_add(out, e->text);
		at = e->raw.end;
		any = true;
		count->fixes++;
		if (!o->dry)
			chosen.v[i].finding->state = PK_FIXED;
	}
	buf_add(out, str_slice(raw, at, raw.n));
	arena_release(&arena);
	return any && !out->cut;
}

/* The part of the file that findings' offsets count in: all of it but a byte order mark. False when it was converted to be read. */
static bool as_scanned(struct arena *a, struct str whole, bool python, struct str *mark, struct str *text)
{
	struct pk_decoded d;

	pk_decode(a, whole, python, &d);
	*mark = str_slice(whole, 0, d.skipped);
	*text = str_slice(whole, d.skipped, whole.n);
	return d.text.p == text->p && d.text.n == text->n;
}

struct fixer {
	const struct pk_fix_options *options;
	struct buf *diff;
	struct pk_fix_count *count;
	struct pk_err *err;
	struct io_buffer input;
	struct buf output;
	struct arena arena;
};

static int fix_file(struct fixer *x, const struct pk_file *file, struct pk_finding *const *findings, uint32_t n)
{
	struct pk_fix_count count = { 0 };
	struct str mark, text;
	int rc;

	arena_reset(&x->arena);
	buf_reset(&x->output);
	rc = io_read_file(file->path, &x->input, PK_MAX_OUTPUT_BYTES, x->err);
	if (rc)
		return rc;
	if (!as_scanned(&x->arena, io_text(&x->input), !findings[0]->is_notebook, &mark, &text))
		return PK_OK;
	buf_add(&x->output, mark);
	if (!pk_fix_text(text, findings, n, x->options, &x->output, &count))
		return PK_OK;
	pk_diff(x->diff, file->shown, io_text(&x->input), buf_str(&x->output));
	x->count->files++;
	x->count->fixes += count.fixes;
	x->count->left_out += count.left_out;
	return x->options->dry ? PK_OK : io_write_file(file->path, buf_str(&x->output), x->err);
}

static bool has_edits(struct pk_finding *const *findings, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (findings[i]->n_edits && findings[i]->state == PK_OPEN)
			return true;
	return false;
}

int pk_fix_files(const struct pk_results *results, const struct pk_fix_options *o, struct buf *diff, struct pk_fix_count *count,
		 struct pk_err *err)
{
	struct fixer x = { .options = o, .diff = diff, .count = count, .err = err };
	struct pk_finding **findings;
	int rc = PK_OK;

	arena_init(&x.arena, 1 << 20);
	buf_init(&x.output, PK_MAX_OUTPUT_BYTES);
	findings = malloc((results->n_found + 1) * sizeof(struct pk_finding *));
	if (!findings)
		die_oom(results->n_found * sizeof(*findings));
	for (uint32_t i = 0, n; i < results->n_found && rc == PK_OK; i += n) {
		for (n = 0; i + n < results->n_found && results->found[i + n].file == results->found[i].file; n++)
			findings[n] = results->found[i + n].finding;
		if (has_edits(findings, n))
			rc = fix_file(&x, results->found[i].file, findings, n);
	}
	free(findings);
	buf_release(&x.output);
	io_buffer_release(&x.input);
	arena_release(&x.arena);
	return rc;
}
