#include "judge/usage.h"

#include <stdlib.h>

#include "util/vec.h"

static const struct serializer {
	const char *name;
	bool unsafe;
	const char *text, *unless;
} serializers[] = {
#define SERIALIZER(name, unsafe, text, unless) { name, unsafe, text, unless },
#include "usage.def"
#undef SERIALIZER
};

enum { N_SERIALIZERS = sizeof(serializers) / sizeof(*serializers) };

/* The table's rows under one name are one item. */
void pk_usage_init(struct pk_usage *u, struct arena *arena)
{
	*u = (struct pk_usage){ .arena = arena };
	map_init(&u->index, arena);
	for (size_t i = 0; i < N_SERIALIZERS; i++)
		if (i == 0 || strcmp(serializers[i].name, serializers[i - 1].name) != 0)
			vec_push(arena, &u->serializers, (struct pk_usage_item){ str_from(serializers[i].name), 0, serializers[i].unsafe });
}

static void add_module(struct pk_usage *u, struct str name, uint32_t n)
{
	uint64_t *at = map_put(&u->index, name, NULL);

	if (!*at) {
		vec_push(u->arena, &u->modules, (struct pk_usage_item){ .name = arena_str(u->arena, name) });
		*at = u->modules.n;
	}
	u->modules.v[*at - 1].n += n;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* The first part of a dotted name at the start of text; "" for a relative one. */
static struct str top_module(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_name(text.p[n]))
		n++;
	return str_slice(text, 0, n);
}

static void count_once(struct pk_usage *u, struct map *seen, struct str name)
{
	bool fresh;

	(void)map_put(seen, name, &fresh);
	if (fresh && name.n)
		add_module(u, name, 1);
}

/* `import a.b, c as d` and `from a.b import c`. */
static void count_imports(struct pk_usage *u, struct map *seen, struct str line)
{
	struct str rest, one;

	if (str_starts(line, STR("from ")) && str_find(line, STR(" import"), 5) != SIZE_MAX)
		count_once(u, seen, top_module(str_trim(str_slice(line, 5, line.n))));
	if (!str_starts(line, STR("import ")))
		return;
	rest = str_slice(line, 7, line.n);
	while (str_cut(&rest, ',', &one))
		count_once(u, seen, top_module(str_trim(one)));
}

static bool uses(const struct serializer *s, struct str line)
{
	size_t at = str_find(line, str_from(s->text), 0);

	return at != SIZE_MAX && (at == 0 || !is_name(line.p[at - 1])) &&
	       (!s->unless || str_find(line, str_from(s->unless), 0) == SIZE_MAX);
}

static void count_serializers(struct pk_usage *u, struct str line)
{
	uint32_t item = 0;
	bool counted = false;

	if (!memchr(line.p, '.', line.n) && !memchr(line.p, '=', line.n) && !memchr(line.p, '(', line.n))
		return;
	for (size_t i = 0; i < N_SERIALIZERS; i++) {
		if (i && strcmp(serializers[i].name, serializers[i - 1].name) != 0) {
			item++;
			counted = false;
		}
		if (!counted && uses(&serializers[i], line)) {
			u->serializers.v[item].n++;
			counted = true;
		}
	}
}

void pk_usage_add(struct pk_usage *u, struct arena *temp, struct str code)
{
	struct str line;
	struct map seen;

	map_init(&seen, temp);
	while (str_cut(&code, '\n', &line)) {
		line = str_trim(line);
		if (!line.n || line.p[0] == '#')
			continue;
		count_imports(u, &seen, line);
		count_serializers(u, line);
	}
}

void pk_usage_merge(struct pk_usage *into, const struct pk_usage *from)
{
	for (uint32_t i = 0; i < from->modules.n; i++)
		add_module(into, from->modules.v[i].name, from->modules.v[i].n);
	for (uint32_t i = 0; i < from->serializers.n; i++)
		into->serializers.v[i].n += from->serializers.v[i].n;
}

static int most_first(const void *a, const void *b)
{
	const struct pk_usage_item *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n ? 1 : -1) : str_cmp(x->name, y->name);
}

void pk_usage_sort(struct pk_usage *u)
{
	if (u->modules.n)
		qsort(u->modules.v, u->modules.n, sizeof(*u->modules.v), most_first);
	qsort(u->serializers.v, u->serializers.n, sizeof(*u->serializers.v), most_first);
}
