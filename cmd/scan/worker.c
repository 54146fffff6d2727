#include "scan/worker.h"

#include "judge/linehash.h"
#include "source/notebook/literate.h"
#include "source/notebook/script.h"
#include "source/text/decode.h"
#include "source/text/newlines.h"
#include "source/sieve/criterion.h"
#include "judge/suppress.h"
#include "util/vec.h"

static const char odd[] = "is no text, whatever its name says", nuls[] = "holds bytes of 0: read as text all the same";

enum {
	MAP_ABOVE = 1 << 20,      /* a model file larger than this is mapped instead of read */
	ARCHIVE_END = 22 + 65535, /* of a zip: its last record, and a comment */
};

void pk_worker_init(struct pk_worker *w, const struct pk_engine *engine, const struct pk_scan_options *options)
{
	*w = (struct pk_worker){ .engine = engine, .options = options };
	arena_init(&w->results, 0);
	pk_scratch_init(&w->scratch, engine->rules->symbols);
	pk_sink_init(&w->sink, &w->results);
	pk_usage_init(&w->usage, &w->results);
	w->scratch.parse_all = options->no_sieve;
	w->sink.show_secrets = options->show_secrets;
	w->sink.digests = options->digests;
	w->sink.urls = options->urls;
	w->sink.vault = options->vault;
}

void pk_worker_release(struct pk_worker *w)
{
	pk_scratch_release(&w->scratch);
	io_buffer_release(&w->buffer);
	arena_release(&w->results);
}

static void skip(struct pk_worker *w, const struct pk_file *file, const char *kind, const char *text)
{
	struct pk_note_item item = { file->shown, str_from(kind), str_from(text), 0 };

	vec_push(&w->results, &w->skipped, item);
}

/* ---- units ---- */

static bool is_for(const struct pk_analyzer *a, const struct pk_unit *u)
{
	return (a->accepts & u->kind) && (a->packed || !u->inside.n);
}

static void analyze(struct pk_worker *w, struct pk_unit *u)
{
	const struct pk_engine_part *part;

	pk_criterion_begin(u);
	vec_each(part, &w->engine->parts)
		if (is_for(part->analyzer, u) && part->analyzer->criterion)
			part->analyzer->criterion(part->plan, u);
	vec_each(part, &w->engine->parts) {
		if (!is_for(part->analyzer, u))
			continue;
		if (pk_scratch_expired(&w->scratch)) {
			pk_note(&w->sink, u->path, "timeout", 0, "took longer than %u ms (--timeout): not looked at in full",
				w->options->timeout_ms);
			break;
		}
		w->sink.analyzer = part->analyzer;
		(void)part->analyzer->run(part->plan, u, &w->sink);
	}
	if (u->inside.n)
		return;
	if (w->options->usage && u->kind == PK_PYTHON)
		pk_usage_add(&w->usage, &w->scratch.arena, u->text);
	if (u->parse_note)
		pk_note(&w->sink, u->path, "syntax", 0, "%s", u->parse_note);
}

static void look_at_units(struct pk_worker *w, struct pk_unit *units, uint32_t n)
{
	uint32_t first = w->sink.findings.n;

	for (uint32_t i = 0; i < n; i++)
		analyze(w, &units[i]);
	pk_suppress(w->engine, units, n, &w->sink, first);
}

/* ---- files that are text ---- */

static struct str decode(struct pk_worker *w, const struct pk_file *file, bool python, struct str raw)
{
	struct pk_decoded decoded;

	pk_decode(&w->scratch.arena, raw, python, &decoded);
	if (decoded.note)
		pk_note(&w->sink, file->shown, "encoding", 0, "%s", decoded.note);
	return decoded.text;
}

/* What the file holds: itself, or what a notebook in whatever form is made of. */
static void units_of(struct pk_worker *w, const struct pk_class *class, struct pk_unit file, struct pk_units *units)
{
	struct pk_notebook book;

	file.kind = class->is_literate ? PK_MARKDOWN : (enum pk_kind) class->kinds;
	if (file.kind == PK_PYTHON || file.kind == PK_DEPS)
		file.text = pk_newlines_mended(&w->scratch.arena, file.raw);
	if (class->is_notebook) {
		pk_notebook_units(&w->scratch, file.path, file.raw, &book);
		for (uint32_t i = 0; i < book.nb.n_notes && !file.inside.n; i++)
			pk_note(&w->sink, file.path, book.nb.notes[i].kind, book.nb.notes[i].line, "%s", book.nb.notes[i].text);
		*units = book.units;
	} else if (class->is_literate) {
		pk_literate_units(&file, units);
	} else if (file.kind == PK_PYTHON) {
		pk_script_units(&file, units);
	} else {
		vec_push(&w->scratch.arena, units, file);
	}
}

static void look_at_text(struct pk_worker *w, const struct pk_file *file, const struct pk_class *class, struct str raw)
{
	struct pk_unit u = { .path = file->shown, .scratch = &w->scratch };
	struct pk_units units = { .n = 0 };

	u.text = u.raw = decode(w, file, class->kinds == PK_PYTHON, raw);
	units_of(w, class, u, &units);
	look_at_units(w, units.v, units.n);
}

/* ---- texts in a file ---- */

static void look_at_packed_text(struct pk_worker *w, const struct pk_file *file, const struct pk_packed *packed)
{
	struct pk_class class = pk_classify_name(packed->name);
	struct pk_unit u = { .path = file->shown, .inside = packed->name, .inside_at = packed->at, .scratch = &w->scratch }, *unit;
	struct pk_units units = { .n = 0 };
	struct pk_decoded decoded;

	pk_classify_content(&class, str_slice(packed->text, 0, packed->text.n < PK_SNIFF_BYTES ? packed->text.n : PK_SNIFF_BYTES));
	if (class.kinds == PK_BINARY)
		return;
	pk_decode(&w->scratch.arena, packed->text, class.kinds == PK_PYTHON, &decoded);
	w->scratch.raw_lines = NULL;
	u.text = u.raw = decoded.text;
	units_of(w, &class, u, &units);
	vec_each(unit, &units) {
		unit->inside = u.inside;
		unit->inside_at = u.inside_at;
	}
	look_at_units(w, units.v, units.n);
}

static void look_at_packed(struct pk_worker *w, const struct pk_file *file, const struct pk_unit *u)
{
	const struct pk_packed *packed;

	vec_each(packed, &u->packed) {
		if (pk_scratch_expired(&w->scratch)) {
			pk_note(&w->sink, u->path, "timeout", 0,
				"took longer than %u ms (--timeout): not all that is packed in it was looked at", w->options->timeout_ms);
			return;
		}
		look_at_packed_text(w, file, packed);
	}
}

/* ---- one file ---- */

static void look_at_binary(struct pk_worker *w, const struct pk_file *file, struct str raw)
{
	struct pk_unit u = {
		.kind = PK_BINARY, .path = file->shown, .scratch = &w->scratch, .elsewhere = w->elsewhere, .text = raw, .raw = raw
	};

	look_at_units(w, &u, 1);
	look_at_packed(w, file, &u);
}

static void look_anew(struct pk_worker *w, const struct pk_file *file, const struct pk_class *class, struct str raw)
{
	w->sink.file = raw;
	if (class->is_odd)
		pk_note(&w->sink, file->shown, "binary", 0, "%s", odd);
	if (class->has_nuls)
		pk_note(&w->sink, file->shown, "encoding", 0, "%s", nuls);
	if (class->kinds == PK_BINARY)
		look_at_binary(w, file, raw);
	else
		look_at_text(w, file, class, raw);
	if (w->options->line_hashes && raw.n <= w->options->max_file_bytes)
		pk_linehash_mark(&w->scratch.arena, raw, &w->sink.findings, w->found.n);
}

/* A credential that its service is to be asked about must be read again: nothing keeps it. */
static bool wants_secrets(const struct pk_worker *w, struct pk_mark before)
{
	for (uint32_t i = before.findings; w->options->vault && i < w->sink.findings.n; i++)
		if (w->sink.findings.v[i]->key.n && w->sink.findings.v[i]->rule->question)
			return true;
	return false;
}

/* What a clock cut short is not kept. */
static void recall_or_look(struct pk_worker *w, const struct pk_file *file, const struct pk_class *class, struct str raw)
{
	struct pk_mark before = pk_mark_of(&w->sink);
	char name[PK_CACHE_NAME];

	pk_cache_name(w->cache, file->shown, file->home, raw, name);
	if (pk_cache_get(w->cache, w->engine->rules, name, &w->sink)) {
		if (!wants_secrets(w, before))
			return;
		pk_mark_return(&w->sink, before);
	}
	look_anew(w, file, class, raw);
	if (!pk_scratch_expired(&w->scratch))
		pk_cache_put(w->cache, w->engine->rules, name, &w->sink, before);
}

static bool look(struct pk_worker *w, const struct pk_file *file, const struct pk_class *class, struct str raw)
{
	if (!(class->kinds & w->engine->accepts)) {
		if (class->is_odd)
			skip(w, file, "binary", odd);
		return false;
	}
	if (w->cache)
		recall_or_look(w, file, class, raw);
	else
		look_anew(w, file, class, raw);
	for (uint32_t i = w->found.n; i < w->sink.findings.n; i++)
		vec_push(&w->results, &w->found, (struct pk_found){ w->sink.findings.v[i], file });
	w->bytes += raw.n;
	return true;
}

/* A file of any size, which is read where it is of interest. */
static enum io_status map_file(struct pk_worker *w, struct io_file *f, struct str *raw)
{
	enum io_status s = io_map(f, raw);

	if (s == IO_OK && pk_is_read_in_parts(io_text(&w->buffer)))
		io_expect_parts(f);
	return s;
}

/* Pictures and the like may have an archive behind them, which programs open by its end. */
static bool ends_in_archive(struct pk_worker *w, const struct io_file *f)
{
	char *tail;
	size_t n;

	if (!(w->engine->accepts & PK_BINARY))
		return false;
	tail = arena_alloc(&w->scratch.arena, ARCHIVE_END);
	n = io_read_end(f, tail, ARCHIVE_END);
	return str_find((struct str){ tail, n }, STR("PK\5\6"), 0) != SIZE_MAX;
}

/* The file's bytes, as far as its kind needs them; decides the kind on the way. Text that is too large to be looked at as text
 * may be a model file all the same (pickles of the first protocol are text): IO_LARGE, and its bytes as those of a binary file. */
static enum io_status read_file(struct pk_worker *w, struct io_file *f, struct pk_class *class, struct str *raw)
{
	enum io_status s;

	w->buffer.n = 0;
	s = io_read(f, &w->buffer, PK_SNIFF_BYTES);
	pk_classify_content(class, io_text(&w->buffer));
	if (s == IO_OK && !class->kinds && ends_in_archive(w, f))
		class->kinds = PK_BINARY;
	if (s == IO_OK && (class->kinds & w->engine->accepts)) {
		bool is_binary = class->kinds == PK_BINARY;

		if (is_binary && f->size > MAP_ABOVE)
			return map_file(w, f, raw);
		if (!is_binary && f->size > w->options->max_file_bytes) {
			*class = (struct pk_class){ .kinds = PK_BINARY };
			s = map_file(w, f, raw);
			return s == IO_OK ? IO_LARGE : s;
		}
		s = io_read(f, &w->buffer, is_binary ? MAP_ABOVE : (size_t)w->options->max_file_bytes);
	}
	*raw = io_text(&w->buffer);
	return s;
}

/* Text is copied, padded; of a model file only what is touched comes. */
static bool look_at_remote(struct pk_worker *w, const struct pk_file *file)
{
	struct pk_class class = pk_classify_name(file->shown);
	struct pk_worker_remote remote = { .why = NULL };
	enum io_status s;
	bool looked;

	if (!(class.kinds & w->engine->accepts))
		return false;
	pk_scratch_next(&w->scratch, 0);
	s = w->options->remote(w->options->remote_data, file, &remote);
	if (s != IO_OK) {
		skip(w, file, io_status_kind(s), remote.why ? remote.why : io_status_text(s));
		return false;
	}
	pk_classify_content(&class, str_slice(remote.bytes, 0, remote.bytes.n < PK_SNIFF_BYTES ? remote.bytes.n : PK_SNIFF_BYTES));
	if (class.kinds != PK_BINARY) {
		if (remote.bytes.n > remote.max_text) {
			skip(w, file, "too-large", "is a text too large to be fetched");
			return false;
		}
		io_buffer_set(&w->buffer, remote.bytes);
		remote.bytes = io_text(&w->buffer);
	}
	w->elsewhere = remote.elsewhere;
	looked = look(w, file, &class, remote.bytes);
	w->elsewhere = NULL;
	return looked;
}

bool pk_worker_file(struct pk_worker *w, const struct pk_file *file)
{
	struct pk_class class = pk_classify_name(file->shown);
	struct io_file f;
	struct str raw;
	enum io_status s;
	bool looked = false;

	if (w->options->remote)
		return look_at_remote(w, file);
	if (!(class.kinds & w->engine->accepts))
		return false;
	pk_scratch_next(&w->scratch, w->options->timeout_ms);
	s = io_open(file->path, &f);
	if (s == IO_OK)
		s = read_file(w, &f, &class, &raw);
	if (s == IO_OK)
		looked = look(w, file, &class, raw);
	else
		skip(w, file, io_status_kind(s), io_status_text(s));
	if (s == IO_LARGE)
		(void)look(w, file, &class, raw);
	io_close(&f);
	return looked;
}

bool pk_worker_bytes(struct pk_worker *w, const struct pk_file *file, struct str raw)
{
	struct pk_class class = pk_classify_name(file->shown);

	pk_scratch_next(&w->scratch, w->options->timeout_ms);
	pk_classify_content(&class, str_slice(raw, 0, raw.n < PK_SNIFF_BYTES ? raw.n : PK_SNIFF_BYTES));
	return look(w, file, &class, raw);
}

bool pk_worker_fetch(struct pk_worker *w, uint32_t number, const struct pk_file *file, const struct pk_fetch *fetch)
{
	enum io_status s;

	if (!(pk_classify_name(file->shown).kinds & w->engine->accepts))
		return false;
	s = fetch->get(fetch->data, number, file, &w->buffer);
	if (s == IO_OK)
		return pk_worker_bytes(w, file, io_text(&w->buffer));
	if (s == IO_GONE)
		skip(w, file, "missing", "a version of it is not there");
	else
		skip(w, file, io_status_kind(s), io_status_text(s));
	return false;
}

/* The line hash of a finding whose file is not at hand any more. */
static void mark_late(struct pk_worker *w, const struct pk_file *file, struct pk_finding *f)
{
	struct pk_findings one = { .v = &f, .n = 1 };
	struct io_file in;

	pk_scratch_next(&w->scratch, 0);
	w->buffer.n = 0;
	if (io_open(file->path, &in) == IO_OK && io_read(&in, &w->buffer, (size_t)w->options->max_file_bytes) == IO_OK)
		pk_linehash_mark(&w->scratch.arena, io_text(&w->buffer), &one, 0);
	io_close(&in);
}

void pk_worker_adopt(struct pk_worker *w, const struct pk_file *file)
{
	struct pk_finding *f = w->sink.findings.v[w->found.n];

	if (w->options->line_hashes && file->path)
		mark_late(w, file, f);
	vec_push(&w->results, &w->found, (struct pk_found){ f, file });
}
