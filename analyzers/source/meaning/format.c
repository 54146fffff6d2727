/* Strings put together from constants: f-strings, % and .format. All parts must be known; what is known but written
 * in a way not imitated here (widths, precisions, conversions) makes "some string". */
#include "source/meaning/fold.h"

enum {
	MAX_FORMAT_ARGS = 64,
};

struct format {
	struct pk_folder *folder;
	const struct pk_tree *tree;
	const uint32_t *value;          /* by node */
	uint32_t args[MAX_FORMAT_ARGS]; /* their nodes; KWARG for a named one */
	uint32_t n, next;
};

/* str(value) behind the text so far; false when that is not certain. */
static bool append(struct pk_folder *f, uint32_t value)
{
	const struct pk_const *c = pk_fold_get(f, value);

	switch (c->kind) {
	case PKC_STRING:
		buf_add(&f->text, c->s);
		return !c->is_bytes;
	case PKC_INT:
		buf_printf(&f->text, "%lld", (long long)c->i);
		return true;
	case PKC_BOOL:
		buf_adds(&f->text, c->i ? "True" : "False");
		return true;
	case PKC_NONE:
		buf_adds(&f->text, "None");
		return true;
	default:
		return false;
	}
}

uint32_t pk_fold_fstring(struct pk_folder *f, const struct pk_tree *t, uint32_t node, const uint32_t *value)
{
	bool certain = true, loose = false;
	uint32_t result;

	buf_reset(&f->text);
	for (uint32_t c = pk_node_first(t, node); c; c = pk_node_next(t, c)) {
		uint32_t format = t->nodes[c].kind == PKN_INTERP ? pk_node_child(t, c, 1) : 0;
		uint32_t piece = value[t->nodes[c].kind == PKN_INTERP ? c + 1 : c];

		if (!piece)
			return PKV_UNKNOWN;
		if (t->nodes[format].kind != PKN_ABSENT && format)
			certain = false;
		certain = certain && append(f, piece);
		loose |= pk_fold_get(f, piece)->kind != PKC_STRING || pk_fold_get(f, piece)->is_loose;
	}
	result = certain ? pk_fold_text(f, false) : pk_fold_some(f);
	return loose ? pk_fold_loose(f, result) : result;
}

/* One argument, or all of a tuple or an argument list; false when one is not known. */
static bool collect(struct format *fmt, uint32_t node, bool list)
{
	uint32_t c = list ? pk_node_first(fmt->tree, node) : node;

	for (; c; c = list ? pk_node_next(fmt->tree, c) : 0) {
		uint32_t arg = fmt->tree->nodes[c].kind == PKN_KWARG ? c + 1 : c;

		if (!fmt->value[arg] || fmt->n == MAX_FORMAT_ARGS)
			return false;
		fmt->args[fmt->n++] = c;
	}
	return true;
}

static bool append_next(struct format *fmt, bool integer)
{
	uint32_t value = fmt->next < fmt->n ? fmt->value[fmt->args[fmt->next++]] : PKV_UNKNOWN;

	if (!value || (integer && pk_fold_get(fmt->folder, value)->kind != PKC_INT))
		return false;
	return append(fmt->folder, value);
}

/* Plain %s, %d, %i and %% only. */
static bool percent(struct format *fmt, struct str text)
{
	for (size_t i = 0; i < text.n && !fmt->folder->text.cut; i++) {
		if (text.p[i] != '%') {
			buf_addc(&fmt->folder->text, text.p[i]);
			continue;
		}
		if (++i == text.n)
			return false;
		if (text.p[i] == '%')
			buf_addc(&fmt->folder->text, '%');
		else if (!strchr("sdi", text.p[i]) || !append_next(fmt, text.p[i] != 's'))
			return false;
	}
	return fmt->next == fmt->n;
}

uint32_t pk_fold_percent(struct pk_folder *f, const struct pk_tree *t, uint32_t node, const uint32_t *value)
{
	struct format fmt = { .folder = f, .tree = t, .value = value };
	struct pk_const left = f->table.v[value[node + 1]];
	uint32_t right = pk_node_child(t, node, 1);

	if (!collect(&fmt, right, t->nodes[right].kind == PKN_TUPLE))
		return PKV_UNKNOWN;
	buf_reset(&f->text);
	if (left.kind != PKC_STRING || left.is_bytes || !percent(&fmt, left.s))
		return pk_fold_loose(f, pk_fold_some(f));
	return pk_fold_loose(f, pk_fold_text(f, false));
}

/* The argument that the inside of a {} means: nothing, a number, a name. */
static uint32_t field_arg(struct format *fmt, struct str field)
{
	int64_t i;

	if (field.n == 0)
		return fmt->next < fmt->n ? fmt->args[fmt->next++] : 0;
	if (str_to_int(field, &i))
		return i >= 0 && i < fmt->n ? fmt->args[i] : 0;
	for (i = 0; i < fmt->n; i++) {
		const struct pk_node *arg = &fmt->tree->nodes[fmt->args[i]];

		if (arg->kind == PKN_KWARG && str_eq(intern_text(fmt->tree->symbols, arg->sym), field))
			return fmt->args[i];
	}
	return 0;
}

/* Plain {}, {0}, {name}, {{ and }} only. */
static bool braces(struct format *fmt, struct str text)
{
	struct buf *out = &fmt->folder->text;

	for (size_t i = 0; i < text.n && !out->cut; i++) {
		size_t close;
		uint32_t arg;

		if (text.p[i] != '{' && text.p[i] != '}') {
			buf_addc(out, text.p[i]);
			continue;
		}
		if (i + 1 < text.n && text.p[i + 1] == text.p[i]) {
			buf_addc(out, text.p[i++]);
			continue;
		}
		close = str_find(text, STR("}"), i);
		if (close == SIZE_MAX || text.p[i] == '}')
			return false;
		arg = field_arg(fmt, str_slice(text, i + 1, close));
		if (!arg)
			return false;
		if (!append(fmt->folder, fmt->value[fmt->tree->nodes[arg].kind == PKN_KWARG ? arg + 1 : arg]))
			return false;
		i = close;
	}
	return true;
}

uint32_t pk_fold_format(struct pk_folder *f, const struct pk_tree *t, uint32_t call, const uint32_t *value)
{
	struct format fmt = { .folder = f, .tree = t, .value = value };
	struct pk_const s = f->table.v[value[call + 2]];

	if (!collect(&fmt, pk_node_child(t, call, 1), true))
		return PKV_UNKNOWN;
	buf_reset(&f->text);
	if (s.kind != PKC_STRING || s.is_bytes || !braces(&fmt, s.s))
		return pk_fold_loose(f, pk_fold_some(f));
	return pk_fold_loose(f, pk_fold_text(f, false));
}
