/*
 * ONNX: where external data may lie, and operators that are not ONNX's own. Graphs nest in attributes; they are walked
 * through a list of work, not by recursion.
 */
#include "artifacts/probe/paths.h"
#include "artifacts/probe/protobuf.h"
#include "formats.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	MODEL_GRAPH = 7,
	MODEL_FUNCTIONS = 25,
	GRAPH_NODE = 1,
	GRAPH_INITIALIZER = 5,
	GRAPH_SPARSE = 15,
	FUNCTION_NODE = 7,
	NODE_OP = 4,
	NODE_ATTRIBUTE = 5,
	NODE_DOMAIN = 7,
	ATTRIBUTE_TENSOR = 5,
	ATTRIBUTE_GRAPH = 6,
	ATTRIBUTE_TENSORS = 10,
	ATTRIBUTE_GRAPHS = 11,
	TENSOR_EXTERNAL = 13,
	MODEL_FIELDS = 26,
	MAX_BESIDES = 1000, /* files with tensors that are looked for */
};

/* A graph, or a function with nodes in another field. */
struct work {
	struct str message;
	bool function;
};

struct walk {
	struct pk_probe *p;
	const struct pk_blob *b;
	struct {
		struct work *v;
		uint32_t n, cap;
	} todo;
};

static bool is_graph(struct str graph)
{
	struct str node = pk_pb_bytes(graph, GRAPH_NODE);

	return node.p && pk_pb_bytes(node, NODE_OP).n > 0;
}

/* Well-formed, and a graph in it; writers put the version first. */
bool pk_onnx_is(const struct pk_blob *b)
{
	struct pk_pb m = pk_pb_begin(b->bytes);
	struct pk_pb_field f;
	bool graph = false, first = true, usual = false;

	while (pk_pb_next(&m, &f)) {
		if (first)
			usual = !f.is_bytes && f.number == 1 && f.value <= 64;
		if (usual && f.number > MODEL_FIELDS)
			usual = false;
		graph = graph || (f.number == MODEL_GRAPH && f.is_bytes && (usual || is_graph(f.bytes)));
		first = false;
	}
	return graph && !m.bad;
}

static uint64_t offset_in(const struct pk_blob *b, struct str part)
{
	return (uint64_t)(part.p - b->bytes.p);
}

/* Paths are relative to the model's folder and stay in it. */
static bool is_strange_path(struct str path)
{
	if (pk_leaves_folder(path) || memchr(path.p, '\0', path.n) || memchr(path.p, '#', path.n) || memchr(path.p, '\\', path.n))
		return true;
	return str_find(path, STR("://"), 0) != SIZE_MAX || str_starts(path, STR("~"));
}

/* Tensors of one model mostly share one file. */
static void note_beside(struct walk *w, struct str path)
{
	struct pk_besides *all = &w->p->besides;

	if (w->b->depth || all->n == MAX_BESIDES || (all->n && str_eq(all->v[all->n - 1], path)))
		return;
	vec_push(w->p->arena, all, path);
}

static void look_at_tensor(struct walk *w, struct str tensor)
{
	struct pk_pb m = pk_pb_begin(tensor);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f)) {
		struct str key, value, shown;

		if (f.number != TENSOR_EXTERNAL || !f.is_bytes)
			continue;
		key = pk_pb_bytes(f.bytes, 1);
		value = pk_pb_bytes(f.bytes, 2);
		if (!key.p || !value.p || !str_is(key, "location"))
			continue;
		if (!is_strange_path(value)) {
			note_beside(w, value);
			continue;
		}
		shown = pk_printable(w->p->arena, value);
		pk_probe_say(w->p, PK_ISSUE_ONNX_PATH, w->b, offset_in(w->b, value), "%.*s", STR_ARG(shown));
	}
}

static void look_at_attribute(struct walk *w, struct str attribute)
{
	struct pk_pb m = pk_pb_begin(attribute);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f)) {
		if (!f.is_bytes)
			continue;
		if (f.number == ATTRIBUTE_TENSOR || f.number == ATTRIBUTE_TENSORS)
			look_at_tensor(w, f.bytes);
		if ((f.number == ATTRIBUTE_GRAPH || f.number == ATTRIBUTE_GRAPHS) && w->todo.n < PK_MAX_ARCHIVE_MEMBERS)
			vec_push(w->p->arena, &w->todo, (struct work){ f.bytes, false });
	}
}

static bool is_usual(struct str domain)
{
	static const char *const usual[] = { "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training" };

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (str_is(domain, usual[i]))
			return true;
	return false;
}

static void look_at_node(struct walk *w, struct str node)
{
	struct str op = pk_pb_bytes(node, NODE_OP), domain = pk_pb_bytes(node, NODE_DOMAIN);
	struct pk_pb m = pk_pb_begin(node);
	struct pk_pb_field f;

	if (domain.p && op.p && !is_usual(domain)) {
		struct str shown = pk_printable(w->p->arena, domain), name = pk_printable(w->p->arena, op);

		pk_probe_say(w->p, PK_ISSUE_ONNX_DOMAIN, w->b, offset_in(w->b, domain), "%.*s of %.*s", STR_ARG(name), STR_ARG(shown));
	}
	while (pk_pb_next(&m, &f))
		if (f.number == NODE_ATTRIBUTE && f.is_bytes)
			look_at_attribute(w, f.bytes);
}

static void look_at_graph(struct walk *w, struct work work)
{
	uint32_t node = work.function ? FUNCTION_NODE : GRAPH_NODE;
	struct pk_pb m = pk_pb_begin(work.message);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f)) {
		if (!f.is_bytes)
			continue;
		if (f.number == node)
			look_at_node(w, f.bytes);
		else if (!work.function && f.number == GRAPH_INITIALIZER)
			look_at_tensor(w, f.bytes);
		else if (!work.function && f.number == GRAPH_SPARSE && pk_pb_bytes(f.bytes, 1).p)
			look_at_tensor(w, pk_pb_bytes(f.bytes, 1));
	}
}

bool pk_look_onnx(struct pk_probe *p, const struct pk_blob *b)
{
	struct walk w = { .p = p, .b = b };
	struct pk_pb m = pk_pb_begin(b->bytes);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f))
		if (f.is_bytes && (f.number == MODEL_GRAPH || f.number == MODEL_FUNCTIONS))
			vec_push(p->arena, &w.todo, (struct work){ f.bytes, f.number == MODEL_FUNCTIONS });
	while (w.todo.n && !pk_probe_expired(p, b))
		look_at_graph(&w, w.todo.v[--w.todo.n]);
	return true;
}
