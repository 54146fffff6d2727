#include "map.h"

#include "vec.h"

enum {
	DOTTED_MAX = 512, /* longer names are kept whole, which bounds the recursion over their parts */
};

struct map_slot {
	struct str key; /* p is NULL when free */
	uint64_t hash;
	uint64_t value;
};

void map_init(struct map *m, struct arena *arena)
{
	*m = (struct map){ .arena = arena };
}

static struct map_slot *find_slot(const struct map *m, struct str key, uint64_t hash)
{
	uint32_t mask = m->cap - 1;
	uint32_t i = (uint32_t)hash & mask;

	while (m->slots[i].key.p && !(m->slots[i].hash == hash && str_eq(m->slots[i].key, key)))
		i = (i + 1) & mask;
	return &m->slots[i];
}

uint64_t *map_get(const struct map *m, struct str key)
{
	struct map_slot *slot;

	if (!m->cap)
		return NULL;
	slot = find_slot(m, key, str_hash(key));
	return slot->key.p ? &slot->value : NULL;
}

void map_reserve(struct map *m, uint32_t n)
{
	struct map_slot *old = m->slots;
	uint32_t old_cap = m->cap;

	if (n < m->cap / 2)
		return;
	m->cap = m->cap ? m->cap : 64;
	while (m->cap / 2 <= n)
		m->cap *= 2;
	m->slots = arena_zalloc(m->arena, m->cap, sizeof(*m->slots));
	for (uint32_t i = 0; i < old_cap; i++)
		if (old[i].key.p)
			*find_slot(m, old[i].key, old[i].hash) = old[i];
}

static struct map_slot *put(struct map *m, struct str key, bool *fresh)
{
	uint64_t hash = str_hash(key);
	struct map_slot *slot;

	map_reserve(m, m->n);
	slot = find_slot(m, key, hash);
	if (fresh)
		*fresh = !slot->key.p;
	if (!slot->key.p) {
		slot->key = arena_str(m->arena, key);
		slot->hash = hash;
		slot->value = 0;
		m->n++;
	}
	return slot;
}

uint64_t *map_put(struct map *m, struct str key, bool *fresh)
{
	return &put(m, key, fresh)->value;
}

void intern_init(struct intern *in, struct arena *arena, const struct intern *base)
{
	*in = (struct intern){ .base = base, .arena = arena };
	in->first = base ? base->first + base->entries.n : 1;
	map_init(&in->map, arena);
}

void intern_begin(struct intern *in, const struct intern_table *table)
{
	in->table = *table;
	in->first = table->n + 1;
}

static struct intern_entry table_entry(const struct intern_table *t, sym_t sym)
{
	const struct intern_row *row = &t->rows[sym - 1];

	return (struct intern_entry){ { t->texts + row->at, row->n }, row->parent, row->last };
}

static sym_t table_find(const struct intern_table *t, struct str text)
{
	uint32_t i = (uint32_t)str_hash(text);
	sym_t sym;

	if (!t->n)
		return 0;
	for (; (sym = t->slots[i & (t->n_slots - 1)]); i++)
		if (str_eq(table_entry(t, sym).text, text))
			return sym;
	return 0;
}

sym_t intern_find(const struct intern *in, struct str text)
{
	const struct intern *bottom = in;

	for (; in; bottom = in, in = in->base) {
		uint64_t *value = map_get(&in->map, text);

		if (value)
			return (sym_t)*value;
	}
	return bottom ? table_find(&bottom->table, text) : 0;
}

static struct intern_entry entry(const struct intern *in, sym_t sym)
{
	while (sym < in->first && in->base)
		in = in->base;
	return sym < in->first ? table_entry(&in->table, sym) : in->entries.v[sym - in->first];
}

sym_t intern(struct intern *in, struct str text)
{
	struct intern_entry e = { 0 };
	size_t dot;
	struct map_slot *slot;
	sym_t sym;

	if (text.n == 0)
		return 0;
	sym = intern_find(in, text);
	if (sym)
		return sym;
	dot = text.n <= DOTTED_MAX ? str_rfind(text, '.') : SIZE_MAX;
	if (dot != SIZE_MAX && dot > 0 && dot + 1 < text.n) {
		e.parent = intern(in, str_slice(text, 0, dot));
		e.last = intern(in, str_slice(text, dot + 1, text.n));
	}
	slot = put(&in->map, text, NULL);
	e.text = slot->key;
	vec_push(in->arena, &in->entries, e);
	slot->value = in->first + in->entries.n - 1;
	return (sym_t)slot->value;
}

sym_t intern_join(struct intern *in, sym_t a, sym_t b)
{
	struct str l, r;
	char small[256], *joined = small;

	if (!a)
		return b;
	l = intern_text(in, a);
	r = intern_text(in, b);
	if (l.n + r.n + 1 > sizeof(small))
		joined = arena_alloc(in->arena, l.n + r.n + 1);
	memcpy(joined, l.p, l.n);
	joined[l.n] = '.';
	memcpy(joined + l.n + 1, r.p, r.n);
	return intern(in, (struct str){ joined, l.n + r.n + 1 });
}

struct str intern_text(const struct intern *in, sym_t sym)
{
	return sym ? entry(in, sym).text : STR("");
}

sym_t intern_parent(const struct intern *in, sym_t sym)
{
	return sym ? entry(in, sym).parent : 0;
}

sym_t intern_last(const struct intern *in, sym_t sym)
{
	return sym ? entry(in, sym).last : 0;
}
