#include "judge.h"

#include "lookalike.h"
#include "source/unit/edit.h"

struct name {
	char p[PK_MAX_PACKAGE_NAME];
	size_t n;
};

static struct name normalise(struct str text)
{
	struct name out;

	out.n = pk_package_normalise(text.p, text.n, out.p);
	return out;
}

static struct str text_at(uint32_t at)
{
	return str_from(pk_package_text + at);
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

/* ---- saying it ---- */

/* Every `key` of the text gives way to `value`. */
static struct str fill(struct arena *a, struct str text, struct str key, struct str value)
{
	for (size_t at = str_find(text, key, 0); at != SIZE_MAX; at = str_find(text, key, at + value.n))
		text = arena_printf(a, "%.*s%.*s%.*s", (int)at, text.p, STR_ARG(value), (int)(text.n - at - key.n), text.p + at + key.n);
	return text;
}

struct pk_finding *pk_judge_say(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out, struct span at,
				struct pk_verdict verdict)
{
	const struct pk_rule *rule = plan->rules[verdict.rule];
	struct str name = str_slice(u->text, at.start, at.end);
	struct pk_finding *f;

	if (!rule || !pk_rule_path(rule, u->path))
		return NULL;
	f = pk_emit(out, rule, u, at);
	f->message = fill(out->arena, f->message, STR("$RIGHT"), verdict.right);
	f->message = fill(out->arena, f->message, STR("$NAME"), name);
	f->norm = arena_str(out->arena, name);
	return f;
}

void pk_judge_fix(struct pk_unit *u, struct arena *a, struct span at, struct str right, struct pk_finding *f)
{
	struct pk_raw_edit edit;
	struct pk_edit *kept;

	if (!pk_unit_edit(u, a, at, right, &edit))
		return;
	kept = arena_new(a, struct pk_edit);
	*kept = (struct pk_edit){ edit.raw, arena_str(a, edit.text) };
	f->edits = kept;
	f->n_edits = 1;
	f->fix_text = arena_str(a, right);
}

/* ---- modules of the tree itself ---- */

static bool is_module_file(struct str name)
{
	static const char *const endings[] = { ".py", ".pyi", ".pyx", ".pxd", ".ipy", ".so", ".pyd" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_ends(name, str_from(endings[i])))
			return true;
	return false;
}

/* The module is a folder of the path, or its file. */
static bool holds(struct str path, struct str module)
{
	struct str part;

	while (str_cut(&path, '/', &part)) {
		if (!str_starts(part, module))
			continue;
		if (part.n == module.n ? path.p != NULL : !path.p && part.p[module.n] == '.' && is_module_file(part))
			return true;
	}
	return false;
}

bool pk_judge_is_local(const struct pk_sink *out, struct str path, struct str module)
{
	const struct pk_paths *paths = out->paths;

	for (uint32_t i = 0; paths && i < paths->n; i++)
		if (holds(paths->v[i], module))
			return true;
	return holds(path, module);
}

/* ---- imports ---- */

static bool is_known_module(const struct pk_package *p)
{
	return p && (p->rank || p->module || p->flags & PK_PACKAGE_STDLIB);
}

/* As one imports it: the module's own name, with `_` where a distribution has `-`. */
static struct str module_name(struct arena *a, const struct pk_package *p)
{
	struct str out = p->module ? text_at(p->module) : p->right_import ? text_at(p->right_import) : text_at(p->at);
	char *copy = arena_strdup(a, out);

	for (char *c = copy; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return (struct str){ copy, out.n };
}

static struct pk_verdict certain(enum pk_imports_rule rule, struct str right)
{
	return (struct pk_verdict){ rule, right, right };
}

static struct pk_verdict judge_script(struct arena *a, struct str text, enum pk_imports_rule rule)
{
	struct pk_verdict out = { .rule = PK_RULE_NONE };
	char ascii[PK_MAX_PACKAGE_NAME + 1];
	struct name name;

	if (!pk_lookalike_ascii(text, ascii))
		return out;
	name = normalise(str_from(ascii));
	if (is_known_module(pk_package_find(name.p, name.n)))
		out = certain(rule, arena_str(a, str_from(ascii)));
	return out;
}

/* A name on the list of wrong ones: a slip, or what the package is called where it is installed. */
static struct pk_verdict judge_wrong_import(const struct pk_package *p)
{
	bool slip = p->flags & PK_PACKAGE_WRONG_INSTALL && str_eq(text_at(p->right), text_at(p->right_import));

	return certain(slip ? PK_RULE_MISSPELT_IMPORT : PK_RULE_DISTRIBUTION_IMPORTED, text_at(p->right_import));
}

struct pk_verdict pk_judge_import(struct arena *a, struct str text)
{
	struct pk_verdict out = { .rule = PK_RULE_NONE };
	struct name name = normalise(text);
	const struct pk_package *p = pk_package_find(name.p, name.n);
	struct pk_lookalike like;

	if (!name.n || text.p[0] == '_')
		return out;
	if (p && p->flags & PK_PACKAGE_WRONG_IMPORT)
		return judge_wrong_import(p);
	if (is_known_module(p))
		return out;
	if (!is_ascii(text))
		return judge_script(a, text, PK_RULE_HOMOGLYPH_IMPORT);
	like = pk_lookalike_of((struct str){ name.p, name.n }, true);
	if (like.likeness == PK_UNLIKE)
		return out;
	out.rule = like.likeness == PK_LIKE ? PK_RULE_MISSPELT_IMPORT : PK_RULE_LOOKALIKE_IMPORT;
	out.right = module_name(a, like.meant);
	if (like.likeness == PK_LIKE && (like.meant->module || !(like.meant->flags & PK_PACKAGE_RENAMED)))
		out.fix = out.right;
	return out;
}

/* ---- packages ---- */

static struct pk_verdict judge_wrong_install(const struct pk_package *p)
{
	bool slip = p->right_import && str_eq(text_at(p->right), text_at(p->right_import));

	return certain(slip ? PK_RULE_MISSPELT_PACKAGE : PK_RULE_MODULE_INSTALLED, text_at(p->right));
}

/* What is installed under the name that was meant. */
static struct str package_name(const struct pk_package *p)
{
	return text_at(p->flags & PK_PACKAGE_WRONG_INSTALL ? p->right : p->at);
}

static struct pk_verdict judge_malicious(struct arena *a, const struct pk_package *p, struct pk_lookalike like)
{
	struct str id = p->osv ? text_at(p->osv) : STR("no OSV id");
	struct pk_verdict out = { .rule = PK_RULE_MALICIOUS_PACKAGE, .right = id };

	if (like.likeness == PK_LIKE) {
		out.fix = package_name(like.meant);
		out.right = arena_printf(a, "%.*s, near to `%.*s`", STR_ARG(id), STR_ARG(out.fix));
	}
	return out;
}

static struct pk_verdict judge_listed(const struct pk_package *p, bool is_conda)
{
	struct pk_verdict out = { .rule = PK_RULE_NONE, .right = text_at(p->right) };

	if (p->flags & PK_PACKAGE_WRONG_INSTALL && !is_conda)
		return judge_wrong_install(p);
	if (p->flags & PK_PACKAGE_INVENTED)
		out.rule = PK_RULE_INVENTED_PACKAGE;
	else if (p->flags & PK_PACKAGE_FILE)
		out.rule = PK_RULE_REQUIREMENTS_AS_PACKAGE;
	return out;
}

struct pk_verdict pk_judge_package(struct arena *a, struct str text, bool is_conda)
{
	struct name name = normalise(text);
	const struct pk_package *p = pk_package_find(name.p, name.n);
	struct pk_verdict out = { .rule = PK_RULE_NONE };
	struct pk_lookalike like;

	if (!name.n)
		return out;
	if (!is_ascii(text))
		return judge_script(a, text, PK_RULE_HOMOGLYPH_PACKAGE);
	if (p)
		out = judge_listed(p, is_conda);
	if (out.rule != PK_RULE_NONE || (p && p->rank))
		return out;
	like = pk_lookalike_of((struct str){ name.p, name.n }, false);
	if (p && p->flags & PK_PACKAGE_MALICIOUS && !is_conda)
		return judge_malicious(a, p, like);
	if (p && p->flags & PK_PACKAGE_STDLIB)
		return out;
	if (like.likeness == PK_UNLIKE || (is_conda && like.likeness != PK_LIKE))
		return out;
	out.rule = like.likeness == PK_LIKE ? PK_RULE_MISSPELT_PACKAGE : PK_RULE_LOOKALIKE_PACKAGE;
	out.right = package_name(like.meant);
	if (like.likeness == PK_LIKE)
		out.fix = out.right;
	return out;
}
