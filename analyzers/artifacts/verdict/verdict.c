#include "verdict.h"

#include "classes.h"
#include "util/vec.h"
#include "ways.h"

enum {
	MAX_NAME = 500, /* longer names are nobody's */
	MAX_PARTS = 16, /* of a dotted name that are looked at */
};

#define CLASS STR("<class>")
#define ANY   STR("*")

const char *pk_verdict_name(enum pk_verdict v)
{
	static const char *const names[] = {
		[PK_ALLOWED] = "allowed",   [PK_LIBRARY] = "library class", [PK_UNLISTED] = "unlisted",
		[PK_LOCAL] = "of the tree", [PK_DANGEROUS] = "dangerous",
	};

	return names[v];
}

void pk_verdicts_init(struct pk_verdicts *v, struct arena *arena)
{
	*v = (struct pk_verdicts){ .arena = arena };
	map_init(&v->modules, arena);
	map_init(&v->acts, arena);
	map_init(&v->python2, arena);
}

/* "module name" in buf; empty when too long. */
static struct str join(char *buf, struct str module, struct str name)
{
	if (module.n + name.n + 1 > MAX_NAME)
		return STR("");
	memcpy(buf, module.p, module.n);
	buf[module.n] = ' ';
	memcpy(buf + module.n + 1, name.p, name.n);
	return (struct str){ buf, module.n + 1 + name.n };
}

static void add(struct pk_verdicts *v, struct map *map, const struct yaml *lists, enum pk_verdict verdict)
{
	yaml_each(module, lists) {
		uint64_t *first = map_put(map, yaml_key(module), NULL);
		struct pk_name_list list = { yaml_scalar(module), verdict, (uint32_t)*first };

		vec_push(v->arena, &v->lists, list);
		*first = v->lists.n;
	}
}

void pk_verdicts_add(struct pk_verdicts *v, const struct yaml *globals, enum pk_verdict verdict)
{
	add(v, &v->modules, globals, verdict);
}

void pk_verdicts_add_acts(struct pk_verdicts *v, const struct yaml *acts)
{
	add(v, &v->acts, acts, PK_DANGEROUS);
}

void pk_verdicts_add_python2(struct pk_verdicts *v, const struct yaml *names)
{
	yaml_each(item, names) {
		*map_put(&v->python2, yaml_key(item), NULL) = v->renamed.n;
		vec_push(v->arena, &v->renamed, yaml_scalar(item));
	}
}

void pk_verdict_modern(const struct pk_verdicts *v, struct str *module, struct str *name)
{
	char buf[MAX_NAME];
	const uint64_t *hit = map_get(&v->python2, join(buf, *module, *name));
	struct str to, part;

	if (!hit)
		hit = map_get(&v->python2, *module);
	if (!hit)
		return;
	to = v->renamed.v[*hit];
	if (!str_cut(&to, ' ', &part))
		return;
	*module = part;
	if (str_cut(&to, ' ', &part))
		*name = part;
}

/* Also what Cython writes to make one of its classes again. */
static bool is_class(struct str name)
{
	if (str_starts(name, STR("__pyx_unpickle_")))
		name = str_slice(name, 15, name.n);
	while (name.n && name.p[0] == '_')
		name = str_slice(name, 1, name.n);
	return name.n && name.p[0] >= 'A' && name.p[0] <= 'Z' && !memchr(name.p, '.', name.n);
}

/* Whether the name is in the list, and what stands behind it. */
static bool holds(struct str names, struct str name, struct str *ways)
{
	for (size_t at = str_find(names, name, 0); at != SIZE_MAX; at = str_find(names, name, at + 1)) {
		size_t end = at + name.n, stop;

		if ((at && names.p[at - 1] != ' ') || (end < names.n && names.p[end] != ' ' && names.p[end] != '='))
			continue;
		stop = str_find(names, STR(" "), end);
		*ways = end < names.n && names.p[end] == '=' ? str_slice(names, end + 1, stop < names.n ? stop : names.n) : STR("");
		return true;
	}
	return false;
}

/* What is found of a name. */
struct hit {
	enum pk_verdict verdict;
	struct str ways;
};

/* Whether the name stands in the module's lists; the worst of them is the verdict. */
static bool is_listed(const struct pk_verdicts *v, const struct map *map, struct str module, struct str name, struct hit *out)
{
	const uint64_t *first = map_get(map, module);
	struct str ways;
	bool found = false;

	if (!first || memchr(name.p, ' ', name.n) || memchr(name.p, '=', name.n))
		return false;
	for (uint64_t i = *first; i; i = v->lists.v[i - 1].next) {
		const struct pk_name_list *list = &v->lists.v[i - 1];

		if ((!found || list->verdict > out->verdict) && holds(list->names, name, &ways)) {
			*out = (struct hit){ list->verdict, ways };
			found = true;
		}
	}
	return found;
}

static int compare(struct str a, const char *b)
{
	size_t n = strlen(b);
	int order = memcmp(a.p, b, a.n < n ? a.n : n);

	return order ? order : (a.n > n) - (a.n < n);
}

/* The first row of the module; pk_class_rows_n when there is none. */
static uint32_t first_row(struct str module)
{
	uint32_t low = 0, high = pk_class_rows_n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare(module, pk_class_rows[middle].module) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_act(const char *kind)
{
	size_t n = strlen(kind);

	return kind[n - 1] == 's' && n > 5; /* opens, starts ...: not class */
}

/* The kind of a class that is known by its source: how it is made, or with `acts` what its constructor does. */
static bool is_known_class(struct str module, struct str name, bool acts, struct str *kind)
{
	struct str ignored;

	if (memchr(name.p, ' ', name.n))
		return false;
	for (uint32_t i = first_row(module); i < pk_class_rows_n && compare(module, pk_class_rows[i].module) == 0; i++) {
		if (is_act(pk_class_rows[i].kind) != acts || !holds(str_from(pk_class_rows[i].names), name, &ignored))
			continue;
		*kind = str_from(pk_class_rows[i].kind);
		return true;
	}
	return false;
}

static bool find(const struct pk_verdicts *v, const struct map *map, struct str module, struct str name, struct hit *out)
{
	return is_listed(v, map, module, name, out) || (is_class(name) && is_listed(v, map, module, CLASS, out)) ||
	       is_listed(v, map, module, ANY, out);
}

/* Its first parts, as many as are looked at. */
static struct str cut_parts(struct str module)
{
	int dots = 0;

	for (size_t i = 0; i < module.n; i++)
		if (module.p[i] == '.' && ++dots == MAX_PARTS)
			return str_slice(module, 0, i);
	return module;
}

/* What the lists say of an exact (module, name), in the module or below one that ends in *. */
static bool look_through(const struct pk_verdicts *v, const struct map *map, struct str module, struct str name, struct hit *out)
{
	char pattern[MAX_NAME];
	struct str head = cut_parts(module);

	if (module.n + name.n + 3 > MAX_NAME)
		return false;
	if (find(v, map, module, name, out))
		return true;
	while (head.n) {
		size_t dot;

		memcpy(pattern, head.p, head.n);
		memcpy(pattern + head.n, ".*", 2);
		if (find(v, map, (struct str){ pattern, head.n + 2 }, name, out))
			return true;
		dot = str_rfind(head, '.');
		head.n = dot == SIZE_MAX ? 0 : dot;
	}
	return false;
}

/* A list that names it goes first, then what its source says, then lists of kinds of names. */
static struct hit look_up(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct hit hit = { PK_UNLISTED, STR("") };
	struct str kind;

	if (is_listed(v, &v->modules, module, name, &hit)) {
		if (!hit.ways.n && hit.verdict <= PK_LIBRARY && is_known_class(module, name, false, &kind))
			hit.ways = kind;
		return hit;
	}
	if (look_through(v, &v->modules, module, name, &hit) && hit.verdict == PK_DANGEROUS)
		return hit;
	return is_known_class(module, name, false, &kind) ? (struct hit){ PK_LIBRARY, kind } : hit;
}

/* A name with dots is walked by getattr: harmless only when it was listed so, or goes from class to class in a library. */
static enum pk_verdict walked(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct str rest = name, part, before = STR("");
	enum pk_verdict head = look_up(v, module, str_slice(name, 0, (size_t)((char *)memchr(name.p, '.', name.n) - name.p))).verdict;
	bool classes = true;
	int n = 0;

	if (head == PK_DANGEROUS)
		return PK_DANGEROUS;
	while (str_cut(&rest, '.', &part)) {
		if (n++ == MAX_PARTS || str_starts(part, STR("__")))
			return PK_DANGEROUS;
		if (before.n && look_up(v, before, part).verdict == PK_DANGEROUS)
			return PK_DANGEROUS;
		classes = classes && is_class(part);
		before = part;
	}
	return classes && head == PK_LIBRARY ? PK_LIBRARY : PK_UNLISTED;
}

static struct hit judge(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct hit hit = look_up(v, module, name), ignored;
	struct str kind;

	if (hit.verdict == PK_DANGEROUS || !memchr(name.p, '.', name.n))
		return hit;
	if (is_listed(v, &v->modules, module, name, &ignored) || is_known_class(module, name, false, &kind))
		return hit;
	return (struct hit){ walked(v, module, name), STR("") };
}

enum pk_verdict pk_verdict_of(const struct pk_verdicts *v, struct str module, struct str name, struct str *ways)
{
	struct str new_module = module, new_name = name, ignored = STR("");
	struct hit now, old;

	ways = ways ? ways : &ignored;
	*ways = STR("");
	if (!module.n || !name.n)
		return PK_UNLISTED;
	pk_verdict_modern(v, &new_module, &new_name);
	now = judge(v, new_module, new_name);
	*ways = now.ways;
	if (str_eq(module, new_module) && str_eq(name, new_name))
		return now.verdict;
	old = judge(v, module, name);
	return old.verdict == PK_DANGEROUS ? PK_DANGEROUS : now.verdict;
}

struct str pk_verdict_act(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct hit hit;
	struct str act;

	pk_verdict_modern(v, &module, &name);
	if (is_known_class(module, name, true, &act))
		return act;
	return look_through(v, &v->acts, module, name, &hit) ? hit.ways : STR("");
}
