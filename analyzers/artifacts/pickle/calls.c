#include "calls.h"

#include "making.h"
#include "ops.h"
#include "pickle.h"
#include "torch.h"
#include "artifacts/verdict/ways.h"
#include "util/vec.h"

static const struct {
	const char *module, *name;
	enum pk_role role;
} roles[] = {
	{ "_codecs", "encode", ROLE_ENCODE },
	{ "torch.storage", "_load_from_bytes", ROLE_LOADS },
	{ "builtins", "getattr", ROLE_GETATTR },
	{ "__builtin__", "getattr", ROLE_GETATTR },
	{ "functools", "partial", ROLE_PARTIAL },
	{ "torch._utils", "_rebuild_tensor", ROLE_TENSOR },
	{ "torch._utils", "_rebuild_tensor_v2", ROLE_TENSOR },
	{ "torch._utils", "_rebuild_tensor_v3", ROLE_TENSOR },
	{ "torch._utils", "_rebuild_qtensor", ROLE_TENSOR },
	{ "torch._utils", "_rebuild_parameter", ROLE_ARRAY },
	{ "numpy", "ndarray", ROLE_ARRAY },
	{ "numpy", "dtype", ROLE_DTYPE },
	{ "copyreg", "_reconstructor", ROLE_RECONSTRUCTOR },
	{ "copy_reg", "_reconstructor", ROLE_RECONSTRUCTOR },
	{ "copyreg", "__newobj__", ROLE_NEWOBJ },
	{ "copy_reg", "__newobj__", ROLE_NEWOBJ },
	{ "copyreg", "__newobj_ex__", ROLE_NEWOBJ_EX },
	{ "numpy.core.multiarray", "_reconstruct", ROLE_RECONSTRUCT },
	{ "numpy._core.multiarray", "_reconstruct", ROLE_RECONSTRUCT },
	{ "numpy.ma.core", "_mareconstruct", ROLE_MASKED },
	{ "torch._tensor", "_rebuild_from_type_v2", ROLE_REBUILD },
	{ "torch.tensor", "_rebuild_from_type_v2", ROLE_REBUILD },
	{ "numpy.core", "_ufunc_reconstruct", ROLE_UFUNC },
	{ "numpy._core", "_ufunc_reconstruct", ROLE_UFUNC },
	{ "numpy.random._pickle", "__generator_ctor", ROLE_GENERATOR },
	{ "dill._dill", "_create_array", ROLE_CREATE_ARRAY },
	{ "numpy.core.multiarray", "scalar", ROLE_SCALAR },
	{ "numpy._core.multiarray", "scalar", ROLE_SCALAR },
	{ "logging", "getLogger", ROLE_SHARED },
	{ "joblib.numpy_pickle", "NumpyArrayWrapper", ROLE_JOBLIB },
	{ "sklearn.externals.joblib.numpy_pickle", "NumpyArrayWrapper", ROLE_JOBLIB },
	{ "joblib.numpy_pickle_compat", "NDArrayWrapper", ROLE_JOBLIB_FILE },
	{ "joblib.numpy_pickle_compat", "ZNDArrayWrapper", ROLE_JOBLIB_FILE },
	{ "joblib.numpy_pickle", "NDArrayWrapper", ROLE_JOBLIB_FILE },
	{ "joblib.numpy_pickle", "ZNDArrayWrapper", ROLE_JOBLIB_FILE },
};

enum pk_role pk_role_of(struct pk_machine *m, val_t callee)
{
	struct pk_named *n;

	if (val_tag(callee) != T_GLOBAL)
		return ROLE_NONE;
	n = &m->probe->named.v[val_payload(callee)];
	if (n->role)
		return (enum pk_role)n->role;
	n->role = ROLE_NONE;
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (str_is(n->module, roles[i].module) && str_is(n->name, roles[i].name))
			n->role = (unsigned char)roles[i].role;
	return (enum pk_role)n->role;
}

static void say(struct pk_machine *m, enum pk_issue_kind kind, const char *text)
{
	pk_probe_say(m->probe, kind, m->blob, m->at, "%s", text);
}

/* ---- importing ---- */

/* This pickle's use of a name. Pickles inside it, run meanwhile, may have had uses of their own. */
static struct pk_use *use_of(struct pk_machine *m, uint64_t id)
{
	struct pk_named *n = &m->probe->named.v[id];

	if (n->run != m->run) {
		n->run = m->run;
		n->use = m->uses.n;
		vec_push(m->probe->arena, &m->uses, (struct pk_use){ .id = (uint32_t)id, .at = m->at });
	}
	return &m->uses.v[n->use];
}

static val_t import(struct pk_machine *m, struct str module, struct str name)
{
	uint32_t id = pk_probe_name(m->probe, module, name);

	use_of(m, id)->pushed++;
	if (pk_role_of(m, VAL(T_GLOBAL, id)) == ROLE_JOBLIB || pk_is_read(m->probe->named.v[id].ways))
		m->keeps_items = true;
	return VAL(T_GLOBAL, id);
}

void pk_pushed_again(struct pk_machine *m, val_t v)
{
	if (val_tag(v) == T_GLOBAL)
		use_of(m, val_payload(v))->pushed++;
}

bool pk_use_is_walk(const struct pk_machine *m, const struct pk_use *use)
{
	return m->probe->named.v[use->id].role == ROLE_GETATTR && use->walked == use->pushed;
}

/* getattr(class, "name"): how pickle writes methods of classes that are built in. */
static bool walk(struct pk_machine *m, val_t callee, val_t args)
{
	val_t class = pk_cell_item(m, args, 0), name = pk_cell_item(m, args, 1), parts[3] = { callee, args, VAL(T_PLAIN, 0) };
	const struct pk_named *n;
	struct str text;

	if (pk_role_of(m, callee) != ROLE_GETATTR || pk_cell_n(m, args) != 2 || val_tag(name) != T_STR)
		return false;
	text = pk_val_text(m, name);
	if (!text.p || (val_tag(class) != T_GLOBAL && (str_starts(text, STR("__")) || !pk_has_methods(m, class))))
		return false;
	if (val_tag(class) != T_GLOBAL) {
		use_of(m, val_payload(callee))->walked++;
		return pk_push(m, pk_cell(m, T_CALL, parts, 3));
	}
	use_of(m, val_payload(callee))->walked++;
	n = &m->probe->named.v[val_payload(class)];
	return pk_push(m, import(m, n->module, arena_printf(m->probe->arena, "%.*s.%.*s", STR_ARG(n->name), STR_ARG(text))));
}

static struct str first_line(const struct pk_machine *m, const struct pk_arg *a)
{
	return (struct str){ (const char *)m->p + a->at, a->n };
}

static struct str second_line(const struct pk_machine *m, const struct pk_arg *a)
{
	return (struct str){ (const char *)m->p + a->at + a->n + 1, a->n2 };
}

bool pk_op_global(struct pk_machine *m, const struct pk_arg *a)
{
	return pk_push(m, import(m, first_line(m, a), second_line(m, a)));
}

bool pk_op_stack_global(struct pk_machine *m)
{
	val_t name = pk_pop(m), module = pk_pop(m);
	struct str module_text, name_text;

	if (m->why)
		return false;
	module_text = val_tag(module) == T_STR ? pk_val_text(m, module) : STR_NONE;
	name_text = val_tag(name) == T_STR ? pk_val_text(m, name) : STR_NONE;
	if (module_text.p && name_text.p)
		return pk_push(m, import(m, module_text, name_text));
	say(m, PK_ISSUE_COMPUTED_GLOBAL, "the module or the name is not a plain string");
	return pk_push(m, VAL(T_UNKNOWN, 0));
}

bool pk_op_ext(struct pk_machine *m, uint64_t code)
{
	pk_probe_say(m->probe, PK_ISSUE_EXTENSION, m->blob, m->at, "%llu", (unsigned long long)code);
	return pk_push(m, VAL(T_UNKNOWN, 0));
}

/* ---- calling ---- */

static const struct pk_named *named(const struct pk_machine *m, val_t v)
{
	return val_tag(v) == T_GLOBAL ? &m->probe->named.v[val_payload(v)] : NULL;
}

static void call_of_role(struct pk_machine *m, enum pk_role role, val_t args)
{
	val_t first = pk_cell_item(m, args, 0);
	const struct pk_named *target;
	struct str text;

	switch (role) {
	case ROLE_ENCODE:
		text = pk_val_text(m, pk_cell_item(m, args, 1));
		if (!text.p || (!str_is(text, "latin1") && !str_is(text, "latin-1") && !str_is(text, "iso-8859-1")))
			say(m, PK_ISSUE_COMPUTED_CALL, "_codecs.encode with a codec other than latin1");
		break;
	case ROLE_LOADS:
		text = pk_val_text(m, first);
		if (val_tag(first) == T_BYTES && text.p)
			pk_inspect_nested(m->probe, m->blob, text);
		else
			say(m, PK_ISSUE_COMPUTED_CALL, "unpickles bytes that are not written in the file");
		break;
	case ROLE_PARTIAL:
		target = named(m, first);
		if (!target || target->verdict > PK_LIBRARY)
			say(m, PK_ISSUE_COMPUTED_CALL, "functools.partial of something that is not allowed");
		break;
	case ROLE_TENSOR:
		pk_torch_tensor(m, args);
		break;
	case ROLE_JOBLIB_FILE:
		say(m, PK_ISSUE_COMPANION, "an array is kept in a file beside this one");
		break;
	default:
		break;
	}
}

/* Bytes handed to a callee that nobody vouches for may be a pickle again. */
static void look_into_arguments(struct pk_machine *m, val_t callee, val_t args)
{
	const struct pk_named *n = named(m, callee);

	if (n && n->verdict <= PK_LIBRARY)
		return;
	for (uint32_t i = 0; i < pk_cell_n(m, args); i++) {
		val_t arg = pk_cell_item(m, args, i);
		struct str text = pk_val_text(m, arg);

		if (text.p && text.n > 2 && (val_tag(arg) == T_BYTES || m->proto < 3))
			pk_inspect_nested(m->probe, m->blob, text);
	}
}

static struct str type_of(struct pk_machine *m, val_t callee, val_t args)
{
	struct str type = pk_role_of(m, callee) == ROLE_DTYPE ? pk_val_text(m, pk_cell_item(m, args, 0)) : STR_NONE;

	while (type.p && type.n && memchr("<>=|", type.p[0], 4))
		type = str_slice(type, 1, type.n);
	return type;
}

bool pk_is_type(struct pk_machine *m, val_t dtype, char kind)
{
	struct str type = type_of(m, pk_cell_item(m, dtype, 0), pk_cell_item(m, dtype, 1));

	return type.p && type.n && type.p[0] == kind;
}

static uint64_t marks_of(struct pk_machine *m, val_t callee, val_t args)
{
	struct str type = type_of(m, callee, args);

	return (type.p && type.n && type.p[0] == 'O' ? CELL_OBJECTS : 0) | (pk_makes_text(m, callee, args) ? CELL_TEXT : 0);
}

/* `how` is T_CALL or T_OBJECT: a call's result or a new object is pushed. */
static bool call(struct pk_machine *m, enum pk_tag how, val_t callee, val_t args, val_t keywords)
{
	val_t parts[3] = { callee, args, VAL(T_PLAIN, 0) }, made;

	switch (val_tag(callee)) {
	case T_GLOBAL:
		use_of(m, val_payload(callee))->called = true;
		call_of_role(m, pk_role_of(m, callee), args);
		pk_check_making(m, how == T_OBJECT ? MAKING_NEW : MAKING_CALL, callee, args, keywords);
		break;
	case T_CALL:
	case T_OBJECT:
	case T_PERSID:
		say(m, PK_ISSUE_COMPUTED_CALL, "calls what another call gave");
		break;
	case T_UNKNOWN:
		break;
	default:
		return pk_machine_break(m, "a call of something that cannot be called");
	}
	look_into_arguments(m, callee, args);
	made = pk_cell(m, how, parts, 3);
	if (val_tag(callee) == T_GLOBAL)
		pk_mark(m, made, marks_of(m, callee, args));
	return pk_push(m, made);
}

bool pk_op_reduce(struct pk_machine *m)
{
	val_t args = pk_pop(m), callee = pk_pop(m);

	return !m->why && (walk(m, callee, args) || call(m, T_CALL, callee, args, VAL_ABSENT));
}

bool pk_op_newobj(struct pk_machine *m)
{
	val_t args = pk_pop(m), class = pk_pop(m);

	return !m->why && call(m, T_OBJECT, class, args, VAL_ABSENT);
}

bool pk_op_newobj_ex(struct pk_machine *m)
{
	val_t keywords = pk_pop(m), args = pk_pop(m), class = pk_pop(m);

	return !m->why && call(m, T_OBJECT, class, args, keywords);
}

static bool is_empty(const struct pk_machine *m, val_t args)
{
	return pk_weight(m, args) == 1;
}

bool pk_op_inst(struct pk_machine *m, const struct pk_arg *a)
{
	uint32_t from;
	val_t args;

	if (!pk_pop_mark(m, &from))
		return false;
	args = pk_cell(m, T_TUPLE, m->stack + from, m->sp - from);
	m->sp = from;
	/* without arguments, the class's __new__ is all that is called */
	return call(m, is_empty(m, args) ? T_OBJECT : T_CALL, import(m, first_line(m, a), second_line(m, a)), args, VAL_ABSENT);
}

bool pk_op_obj(struct pk_machine *m)
{
	uint32_t from;
	val_t args;

	if (!pk_pop_mark(m, &from))
		return false;
	if (from == m->sp)
		return pk_machine_break(m, "stack underflow");
	args = pk_cell(m, T_TUPLE, m->stack + from + 1, m->sp - from - 1);
	m->sp = from;
	return call(m, is_empty(m, args) ? T_OBJECT : T_CALL, m->stack[from], args, VAL_ABSENT);
}

/* ---- changing ---- */

bool pk_op_build(struct pk_machine *m)
{
	val_t state = pk_pop(m), target = pk_top(m);

	if (m->why)
		return false;
	switch (val_tag(target)) {
	case T_GLOBAL:
		say(m, PK_ISSUE_TAMPERED_OBJECT, "sets attributes of an imported module, class or function");
		return true;
	case T_CALL:
	case T_OBJECT:
		pk_check_state(m, target, state);
		pk_cell_set(m, target, 2, state);
		if (pk_role_of(m, pk_cell_item(m, target, 0)) == ROLE_JOBLIB)
			return pk_joblib_array(m, state);
		return true;
	case T_UNKNOWN:
	case T_PERSID:
		return true;
	default:
		return pk_machine_break(m, "a state for something that has none");
	}
}

bool pk_may_put_into(struct pk_machine *m, val_t target, enum pk_into how)
{
	enum pk_role role;

	switch (val_tag(target)) {
	case T_GLOBAL:
		say(m, PK_ISSUE_TAMPERED_OBJECT, "puts items into an imported module, class or function");
		return true;
	case T_CALL:
	case T_OBJECT:
		role = pk_role_of(m, pk_cell_item(m, target, 0));
		if (how == INTO_ITEMS && (role == ROLE_TENSOR || role == ROLE_ARRAY))
			say(m, PK_ISSUE_TAMPERED_OBJECT, "sets items of a tensor or array");
		else
			pk_check_items(m, target, how);
		return true;
	case T_PERSID:
		say(m, PK_ISSUE_TAMPERED_OBJECT, "puts items into a storage");
		return true;
	case T_LIST:
		if (how == INTO_ITEMS)
			say(m, PK_ISSUE_TAMPERED_OBJECT, "sets items of a list by key");
		return how == INTO_SET ? pk_machine_break(m, "items for something that holds none") : true;
	case T_DICT:
		return how == INTO_ITEMS ? true : pk_machine_break(m, "items for something that holds none");
	case T_SET:
		return how == INTO_SET ? true : pk_machine_break(m, "items for something that holds none");
	case T_UNKNOWN:
	case T_BYTES:
		return true;
	default:
		return pk_machine_break(m, "items for something that holds none");
	}
}

val_t pk_dict_item(const struct pk_machine *m, val_t dict, const char *key)
{
	val_t pairs = pk_cell_item(m, dict, 0);

	if (pairs == VAL_ABSENT || val_tag(dict) != T_DICT || val_tag(pairs) != T_TUPLE)
		return VAL_ABSENT;
	for (uint32_t i = 0; i + 1 < pk_cell_n(m, pairs); i += 2) {
		struct str text = pk_val_text(m, pk_cell_item(m, pairs, i));

		if (text.p && str_is(text, key))
			return pk_cell_item(m, pairs, i + 1);
	}
	return VAL_ABSENT;
}

/* ---- persistent ids ---- */

bool pk_op_persid(struct pk_machine *m, val_t id)
{
	if (m->why)
		return false;
	if (m->blob->host != PK_HOST_TORCH || !pk_torch_is_storage(m, id))
		say(m, PK_ISSUE_PERSISTENT_ID,
		    m->blob->host == PK_HOST_TORCH ? "a persistent id that names no storage" : "a persistent id outside a torch file");
	if (m->blob->host == PK_HOST_TORCH && pk_torch_is_module(m, id))
		return pk_push(m, pk_cell_item(m, id, 1));
	return pk_push(m, pk_cell(m, T_PERSID, &id, 1));
}
