/*
 * TensorFlow graphs (SavedModel, frozen GraphDef): operators that run Python, or read and write files. A graph may hide in
 * a string constant of another, which data sets then run.
 */
#include "tensorflow.h"

#include "artifacts/probe/protobuf.h"
#include "formats.h"
#include "util/vec.h"

enum {
	SAVED_META = 2,
	META_GRAPH = 2,
	GRAPH_NODE = 1,
	GRAPH_LIBRARY = 2,
	LIBRARY_FUNCTION = 1,
	FUNCTION_NODE = 3,
	MAX_GRAPHS = 4096,
};

static const struct {
	const char *op;
	enum pk_issue_kind kind;
} ops[] = {
	{ "PyFunc", PK_ISSUE_TF_PYTHON },
	{ "PyFuncStateless", PK_ISSUE_TF_PYTHON },
	{ "EagerPyFunc", PK_ISSUE_TF_PYTHON },
	{ "ReadFile", PK_ISSUE_TF_FILE },
	{ "WriteFile", PK_ISSUE_TF_FILE },
	{ "MatchingFiles", PK_ISSUE_TF_FILE },
	{ "Save", PK_ISSUE_TF_FILE },
	{ "SaveSlices", PK_ISSUE_TF_FILE },
	{ "LoadAndRemapMatrix", PK_ISSUE_TF_FILE },
	{ "PrintV2", PK_ISSUE_TF_FILE },
	{ "DebugIdentityV2", PK_ISSUE_TF_FILE },
	{ "DebugIdentityV3", PK_ISSUE_TF_FILE },
	{ "WholeFileReader", PK_ISSUE_TF_FILE },
	{ "WholeFileReaderV2", PK_ISSUE_TF_FILE },
	{ "TextLineReader", PK_ISSUE_TF_FILE },
	{ "TextLineReaderV2", PK_ISSUE_TF_FILE },
	{ "TFRecordReader", PK_ISSUE_TF_FILE },
	{ "TFRecordReaderV2", PK_ISSUE_TF_FILE },
	{ "FixedLengthRecordReader", PK_ISSUE_TF_FILE },
	{ "FixedLengthRecordReaderV2", PK_ISSUE_TF_FILE },
	{ "LMDBReader", PK_ISSUE_TF_FILE },
	{ "TextLineDataset", PK_ISSUE_TF_FILE },
	{ "TFRecordDataset", PK_ISSUE_TF_FILE },
	{ "TFRecordDatasetV2", PK_ISSUE_TF_FILE },
	{ "FixedLengthRecordDataset", PK_ISSUE_TF_FILE },
	{ "FixedLengthRecordDatasetV2", PK_ISSUE_TF_FILE },
	{ "CSVDataset", PK_ISSUE_TF_FILE },
	{ "CSVDatasetV2", PK_ISSUE_TF_FILE },
	{ "SqlDataset", PK_ISSUE_TF_FILE },
	{ "ExperimentalSqlDataset", PK_ISSUE_TF_FILE },
	{ "LMDBDataset", PK_ISSUE_TF_FILE },
	{ "LoadDataset", PK_ISSUE_TF_FILE },
	{ "SaveDataset", PK_ISSUE_TF_FILE },
	{ "SaveDatasetV2", PK_ISSUE_TF_FILE },
	{ "SnapshotDataset", PK_ISSUE_TF_FILE },
	{ "SnapshotDatasetV2", PK_ISSUE_TF_FILE },
	{ "CreateSummaryFileWriter", PK_ISSUE_TF_FILE },
	{ "CreateSummaryDbWriter", PK_ISSUE_TF_FILE },
	{ "FileSystemSetConfiguration", PK_ISSUE_TF_FILE },
	{ "RpcServerStart", PK_ISSUE_TF_FILE },
	{ "RpcCall", PK_ISSUE_TF_FILE },
	{ "DataServiceDataset", PK_ISSUE_TF_FILE },
	{ "DataServiceDatasetV2", PK_ISSUE_TF_FILE },
};

struct walk {
	struct pk_probe *p;
	const struct pk_blob *b;
	struct {
		struct str *v;
		uint32_t n, cap;
	} todo; /* GraphDefs */
};

static bool is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '>'))
			return false;
	}
	return s.n > 0;
}

static bool is_node(struct str node)
{
	struct str name = pk_pb_bytes(node, NODE_NAME), op = pk_pb_bytes(node, NODE_OP);

	return name.p && op.p && is_word(op) && name.n && name.n < 1000;
}

/* Well-formed, with nodes, whatever else is in it and in which order. */
static bool is_graph(struct str message)
{
	struct pk_pb m = pk_pb_begin(message);
	struct pk_pb_field f;
	bool found = false;

	while (pk_pb_next(&m, &f)) {
		if (f.number != GRAPH_NODE)
			continue;
		if (!f.is_bytes || (!found && !is_node(f.bytes)))
			return false;
		found = true;
	}
	return found && !m.bad;
}

static struct str first_graph(struct str saved)
{
	struct pk_pb m = pk_pb_begin(saved);
	struct str graph = STR_NONE, one;
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f)) {
		if (f.number > SAVED_META || (f.number == SAVED_META) != f.is_bytes)
			continue;
		one = f.number == SAVED_META ? pk_pb_bytes(f.bytes, META_GRAPH) : STR_NONE;
		if (!graph.p && one.p && is_graph(one))
			graph = one;
	}
	return m.bad ? STR_NONE : graph;
}

bool pk_tensorflow_is(const struct pk_blob *b)
{
	return first_graph(b->bytes).p || is_graph(b->bytes);
}

static void add_graph(struct walk *w, struct str graph)
{
	if (graph.p && w->todo.n < MAX_GRAPHS)
		vec_push(w->p->arena, &w->todo, graph);
}

/* String constants may be graphs again. */
static void look_at_attribute(struct walk *w, struct str entry)
{
	struct str value = pk_pb_bytes(entry, ATTR_VALUE), text, tensor;
	struct pk_pb m;
	struct pk_pb_field f;

	if (!value.p)
		return;
	text = pk_pb_bytes(value, VALUE_STRING);
	if (text.p && is_graph(text))
		add_graph(w, text);
	tensor = pk_pb_bytes(value, VALUE_TENSOR);
	if (!tensor.p)
		return;
	m = pk_pb_begin(tensor);
	while (pk_pb_next(&m, &f))
		if (f.number == TENSOR_STRING && f.is_bytes && is_graph(f.bytes))
			add_graph(w, f.bytes);
}

static void look_at_node(struct walk *w, struct str node)
{
	struct str op = pk_pb_bytes(node, NODE_OP);
	struct pk_pb m = pk_pb_begin(node);
	struct pk_pb_field f;

	for (size_t i = 0; op.p && i < sizeof(ops) / sizeof(*ops); i++)
		if (str_is(op, ops[i].op))
			pk_probe_say(w->p, ops[i].kind, w->b, (uint64_t)(op.p - w->b->bytes.p), "%s", ops[i].op);
	while (pk_pb_next(&m, &f))
		if (f.number == NODE_ATTR && f.is_bytes)
			look_at_attribute(w, f.bytes);
}

static void look_at_nodes(struct walk *w, struct str message, uint32_t number)
{
	struct pk_pb m = pk_pb_begin(message);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f))
		if (f.number == number && f.is_bytes)
			look_at_node(w, f.bytes);
	pk_tensorflow_paths(w->p, w->b, message, number);
}

static void look_at_graph(struct walk *w, struct str graph)
{
	struct str library = pk_pb_bytes(graph, GRAPH_LIBRARY);
	struct pk_pb m = pk_pb_begin(library.p ? library : STR(""));
	struct pk_pb_field f;

	look_at_nodes(w, graph, GRAPH_NODE);
	while (pk_pb_next(&m, &f))
		if (f.number == LIBRARY_FUNCTION && f.is_bytes)
			look_at_nodes(w, f.bytes, FUNCTION_NODE);
}

bool pk_look_tensorflow(struct pk_probe *p, const struct pk_blob *b)
{
	struct walk w = { .p = p, .b = b };
	struct pk_pb m = pk_pb_begin(b->bytes);
	struct pk_pb_field f;

	if (first_graph(b->bytes).p) {
		while (pk_pb_next(&m, &f))
			if (f.number == SAVED_META && f.is_bytes)
				add_graph(&w, pk_pb_bytes(f.bytes, META_GRAPH));
	} else {
		add_graph(&w, b->bytes);
	}
	while (w.todo.n && !pk_probe_expired(p, b))
		look_at_graph(&w, w.todo.v[--w.todo.n]);
	return true;
}

/* Beside a SavedModel, what Keras knew of its layers: messages with JSON in them. */
bool pk_keras_metadata_is(const struct pk_blob *b)
{
	return str_ends(b->name, STR("keras_metadata.pb"));
}

bool pk_look_keras_metadata(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_pb m = pk_pb_begin(b->bytes), inner;
	struct pk_pb_field node, f;

	while (pk_pb_next(&m, &node)) {
		inner = pk_pb_begin(node.is_bytes ? node.bytes : STR(""));
		while (pk_pb_next(&inner, &f)) {
			struct pk_blob part;

			if (!f.is_bytes || !f.bytes.n || f.bytes.p[0] != '{')
				continue;
			part = pk_blob_part(p, b, (size_t)(f.bytes.p - b->bytes.p), f.bytes.n, STR(""));
			(void)pk_look_json(p, &part);
		}
	}
	return !m.bad;
}
