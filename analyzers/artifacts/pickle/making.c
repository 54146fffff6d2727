#include "making.h"

#include "artifacts/verdict/ways.h"
#include "template.h"

enum { MAX_ARGUMENTS = CELL_ITEMS + 2 };

/* What is called with what. */
struct making {
	struct pk_machine *m;
	enum pk_making how;
	val_t callee;
	uint32_t n; /* arguments */
	unsigned shapes[MAX_ARGUMENTS];
};

/* ---- shapes ---- */

static unsigned container(const struct pk_machine *m, val_t v, unsigned shape, unsigned any)
{
	return pk_marks(m, v) & (CELL_TEXT | CELL_OPEN) ? any : shape;
}

/* Of a list the items are not known one by one: what is in them may change. */
static unsigned collection(const struct pk_machine *m, val_t v, unsigned shape, unsigned any)
{
	return m->cells[val_payload(v)] & (CELL_TEXT | CELL_OPEN) ? any : shape;
}

/* Names of one library begin alike. */
static bool is_own(const struct pk_machine *m, val_t name, val_t callee)
{
	const struct pk_named *a = &m->probe->named.v[val_payload(name)], *b = &m->probe->named.v[val_payload(callee)];
	struct str x = a->module, y = b->module, first, second;

	return a->verdict <= PK_LIBRARY && str_cut(&x, '.', &first) && str_cut(&y, '.', &second) && str_eq(first, second);
}

static unsigned shape_of(const struct pk_machine *m, val_t v)
{
	switch (v == VAL_ABSENT ? T_UNKNOWN : val_tag(v)) {
	case T_PLAIN:
	case T_INT:
		return PK_NUMBER;
	case T_STR:
	case T_UNKNOWN:
		return PK_TEXT;
	case T_BYTES:
		return PK_RAW;
	case T_GLOBAL:
		return PK_NAME;
	case T_SMALL:
		return PK_TUPLE;
	case T_TUPLE:
		return container(m, v, PK_TUPLE, PK_TUPLE_ANY);
	case T_LIST:
		return collection(m, v, PK_LIST, PK_LIST_ANY);
	case T_DICT:
		return collection(m, v, PK_DICT, PK_DICT_ANY);
	case T_SET:
		return collection(m, v, PK_SET, PK_SET_ANY);
	default:
		return pk_marks(m, v) & CELL_TEXT ? PK_TEXT : PK_MADE;
	}
}

static void add_argument(struct making *k, unsigned shape)
{
	if (k->n < MAX_ARGUMENTS)
		k->shapes[k->n++] = shape;
}

/* Of a tuple too long to be kept, what all of it holds is known. */
static void add_arguments(struct making *k, val_t args)
{
	uint32_t n = pk_cell_n(k->m, args);

	for (uint32_t i = 0; i < n; i++) {
		val_t v = pk_cell_item(k->m, args, i);

		add_argument(k, shape_of(k->m, v) | (val_tag(v) == T_GLOBAL && is_own(k->m, v, k->callee) ? PK_OWN : 0));
	}
	if (!n && pk_weight(k->m, args) > 1)
		for (uint32_t i = 0; i <= CELL_ITEMS; i++)
			add_argument(k, val_tag(args) == T_TUPLE && shape_of(k->m, args) == PK_TUPLE ? PK_MADE : PK_TEXT);
	else if (!val_is_tuple(args))
		add_argument(k, PK_TEXT);
}

/* ---- what there is to say ---- */

static const char *shape_name(unsigned shape)
{
	static const struct {
		unsigned shapes;
		const char *name;
	} names[] = {
		{ PK_NUMBER, "number" },
		{ PK_TEXT, "text" },
		{ PK_RAW, "bytes" },
		{ PK_NAME, "name" },
		{ PK_MADE, "object" },
		{ PK_TUPLE | PK_TUPLE_ANY, "tuple" },
		{ PK_LIST | PK_LIST_ANY, "list" },
		{ PK_DICT | PK_DICT_ANY, "dict" },
		{ PK_SET | PK_SET_ANY, "set" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (shape & names[i].shapes)
			return names[i].name;
	return "?";
}

static const struct pk_named *named_of(const struct pk_machine *m, val_t v)
{
	return v != VAL_ABSENT && val_tag(v) == T_GLOBAL ? &m->probe->named.v[val_payload(v)] : NULL;
}

static struct str shown(const struct pk_machine *m, val_t name)
{
	return pk_probe_shown_name(m->probe, (uint32_t)val_payload(name));
}

static void say_unusual(struct pk_machine *m, val_t name, const char *what)
{
	pk_probe_say(m->probe, PK_ISSUE_UNUSUAL, m->blob, m->at, "%.*s %s", STR_ARG(shown(m, name)), what);
}

/* What a constructor does with a text, in words. */
static const char *act_of(const struct making *k)
{
	static const char *const words[][2] = {
		{ "evaluates", "which evaluates it as Python" },
		{ "opens", "which opens a file by it" },
		{ "starts", "which starts a program" },
		{ "connects", "which connects to what it names" },
		{ "imports", "which imports or loads what it names" },
	};
	const struct pk_named *n = named_of(k->m, k->callee);
	struct str act = STR("");
	bool text = false;

	for (uint32_t i = 0; i < k->n; i++)
		text = text || (k->shapes[i] & (PK_WITH_TEXT | PK_RAW));
	if (text)
		act = pk_verdict_act(k->m->probe->verdicts, n->module, n->name);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is(act, words[i][0]))
			return words[i][1];
	return NULL;
}

static void say_making(const struct making *k)
{
	const char *act = act_of(k);
	struct buf text;

	if (act) {
		pk_probe_say(k->m->probe, PK_ISSUE_ACTING, k->m->blob, k->m->at, "%.*s, %s", STR_ARG(shown(k->m, k->callee)), act);
		return;
	}
	buf_init(&text, 400);
	buf_adds(&text, k->how == MAKING_NEW ? "is made anew with (" : "is called with (");
	for (uint32_t i = 0; i < k->n && i < 6; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", shape_name(k->shapes[i]));
	buf_adds(&text, k->n > 6 ? ", ...)" : ")");
	buf_addc(&text, '\0');
	say_unusual(k->m, k->callee, buf_str(&text).p);
	buf_release(&text);
}

/* ---- making ---- */

/* The last making of a name that was as it should be is kept: mostly the next one is the same. */
static bool is_as_before(const struct making *k, struct pk_named *n, bool good)
{
	uint64_t key = k->how + 1 + ((uint64_t)k->n << 2);

	for (uint32_t i = 0; i < k->n; i++)
		key = key * 0x100000001b3u ^ k->shapes[i];
	if (good)
		n->fits = key;
	return n->fits == key;
}

static void check(struct making *k)
{
	struct pk_named *n = &k->m->probe->named.v[val_payload(k->callee)];

	if (is_as_before(k, n, false))
		return;
	if (pk_way_fits(n->ways, k->how == MAKING_NEW ? "new" : "call", k->shapes, k->n))
		(void)is_as_before(k, n, true);
	else
		say_making(k);
}

static bool is_vouched_for(const struct pk_machine *m, val_t name)
{
	const struct pk_named *n = named_of(m, name);

	return n && n->verdict <= PK_LIBRARY;
}

static void check_new(struct pk_machine *m, val_t class)
{
	struct making k = { .m = m, .how = MAKING_NEW, .callee = class };

	if (is_vouched_for(m, class))
		check(&k);
	else if (!named_of(m, class))
		pk_probe_say(m->probe, PK_ISSUE_COMPUTED_CALL, m->blob, m->at, "makes an object of what is no imported class");
}

static bool is_one_of(const struct pk_machine *m, val_t v, const char *module, const char *names)
{
	const struct pk_named *n = named_of(m, v);
	struct str rest = str_from(names), name;

	while (n && str_starts(n->module, str_from(module)) && str_cut(&rest, ' ', &name))
		if (str_eq(n->name, name))
			return true;
	return false;
}

/* copyreg._reconstructor(class, base, state): base.__new__(class, state), and base.__init__ where base is not object. */
static void check_reconstructor(struct pk_machine *m, val_t callee, val_t args)
{
	val_t class = pk_cell_item(m, args, 0), base = pk_cell_item(m, args, 1);

	check_new(m, class);
	if (!is_one_of(m, base, "builtins", "object dict list set frozenset tuple int float str bytes complex bytearray") &&
	    !is_one_of(m, base, "__builtin__", "object dict list set frozenset tuple int long float str unicode complex bytearray"))
		say_unusual(m, callee, "makes an object by a base that is no type of plain data");
}

/* copyreg.__newobj__(class, ...), __newobj_ex__(class, arguments, keywords) */
static void check_newobj(struct pk_machine *m, val_t args, bool with_keywords)
{
	struct making k = { .m = m, .how = MAKING_NEW, .callee = pk_cell_item(m, args, 0) };

	if (!is_vouched_for(m, k.callee))
		return;
	if (with_keywords)
		pk_check_making(m, MAKING_NEW, k.callee, pk_cell_item(m, args, 1), pk_cell_item(m, args, 2));
	else
		for (uint32_t i = 1; i < pk_cell_n(m, args); i++)
			add_argument(&k, shape_of(m, pk_cell_item(m, args, i)));
	if (!with_keywords)
		check(&k);
}

static bool is_empty_shape(const struct pk_machine *m, val_t shape)
{
	return pk_cell_n(m, shape) == 1 && val_tag(pk_cell_item(m, shape, 0)) == T_INT && val_int(pk_cell_item(m, shape, 0)) == 0;
}

/* _reconstruct(ndarray, (0,), b"b"), _mareconstruct(MaskedArray, ndarray, (0,), b"b"): the array comes with the state. */
static void check_array(struct pk_machine *m, val_t callee, val_t args, uint32_t classes)
{
	for (uint32_t i = 0; i < classes; i++) {
		val_t class = pk_cell_item(m, args, i);
		const struct pk_named *n = named_of(m, class);

		if (!n || (n->verdict <= PK_LIBRARY && !pk_way(n->ways, "array")))
			say_unusual(m, callee, "makes an array of what is no class of arrays");
	}
	if (!is_empty_shape(m, pk_cell_item(m, args, classes)))
		say_unusual(m, callee, "makes an array that is not empty");
}

/* _create_array(_reconstruct, arguments, state, dict): calls the function. */
static void check_create_array(struct pk_machine *m, val_t callee, val_t args)
{
	val_t function = pk_cell_item(m, args, 0);

	if (is_one_of(m, function, "numpy", "_reconstruct") || is_one_of(m, function, "numpy", "_mareconstruct"))
		pk_check_making(m, MAKING_CALL, function, pk_cell_item(m, args, 1), VAL_ABSENT);
	else
		pk_probe_say(m->probe, PK_ISSUE_COMPUTED_CALL, m->blob, m->at, "%.*s is given a function to call",
			     STR_ARG(shown(m, callee)));
}

/* _rebuild_from_type_v2(function, class, arguments, state): calls the function. */
static void check_rebuild(struct pk_machine *m, val_t callee, val_t args)
{
	val_t function = pk_cell_item(m, args, 0);

	if (is_one_of(m, function, "torch._utils",
		      "_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter "
		      "_rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor "
		      "_rebuild_meta_tensor_no_storage _rebuild_nested_tensor _rebuild_wrapper_subclass "
		      "_rebuild_device_tensor_from_numpy _rebuild_device_tensor_from_cpu_tensor"))
		pk_check_making(m, MAKING_CALL, function, pk_cell_item(m, args, 2), VAL_ABSENT);
	else if (!named_of(m, function) || is_vouched_for(m, function))
		say_unusual(m, callee, "calls what does not rebuild tensors");
}

/* _ufunc_reconstruct(module, name): imports the module and takes the name out of it. */
static void check_ufunc(struct pk_machine *m, val_t callee, val_t args)
{
	struct str module = pk_val_text(m, pk_cell_item(m, args, 0)), name = pk_val_text(m, pk_cell_item(m, args, 1));

	if (!module.p || !name.p) {
		say_unusual(m, callee, "imports a name that is not written in the file");
		return;
	}
	if (!str_is(module, "scipy.special") && !str_starts(module, STR("scipy.special.")) &&
	    pk_verdict_of(m->probe->verdicts, module, name, NULL) > PK_LIBRARY)
		pk_probe_say(m->probe, PK_ISSUE_COMPUTED_CALL, m->blob, m->at, "%.*s imports another name by its text",
			     STR_ARG(shown(m, callee)));
}

/* __generator_ctor(name or object[, __bit_generator_ctor]): calls the second. */
static void check_generator(struct pk_machine *m, val_t callee, val_t args)
{
	val_t second = pk_cell_item(m, args, 1);

	if (pk_cell_n(m, args) > 2 || (second != VAL_ABSENT && !is_one_of(m, second, "numpy.random", "__bit_generator_ctor")))
		say_unusual(m, callee, "is given a function to call");
}

static bool check_by_role(struct pk_machine *m, val_t callee, val_t args)
{
	switch (pk_role_of(m, callee)) {
	case ROLE_RECONSTRUCTOR:
		check_reconstructor(m, callee, args);
		return true;
	case ROLE_NEWOBJ:
		check_newobj(m, args, false);
		return true;
	case ROLE_NEWOBJ_EX:
		check_newobj(m, args, true);
		return true;
	case ROLE_RECONSTRUCT:
		check_array(m, callee, args, 1);
		return true;
	case ROLE_MASKED:
		check_array(m, callee, args, 2);
		return true;
	case ROLE_CREATE_ARRAY:
		check_create_array(m, callee, args);
		return true;
	case ROLE_REBUILD:
		check_rebuild(m, callee, args);
		return true;
	case ROLE_UFUNC:
		check_ufunc(m, callee, args);
		return true;
	case ROLE_GENERATOR:
		check_generator(m, callee, args);
		return true;
	default:
		return false;
	}
}

void pk_check_making(struct pk_machine *m, enum pk_making how, val_t callee, val_t args, val_t keywords)
{
	struct making k = { .m = m, .how = how, .callee = callee };

	if (!named_of(m, callee) || m->tolerant)
		return;
	if (!is_vouched_for(m, callee)) {
		add_arguments(&k, args);
		if (act_of(&k))
			say_making(&k);
		return;
	}
	if (how == MAKING_CALL && check_by_role(m, callee, args))
		return;
	add_arguments(&k, args);
	if (keywords != VAL_ABSENT && pk_weight(m, keywords) > 1)
		add_argument(&k, shape_of(m, keywords));
	check(&k);
}

bool pk_makes_text(struct pk_machine *m, val_t callee, val_t args)
{
	const struct pk_named *n;

	if (pk_role_of(m, callee) == ROLE_RECONSTRUCTOR)
		return is_one_of(m, pk_cell_item(m, args, 1), "builtins", "str") ||
		       is_one_of(m, pk_cell_item(m, args, 1), "__builtin__", "str unicode");
	if (pk_role_of(m, callee) == ROLE_SCALAR)
		return pk_is_type(m, pk_cell_item(m, args, 0), 'U') || val_tag(pk_cell_item(m, args, 0)) != T_CALL;
	n = named_of(m, callee);
	return n && n->ways.n && pk_way(n->ways, "text");
}

bool pk_is_read(struct str ways)
{
	return ways.n && (pk_way(ways, "template") || pk_way(ways, "formula"));
}

bool pk_has_methods(struct pk_machine *m, val_t made)
{
	const struct pk_named *n = val_has_cell(made) ? named_of(m, pk_cell_item(m, made, 0)) : NULL;

	return n && n->verdict <= PK_LIBRARY && val_tag(made) == T_OBJECT && pk_way(n->ways, "template");
}

/* ---- changing ---- */

/* The class of an object, or the function that made it. */
static val_t maker(struct pk_machine *m, val_t made)
{
	val_t callee = pk_cell_item(m, made, 0);
	enum pk_role role = pk_role_of(m, callee);

	if (role == ROLE_RECONSTRUCTOR || role == ROLE_NEWOBJ || role == ROLE_NEWOBJ_EX)
		return pk_cell_item(m, pk_cell_item(m, made, 1), 0);
	return callee;
}

/* numpy.dtype: (version, order, subdtype, names, fields, size, alignment, flags). With objects in it, the lowest flag says so: without
 * it, bytes of the file are taken for pointers. */
static void check_dtype(struct pk_machine *m, val_t made, val_t state)
{
	val_t flags = pk_cell_item(m, state, 7);
	bool objects = (pk_marks(m, made) | pk_marks(m, state)) & CELL_OBJECTS;

	if (pk_cell_n(m, state) < 7 || flags == VAL_ABSENT || val_tag(flags) != T_INT)
		return;
	if (objects && !(val_int(flags) & 1))
		pk_probe_say(m->probe, PK_ISSUE_TAMPERED_OBJECT, m->blob, m->at, "calls an array of objects one of plain numbers");
}

/* partial: (function, arguments, keywords, attributes) takes the place of what it was made with. */
static void check_partial(struct pk_machine *m, val_t state)
{
	const struct pk_named *n = named_of(m, pk_cell_item(m, state, 0));

	if (!n || (n->verdict <= PK_LIBRARY && pk_verdict_act(m->probe->verdicts, n->module, n->name).n))
		pk_probe_say(m->probe, PK_ISSUE_COMPUTED_CALL, m->blob, m->at, "functools.partial of something that is not allowed");
}

void pk_check_state(struct pk_machine *m, val_t made, val_t state)
{
	val_t by = maker(m, made), before = pk_cell_item(m, made, 2);
	const struct pk_named *n = named_of(m, by);

	if (!n || n->verdict > PK_LIBRARY || m->tolerant)
		return;
	if (before != VAL_ABSENT && val_tag(before) != T_PLAIN)
		say_unusual(m, by, "is given a second state");
	switch (pk_role_of(m, by)) {
	case ROLE_SHARED:
		pk_probe_say(m->probe, PK_ISSUE_TAMPERED_OBJECT, m->blob, m->at,
			     "sets attributes of what %.*s gives, which the program shares", STR_ARG(shown(m, by)));
		return;
	case ROLE_DTYPE:
		check_dtype(m, made, state);
		return;
	case ROLE_PARTIAL:
		check_partial(m, state);
		return;
	default:
		break;
	}
	if (pk_is_read(n->ways)) {
		if (!(pk_way(n->ways, "template") ? pk_is_distribution_state(m, state) : pk_is_formula_state(m, state)))
			pk_probe_say(m->probe, PK_ISSUE_ACTING, m->blob, m->at, "%.*s, which evaluates it as Python",
				     STR_ARG(shown(m, by)));
	} else if (!pk_way(n->ways, "state")) {
		say_unusual(m, by, "is given a state");
	}
}

void pk_check_items(struct pk_machine *m, val_t made, enum pk_into how)
{
	static const char *const ways[] = { [INTO_APPEND] = "list", [INTO_ITEMS] = "dict", [INTO_SET] = "set" };
	val_t by = maker(m, made);
	const struct pk_named *n = named_of(m, by);

	if (n && n->verdict <= PK_LIBRARY && !m->tolerant && !pk_way(n->ways, ways[how]))
		say_unusual(m, by, "has items put in");
}
