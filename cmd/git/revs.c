#include "git/revs.h"

#include "util/limits.h"
#include "util/vec.h"

static struct str key_of(const struct pk_git_id *id)
{
	return (struct str){ (const char *)id->bytes, PK_GIT_ID };
}

static uint32_t add(struct pk_revs *r, const struct pk_git_id *id)
{
	bool fresh;
	uint64_t *slot = map_put(&r->index, key_of(id), &fresh);

	if (fresh) {
		*slot = r->n;
		vec_push(r->arena, r, (struct pk_rev){ .id = *id });
	}
	return (uint32_t)*slot;
}

uint32_t pk_revs_find(const struct pk_revs *r, const struct pk_git_id *id)
{
	return (uint32_t)*map_get(&r->index, key_of(id));
}

/* ---- reading ---- */

/* "committer A U Thor <mail> 1700000000 +0100" */
static int64_t time_of(struct str line)
{
	struct str rest = str_trim(str_slice(line, str_rfind(line, '>') + 1, line.n)), word;
	int64_t t;

	return str_cut(&rest, ' ', &word) && str_to_int(word, &t) ? t : 0;
}

/* The header of a commit. False when it has no tree. */
static bool parse(struct pk_revs *r, uint32_t at, struct str text)
{
	struct pk_rev rev = r->v[at];
	struct pk_git_id id;
	struct str line;
	bool has_tree = false;

	rev.first = r->parents.n;
	while (str_cut(&text, '\n', &line) && line.n) {
		if (str_starts(line, STR("tree ")))
			has_tree = pk_git_id(str_slice(line, 5, line.n), &rev.tree);
		else if (str_starts(line, STR("parent ")) && pk_git_id(str_slice(line, 7, line.n), &id))
			vec_push(r->arena, &r->parents, add(r, &id));
		else if (str_starts(line, STR("committer ")))
			rev.time = time_of(line);
	}
	rev.n_parents = r->parents.n - rev.first;
	r->v[at] = rev;
	return has_tree;
}

/* Where a shallow clone ends, its commits name parents that were left away: that is noted once, for all. */
static void read_all(struct pk_revs *r, struct pk_git *g, struct pk_sink *notes)
{
	bool is_shallow = pk_git_is_shallow(g);
	struct io_buffer buffer = { 0 };
	char hex[PK_GIT_HEX];

	if (is_shallow)
		pk_note(notes, STR("."), "shallow", 0, "is a shallow clone: older commits are not in it");
	for (uint32_t i = 0; i < r->n; i++) {
		enum io_status s = pk_git_object(g, &r->v[i].id, PK_GIT_COMMIT, PK_MAX_GIT_OBJECT, &buffer);

		r->v[i].is_gone = s != IO_OK || !parse(r, i, io_text(&buffer));
		if (!r->v[i].is_gone || (s == IO_GONE && is_shallow))
			continue;
		pk_git_hex(&r->v[i].id, hex);
		pk_note(notes, STR("."), s == IO_GONE ? "missing" : "broken", 0,
			"commit %.12s %s: it and what is only older are not looked at", hex,
			s == IO_GONE ? "is not there" : "cannot be read");
	}
	io_buffer_release(&buffer);
}

static void hide(struct pk_revs *r, const struct pk_git_ids *since)
{
	struct places VEC(uint32_t) todo = { 0 };

	for (uint32_t i = 0; i < since->n; i++)
		vec_push(r->arena, &todo, pk_revs_find(r, &since->v[i]));
	for (uint32_t i = 0; i < todo.n; i++) {
		struct pk_rev *rev = &r->v[todo.v[i]];

		for (uint32_t k = 0; !rev->is_hidden && k < rev->n_parents; k++)
			vec_push(r->arena, &todo, r->parents.v[rev->first + k]);
		rev->is_hidden = true;
	}
}

/* ---- order ---- */

/* Commits all of whose children are placed, the newest on top. */
struct heap {
	const struct pk_revs *revs;
	uint32_t *v, n;
};

static bool is_newer(const struct heap *h, uint32_t a, uint32_t b)
{
	const struct pk_rev *x = &h->revs->v[a], *y = &h->revs->v[b];

	return x->time != y->time ? x->time > y->time : a < b;
}

static void swap(struct heap *h, uint32_t a, uint32_t b)
{
	uint32_t kept = h->v[a];

	h->v[a] = h->v[b];
	h->v[b] = kept;
}

static void push(struct heap *h, uint32_t rev)
{
	uint32_t at = h->n++;

	h->v[at] = rev;
	for (; at && is_newer(h, h->v[at], h->v[(at - 1) / 2]); at = (at - 1) / 2)
		swap(h, at, (at - 1) / 2);
}

static uint32_t pop(struct heap *h)
{
	uint32_t top = h->v[0], at = 0, child;

	h->v[0] = h->v[--h->n];
	while ((child = 2 * at + 1) < h->n) {
		if (child + 1 < h->n && is_newer(h, h->v[child + 1], h->v[child]))
			child++;
		if (!is_newer(h, h->v[child], h->v[at]))
			break;
		swap(h, child, at);
		at = child;
	}
	return top;
}

static bool counts(const struct pk_rev *rev)
{
	return !rev->is_gone && !rev->is_hidden;
}

/* Children before parents, then turned round. Only forged commits are in a circle: they come last. */
static void order(struct pk_revs *r)
{
	uint32_t *children = arena_zalloc(r->arena, r->n, sizeof(*children));
	struct heap heap = { r, arena_zalloc(r->arena, r->n, sizeof(uint32_t)), 0 };
	bool *placed = arena_zalloc(r->arena, r->n, sizeof(*placed));
	uint32_t *out = arena_zalloc(r->arena, r->n, sizeof(*out)), n = 0;

	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t k = 0; counts(&r->v[i]) && k < r->v[i].n_parents; k++)
			children[r->parents.v[r->v[i].first + k]]++;
	for (uint32_t i = 0; i < r->n; i++)
		if (counts(&r->v[i]) && !children[i])
			push(&heap, i);
	while (heap.n) {
		const struct pk_rev *rev = &r->v[out[n++] = pop(&heap)];

		placed[out[n - 1]] = true;
		for (uint32_t k = 0; k < rev->n_parents; k++) {
			uint32_t parent = r->parents.v[rev->first + k];

			if (--children[parent] == 0 && counts(&r->v[parent]))
				push(&heap, parent);
		}
	}
	for (uint32_t i = 0; i < n / 2; i++) {
		uint32_t kept = out[i];

		out[i] = out[n - 1 - i];
		out[n - 1 - i] = kept;
	}
	for (uint32_t i = 0; i < r->n; i++)
		if (counts(&r->v[i]) && !placed[i])
			out[n++] = i;
	r->order = out;
	r->n_order = n;
}

void pk_revs_read(struct pk_revs *r, struct arena *arena, struct pk_git *g, const struct pk_git_ids *tips, const struct pk_git_ids *since,
		  struct pk_sink *notes)
{
	*r = (struct pk_revs){ .arena = arena };
	map_init(&r->index, arena);
	for (uint32_t i = 0; i < tips->n; i++)
		(void)add(r, &tips->v[i]);
	for (uint32_t i = 0; i < since->n; i++)
		(void)add(r, &since->v[i]);
	read_all(r, g, notes);
	hide(r, since);
	order(r);
}
