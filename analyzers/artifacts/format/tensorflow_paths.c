/*
 * Checkpoints and tables that a TensorFlow graph reads and writes: honest ones lie where the program that runs the graph says,
 * and the path comes from outside. One that is written into the graph is followed from the operator back to its constant.
 */
#include "artifacts/probe/paths.h"
#include "artifacts/probe/protobuf.h"
#include "tensorflow.h"
#include "util/vec.h"

enum { MAX_STEPS = 16 }; /* from an operator to its constant */

static const struct file_op {
	const char *op, *does;
	uint32_t from, to; /* the inputs that are paths */
	enum pk_issue_kind kind;
} ops[] = {
	{ "Restore", "reads", 0, 1, PK_ISSUE_TF_PATH },
	{ "RestoreSlice", "reads", 0, 1, PK_ISSUE_TF_PATH },
	{ "RestoreV2", "reads", 0, 1, PK_ISSUE_TF_PATH },
	{ "InitializeTableFromTextFile", "reads", 1, 2, PK_ISSUE_TF_PATH },
	{ "InitializeTableFromTextFileV2", "reads", 1, 2, PK_ISSUE_TF_PATH },
	{ "SaveV2", "writes", 0, 1, PK_ISSUE_TF_FILE },
	{ "MergeV2Checkpoints", "moves", 0, 2, PK_ISSUE_TF_FILE },
};

struct graph {
	struct map by_name; /* place in nodes, + 1 */
	struct VEC(struct str) nodes;
};

static const struct file_op *op_of(struct str node)
{
	struct str op = pk_pb_bytes(node, NODE_OP);

	for (size_t i = 0; op.p && i < sizeof(ops) / sizeof(*ops); i++)
		if (str_is(op, ops[i].op))
			return &ops[i];
	return NULL;
}

static bool has_files(struct str message, uint32_t number)
{
	struct pk_pb m = pk_pb_begin(message);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f))
		if (f.number == number && f.is_bytes && op_of(f.bytes))
			return true;
	return false;
}

static void read_nodes(struct graph *g, struct arena *a, struct str message, uint32_t number)
{
	struct pk_pb m = pk_pb_begin(message);
	struct pk_pb_field f;

	map_init(&g->by_name, a);
	while (pk_pb_next(&m, &f)) {
		if (f.number != number || !f.is_bytes)
			continue;
		vec_push(a, &g->nodes, f.bytes);
		*map_put(&g->by_name, pk_pb_bytes(f.bytes, NODE_NAME), NULL) = g->nodes.n;
	}
}

/* "name" of "name:output:0"; STR_NONE when there are fewer. */
static struct str input(struct str node, uint32_t n)
{
	struct pk_pb m = pk_pb_begin(node);
	struct pk_pb_field f;
	struct str name;

	while (pk_pb_next(&m, &f))
		if (f.number == NODE_INPUT && f.is_bytes && !n--)
			return str_cut(&f.bytes, ':', &name) ? name : STR("");
	return STR_NONE;
}

static struct str constant(struct str node)
{
	struct pk_pb m = pk_pb_begin(node);
	struct str tensor = STR_NONE;
	struct pk_pb_field f;

	while (!tensor.p && pk_pb_next(&m, &f)) {
		struct str value = f.number == NODE_ATTR && f.is_bytes ? pk_pb_bytes(f.bytes, ATTR_VALUE) : STR_NONE;

		tensor = value.p ? pk_pb_bytes(value, VALUE_TENSOR) : STR_NONE;
	}
	return tensor.p ? pk_pb_bytes(tensor, TENSOR_STRING) : STR_NONE;
}

/* The text that an input comes from, or begins with: what joins or passes on texts has the first one first. */
static struct str text_behind(const struct graph *g, struct str name)
{
	for (int steps = 0; name.p && steps < MAX_STEPS; steps++) {
		const uint64_t *place = map_get(&g->by_name, name);
		struct str node = place ? g->nodes.v[*place - 1] : STR_NONE, op = place ? pk_pb_bytes(node, NODE_OP) : STR_NONE;

		if (!op.p)
			return STR_NONE;
		if (str_is(op, "Const"))
			return constant(node);
		name = input(node, 0);
	}
	return STR_NONE;
}

static void look_at_node(struct pk_probe *p, const struct pk_blob *b, const struct graph *g, struct str node)
{
	const struct file_op *op = op_of(node);

	for (uint32_t i = op ? op->from : 0; op && i < op->to; i++) {
		struct str path = text_behind(g, input(node, i)), shown;

		if (!path.p || !(pk_leaves_folder(path) || str_find(path, STR("://"), 0) != SIZE_MAX))
			continue;
		shown = pk_printable(p->arena, path);
		pk_probe_say(p, op->kind, b, (uint64_t)(path.p - b->bytes.p), "%s %s %.*s", op->op, op->does, STR_ARG(shown));
	}
}

void pk_tensorflow_paths(struct pk_probe *p, const struct pk_blob *b, struct str message, uint32_t number)
{
	struct graph g = { 0 };
	const struct str *node;

	if (!has_files(message, number))
		return;
	read_nodes(&g, p->arena, message, number);
	vec_each(node, &g.nodes)
		look_at_node(p, b, &g, *node);
}
