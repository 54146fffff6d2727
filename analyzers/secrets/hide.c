#include "hide.h"

enum {
	MARGIN = 1024, /* raw bytes round a place that its shown lines may take in */
	SHOWN = 8192,
	PART = 6
};

/* Pieces of a joined secret, as they stand in its source. */
static void redact_parts(const struct pk_hidden_secret *h, struct pk_finding *f, struct pk_sink *out)
{
	size_t n = 0;

	for (size_t at = 0; at + PART <= h->source.n; at += n ? n : 1) {
		size_t from = str_find(h->secret, str_slice(h->source, at, at + PART), 0);

		for (n = 0; from != SIZE_MAX && from + n < h->secret.n && at + n < h->source.n; n++)
			if (h->source.p[at + n] != h->secret.p[from + n])
				break;
		if (n)
			pk_redact(out, f, str_slice(h->source, at, at + n));
	}
}

static void redact(const struct pk_hidden_secret *h, struct pk_finding *f, struct pk_sink *out)
{
	if (h->encoded)
		pk_redact(out, f, h->source);
	pk_redact(out, f, h->secret);
	if (!h->encoded && !str_eq(h->secret, h->source))
		redact_parts(h, f, out);
}

/* The first secret that ends behind the offset. */
static uint32_t first_behind(const struct pk_hidden *hidden, uint32_t offset)
{
	uint32_t low = 0, high = hidden->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (hidden->v[mid].finding->at.end.offset > offset)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

static void hide_near(const struct pk_hidden *hidden, const struct pk_region *at, struct pk_finding *f, struct pk_sink *out)
{
	uint32_t from = at->start.offset > MARGIN ? at->start.offset - MARGIN : 0;
	uint32_t length = at->end.offset - at->start.offset;
	uint32_t to = at->start.offset + (length < SHOWN ? length : SHOWN) + MARGIN;

	for (uint32_t i = first_behind(hidden, from); i < hidden->n && hidden->v[i].finding->at.start.offset < to; i++)
		redact(&hidden->v[i], f, out);
}

/* What facts remember is shown by findings that are made after the last file. */
static void hide_in_facts(const struct pk_hidden *hidden, struct pk_unit *u, struct pk_sink *out)
{
	for (uint32_t i = out->facts.n; i-- > 0 && str_eq(out->facts.v[i].at.path, u->path);) {
		struct pk_finding shown = { .at = out->facts.v[i].at };

		hide_near(hidden, &out->facts.v[i].at, &shown, out);
		out->facts.v[i].at = shown.at;
	}
}

void pk_secrets_hide(const struct pk_hidden *hidden, struct pk_unit *u, struct pk_sink *out)
{
	for (uint32_t i = out->findings.n - hidden->n; i < out->findings.n; i++)
		redact(&hidden->v[i + hidden->n - out->findings.n], out->findings.v[i], out);
	for (uint32_t i = out->findings.n; i-- > 0;) {
		struct pk_finding *f = out->findings.v[i];

		if (!str_eq(f->at.path, u->path))
			break;
		hide_near(hidden, &f->at, f, out);
		for (uint32_t k = 0; k < f->n_related; k++)
			hide_near(hidden, &f->related[k], f, out);
		for (uint32_t k = 0; k < f->n_flow; k++)
			hide_near(hidden, &f->flow[k], f, out);
	}
	hide_in_facts(hidden, u, out);
}
