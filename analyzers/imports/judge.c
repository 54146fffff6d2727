#include "judge.h"

#include "source/edit.h"

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

static struct str fill(struct arena *a, struct str text, struct str key, struct str value)
{
	size_t at;

	while ((at = str_find(text, key, 0)) != SIZE_MAX)
		text = arena_printf(a, "%.*s%.*s%.*s", (int)at, text.p, STR_ARG(value), (int)(text.n - at - key.n), text.p + at + key.n);
	return text;
}

struct pk_finding *pk_judge_say(struct pk_judge *j, enum pk_imports_rule kind, struct span at, struct str right)
{
	const struct pk_rule *rule = j->plan->rules[kind];
	struct str name = str_slice(j->unit->text, at.start, at.end);
	struct pk_finding *f;

	if (!rule || !pk_rule_path(rule, j->unit->path))
		return NULL;
	f = pk_emit(j->out, rule, j->unit, at);
	f->message = fill(j->out->arena, f->message, STR("$NAME"), name);
	f->message = fill(j->out->arena, f->message, STR("$RIGHT"), right);
	f->norm = arena_str(j->out->arena, name);
	return f;
}

static void fix(struct pk_judge *j, struct pk_finding *f, struct span at, struct str right)
{
	struct pk_raw_edit edit;
	struct pk_edit *kept;

	if (!f || !pk_unit_edit(j->unit, j->out->arena, at, right, &edit))
		return;
	kept = arena_new(j->out->arena, struct pk_edit);
	*kept = (struct pk_edit){ edit.raw, edit.text };
	f->edits = kept;
	f->n_edits = 1;
	f->fix_text = arena_str(j->out->arena, right);
}

/* ---- modules of the tree itself ---- */

/* `name` is a folder of the path, or its file without the ending. */
static bool holds(struct str path, struct str name)
{
	struct str part;

	while (str_cut(&path, '/', &part)) {
		if (!path.p)
			part.n = part.n > str_rfind(part, '.') ? str_rfind(part, '.') : part.n;
		if (str_eq(part, name))
			return true;
	}
	return false;
}

static bool is_local(const struct pk_judge *j, struct str name)
{
	const struct pk_paths *paths = j->out->paths;

	for (uint32_t i = 0; paths && i < paths->n; i++)
		if (holds(paths->v[i], name))
			return true;
	return holds(j->unit->path, name);
}

/* ---- imports ---- */

static bool is_known_module(const struct pk_package *p)
{
	return p && (p->rank || p->module || p->flags & PK_PACKAGE_STDLIB);
}

bool pk_judge_doubts(struct str text)
{
	struct name name = normalise(text);
	const struct pk_package *p;

	if (!name.n || text.p[0] == '_')
		return false;
	p = pk_package_find(name.p, name.n);
	return !is_known_module(p) || (p->flags & PK_PACKAGE_WRONG_IMPORT);
}

/* The name to import: as its module is written, with `_` where the distribution has `-`. */
static struct str module_name(struct arena *a, const struct pk_package *p)
{
	struct str out = p->module ? text_at(p->module) : p->right_import ? text_at(p->right_import) : text_at(p->at);
	char *copy = arena_strdup(a, out);

	for (char *c = copy; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return (struct str){ copy, out.n };
}

static bool says_homoglyph(struct pk_judge *j, struct span at, enum pk_imports_rule rule)
{
	struct str text = str_slice(j->unit->text, at.start, at.end);
	char ascii[PK_MAX_PACKAGE_NAME + 1];
	const struct pk_package *p;
	struct name name;

	if (is_ascii(text))
		return false;
	if (!pk_lookalike_ascii(text, ascii))
		return true;
	name = normalise(str_from(ascii));
	p = pk_package_find(name.p, name.n);
	if (is_known_module(p))
		fix(j, pk_judge_say(j, rule, at, str_from(ascii)), at, str_from(ascii));
	return true;
}

static void judge_likeness(struct pk_judge *j, struct span at, struct pk_lookalike like, bool sure, bool is_import)
{
	enum pk_imports_rule yes = is_import ? PK_RULE_MISSPELT_IMPORT : PK_RULE_MISSPELT_PACKAGE;
	enum pk_imports_rule maybe = is_import ? PK_RULE_LOOKALIKE_IMPORT : PK_RULE_LOOKALIKE_PACKAGE;
	struct str right;
	struct pk_finding *f;

	if (!like.likeness)
		return;
	right = is_import ? module_name(j->out->arena, like.meant) : text_at(like.meant->at);
	f = pk_judge_say(j, sure && like.likeness == PK_LIKE ? yes : maybe, at, right);
	if (sure && like.likeness == PK_LIKE && !(is_import && like.meant->flags & PK_PACKAGE_RENAMED && !like.meant->module))
		fix(j, f, at, right);
}

void pk_judge_import(struct pk_judge *j, struct span at, bool optional)
{
	struct str text = str_slice(j->unit->text, at.start, at.end);
	struct name name = normalise(text);
	const struct pk_package *p = pk_package_find(name.p, name.n);

	if (says_homoglyph(j, at, PK_RULE_HOMOGLYPH_IMPORT) || is_local(j, text))
		return;
	if (p && p->flags & PK_PACKAGE_WRONG_IMPORT) {
		struct str right = text_at(p->right_import);
		bool misspelt = p->flags & PK_PACKAGE_WRONG_INSTALL && str_eq(text_at(p->right), right);

		if (!optional)
			fix(j, pk_judge_say(j, misspelt ? PK_RULE_MISSPELT_IMPORT : PK_RULE_DISTRIBUTION_IMPORTED, at, right), at, right);
	} else if (!is_known_module(p) && name.n) {
		judge_likeness(j, at, pk_lookalike_of((struct str){ name.p, name.n }, true), !optional, true);
	}
}

/* ---- packages ---- */

static bool judge_listed(struct pk_judge *j, const struct pk_package *p, struct span at)
{
	struct str right = text_at(p->right);

	if (p->flags & PK_PACKAGE_WRONG_INSTALL) {
		bool misspelt = p->right_import && str_eq(right, text_at(p->right_import));

		fix(j, pk_judge_say(j, misspelt ? PK_RULE_MISSPELT_PACKAGE : PK_RULE_MODULE_INSTALLED, at, right), at, right);
	} else if (p->flags & PK_PACKAGE_INVENTED) {
		(void)pk_judge_say(j, PK_RULE_INVENTED_PACKAGE, at, right);
	} else if (p->flags & PK_PACKAGE_FILE) {
		(void)pk_judge_say(j, PK_RULE_REQUIREMENTS_AS_PACKAGE, at, right);
	} else if (p->flags & PK_PACKAGE_MALICIOUS && !p->rank) {
		(void)pk_judge_say(j, PK_RULE_MALICIOUS_PACKAGE, at, p->osv ? text_at(p->osv) : STR("reported without an OSV id"));
	} else {
		return false;
	}
	return true;
}

void pk_judge_package(struct pk_judge *j, struct span at)
{
	struct name name = normalise(str_slice(j->unit->text, at.start, at.end));
	const struct pk_package *p = pk_package_find(name.p, name.n);

	if (!name.n || says_homoglyph(j, at, PK_RULE_HOMOGLYPH_PACKAGE))
		return;
	if ((p && judge_listed(j, p, at)) || (p && (p->rank || p->flags & PK_PACKAGE_STDLIB)))
		return;
	judge_likeness(j, at, pk_lookalike_of((struct str){ name.p, name.n }, false), true, false);
}
