#include "verdict.h"

#include "util/vec.h"

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

void pk_verdicts_add(struct pk_verdicts *v, const struct yaml *globals, enum pk_verdict verdict)
{
	yaml_each(module, globals) {
		uint64_t *first = map_put(&v->modules, yaml_key(module), NULL);
		struct pk_name_list list = { yaml_scalar(module), verdict, (uint32_t)*first };

		vec_push(v->arena, &v->lists, list);
		*first = v->lists.n;
	}
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

static bool holds(struct str names, struct str name)
{
	for (size_t at = str_find(names, name, 0); at != SIZE_MAX; at = str_find(names, name, at + 1)) {
		size_t end = at + name.n;

		if ((at == 0 || names.p[at - 1] == ' ') && (end == names.n || names.p[end] == ' '))
			return true;
	}
	return false;
}

/* Whether the name stands in the module's lists; the worst of them is the verdict. */
static bool is_listed(const struct pk_verdicts *v, struct str module, struct str name, enum pk_verdict *out)
{
	const uint64_t *first = map_get(&v->modules, module);
	bool found = false;

	if (!first || memchr(name.p, ' ', name.n))
		return false;
	for (uint64_t i = *first; i; i = v->lists.v[i - 1].next) {
		const struct pk_name_list *list = &v->lists.v[i - 1];

		if ((!found || list->verdict > *out) && holds(list->names, name)) {
			*out = list->verdict;
			found = true;
		}
	}
	return found;
}

static bool find(const struct pk_verdicts *v, struct str module, struct str name, enum pk_verdict *out)
{
	return is_listed(v, module, name, out) || (is_class(name) && is_listed(v, module, CLASS, out)) || is_listed(v, module, ANY, out);
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

/* The list's word on an exact (module, name). */
static enum pk_verdict look_up(const struct pk_verdicts *v, struct str module, struct str name)
{
	char pattern[MAX_NAME];
	enum pk_verdict verdict = PK_UNLISTED;
	struct str head = cut_parts(module);

	if (module.n + name.n + 3 > MAX_NAME || find(v, module, name, &verdict))
		return verdict;
	while (head.n) {
		size_t dot;

		memcpy(pattern, head.p, head.n);
		memcpy(pattern + head.n, ".*", 2);
		if (find(v, (struct str){ pattern, head.n + 2 }, name, &verdict))
			return verdict;
		dot = str_rfind(head, '.');
		head.n = dot == SIZE_MAX ? 0 : dot;
	}
	return PK_UNLISTED;
}

/* A name with dots is walked by getattr: harmless only when it was listed so, or goes from class to class in a library. */
static enum pk_verdict walked(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct str rest = name, part, before = STR("");
	enum pk_verdict head = look_up(v, module, str_slice(name, 0, (size_t)((char *)memchr(name.p, '.', name.n) - name.p)));
	bool classes = true;
	int n = 0;

	if (head == PK_DANGEROUS)
		return PK_DANGEROUS;
	while (str_cut(&rest, '.', &part)) {
		if (n++ == MAX_PARTS || str_starts(part, STR("__")))
			return PK_DANGEROUS;
		if (before.n && look_up(v, before, part) == PK_DANGEROUS)
			return PK_DANGEROUS;
		classes = classes && is_class(part);
		before = part;
	}
	return classes && head == PK_LIBRARY ? PK_LIBRARY : PK_UNLISTED;
}

static enum pk_verdict judge(const struct pk_verdicts *v, struct str module, struct str name)
{
	enum pk_verdict verdict = look_up(v, module, name);

	if (verdict != PK_DANGEROUS && memchr(name.p, '.', name.n)) {
		enum pk_verdict ignored;

		if (!is_listed(v, module, name, &ignored))
			return walked(v, module, name);
	}
	return verdict;
}

enum pk_verdict pk_verdict_of(const struct pk_verdicts *v, struct str module, struct str name)
{
	struct str new_module = module, new_name = name;
	enum pk_verdict old, now;

	if (!module.n || !name.n)
		return PK_UNLISTED;
	pk_verdict_modern(v, &new_module, &new_name);
	now = judge(v, new_module, new_name);
	if (str_eq(module, new_module) && str_eq(name, new_name))
		return now;
	old = judge(v, module, name);
	return old == PK_DANGEROUS ? old : now;
}
