#include "scan/pack.h"

#include "util/vec.h"

/* Every value passes by one function, which writes it or reads it. What was read after `bad` is zeros. */
struct tape {
	bool reading, bad;
	struct buf *out;
	struct str in;
	struct arena *arena; /* of what is read */
	const struct pk_rules *rules;
};

static void raw(struct tape *t, void *bytes, size_t n)
{
	if (!t->reading) {
		buf_add(t->out, (struct str){ bytes, n });
		return;
	}
	if (t->bad || t->in.n < n) {
		t->bad = true;
		memset(bytes, 0, n);
		return;
	}
	memcpy(bytes, t->in.p, n);
	t->in = str_slice(t->in, n, t->in.n);
}

static void u32(struct tape *t, uint32_t *v)
{
	raw(t, v, sizeof(*v));
}

/* A number below `end`. */
static uint32_t choice(struct tape *t, uint32_t v, uint32_t end)
{
	u32(t, &v);
	if (v < end)
		return v;
	t->bad = true;
	return 0;
}

static void flag(struct tape *t, bool *v)
{
	*v = choice(t, *v, 2);
}

static void text(struct tape *t, struct str *s)
{
	uint32_t n = (uint32_t)s->n;

	u32(t, &n);
	if (!t->reading) {
		buf_add(t->out, *s);
		return;
	}
	if (t->bad || n > t->in.n) {
		t->bad = true;
		n = 0;
	}
	*s = arena_str(t->arena, str_slice(t->in, 0, n));
	t->in = str_slice(t->in, n, t->in.n);
}

/* The length of a list, each item of which takes a byte at least. */
static void length(struct tape *t, uint32_t *n)
{
	u32(t, n);
	if (t->reading && (t->bad || *n > t->in.n)) {
		t->bad = true;
		*n = 0;
	}
}

static void place(struct tape *t, struct pk_place *p)
{
	uint32_t *const numbers[] = { &p->offset, &p->line, &p->col, &p->cell, &p->code_cell, &p->cell_line, &p->cell_col };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		u32(t, numbers[i]);
	text(t, &p->cell_id);
	text(t, &p->inside);
}

static void region(struct tape *t, struct pk_region *r)
{
	text(t, &r->path);
	place(t, &r->start);
	place(t, &r->end);
	text(t, &r->lines);
	u32(t, &r->cut);
	text(t, &r->message);
}

static void regions(struct tape *t, const struct pk_region **list, uint32_t *n)
{
	struct pk_region *v;

	length(t, n);
	v = t->reading ? arena_zalloc(t->arena, *n, sizeof(*v)) : (struct pk_region *)(uintptr_t)*list;
	for (uint32_t i = 0; i < *n; i++)
		region(t, &v[i]);
	*list = v;
}

static void bindings(struct tape *t, struct pk_finding *f)
{
	struct pk_binding *v;

	length(t, &f->n_bindings);
	v = t->reading ? arena_zalloc(t->arena, f->n_bindings, sizeof(*v)) : (struct pk_binding *)(uintptr_t)f->bindings;
	for (uint32_t i = 0; i < f->n_bindings; i++) {
		text(t, &v[i].name);
		text(t, &v[i].text);
		place(t, &v[i].start);
		place(t, &v[i].end);
	}
	f->bindings = v;
}

static void edits(struct tape *t, struct pk_finding *f)
{
	struct pk_edit *v;

	length(t, &f->n_edits);
	v = t->reading ? arena_zalloc(t->arena, f->n_edits, sizeof(*v)) : (struct pk_edit *)(uintptr_t)f->edits;
	for (uint32_t i = 0; i < f->n_edits; i++) {
		u32(t, &v[i].raw.start);
		u32(t, &v[i].raw.end);
		text(t, &v[i].text);
	}
	f->edits = v;
}

static void rule(struct tape *t, const struct pk_rule **r)
{
	uint32_t index = choice(t, t->reading ? 0 : (*r)->index, t->rules->list.n);

	if (t->bad)
		return;
	if (!t->reading && t->rules->list.v[index] != *r)
		t->bad = true; /* no rule of those that run */
	*r = t->rules->list.v[index];
}

static void finding(struct tape *t, struct pk_finding *f)
{
	rule(t, &f->rule);
	f->severity = (enum pk_severity)choice(t, f->severity, PK_CRITICAL + 1);
	f->state = (enum pk_state)choice(t, f->state, PK_FIXED + 1);
	text(t, &f->message);
	region(t, &f->at);
	regions(t, &f->related, &f->n_related);
	regions(t, &f->flow, &f->n_flow);
	bindings(t, f);
	edits(t, f);
	text(t, &f->fix_text);
	flag(t, &f->fix_unsafe);
	flag(t, &f->fix_hidden);
	flag(t, &f->is_notebook);
	raw(t, &f->line_hash, sizeof(f->line_hash));
	u32(t, &f->line_nth);
	text(t, &f->key);
	text(t, &f->norm);
	text(t, &f->reason);
	f->home = f->at.path;
}

static void note(struct tape *t, struct pk_note_item *n)
{
	text(t, &n->path);
	text(t, &n->kind);
	text(t, &n->text);
	u32(t, &n->line);
}

static void fact(struct tape *t, struct pk_fact_item *f)
{
	uint32_t n = 0, index = 0;

	for (; pk_analyzers[n]; n++)
		if (!t->reading && pk_analyzers[n] == f->analyzer)
			index = n;
	f->analyzer = pk_analyzers[choice(t, index, n)];
	text(t, &f->kind);
	text(t, &f->key);
	text(t, &f->value);
	region(t, &f->at);
}

struct pk_mark pk_mark_of(const struct pk_sink *sink)
{
	return (struct pk_mark){ sink->findings.n, sink->notes.n, sink->facts.n };
}

void pk_mark_return(struct pk_sink *sink, struct pk_mark mark)
{
	sink->findings.n = mark.findings;
	sink->notes.n = mark.notes;
	sink->facts.n = mark.facts;
}

bool pk_pack_write(const struct pk_rules *rules, const struct pk_sink *sink, struct pk_mark from, struct buf *out)
{
	struct tape t = { .out = out, .rules = rules };
	uint32_t n;

	n = sink->findings.n - from.findings;
	length(&t, &n);
	for (uint32_t i = from.findings; i < sink->findings.n; i++)
		finding(&t, sink->findings.v[i]);
	n = sink->notes.n - from.notes;
	length(&t, &n);
	for (uint32_t i = from.notes; i < sink->notes.n; i++)
		note(&t, &sink->notes.v[i]);
	n = sink->facts.n - from.facts;
	length(&t, &n);
	for (uint32_t i = from.facts; i < sink->facts.n; i++)
		fact(&t, &sink->facts.v[i]);
	return !t.bad && !out->cut;
}

bool pk_pack_read(const struct pk_rules *rules, struct str bytes, struct pk_sink *sink)
{
	struct tape t = { .reading = true, .in = bytes, .arena = sink->arena, .rules = rules };
	struct pk_mark before = pk_mark_of(sink);
	uint32_t n = 0;

	length(&t, &n);
	for (uint32_t i = 0; i < n && !t.bad; i++) {
		struct pk_finding *f = arena_new(sink->arena, struct pk_finding);

		finding(&t, f);
		vec_push(sink->arena, &sink->findings, f);
	}
	length(&t, &n);
	for (uint32_t i = 0; i < n && !t.bad; i++) {
		vec_push(sink->arena, &sink->notes, (struct pk_note_item){ 0 });
		note(&t, &sink->notes.v[sink->notes.n - 1]);
	}
	length(&t, &n);
	for (uint32_t i = 0; i < n && !t.bad; i++) {
		vec_push(sink->arena, &sink->facts, (struct pk_fact_item){ 0 });
		fact(&t, &sink->facts.v[sink->facts.n - 1]);
	}
	if (!t.bad && t.in.n == 0)
		return true;
	pk_mark_return(sink, before);
	return false;
}
