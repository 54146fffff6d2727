#include "inspect.h"

#include "artifacts/container/container.h"
#include "artifacts/container/zip.h"
#include "artifacts/format/formats.h"
#include "artifacts/pickle/pickle.h"
#include "artifacts/pickle/torch.h"
#include "artifacts/probe/bytes.h"
#include "claims.h"
#include "util/limits.h"

enum {
	MAYBE_TEXT = 1, /* its files may look like text */
	INSTEAD = 2,    /* when this is it, the next one is not tried */
	PACKS = 4       /* holds files */
};

struct format {
	const char *name;
	bool (*is)(const struct pk_blob *b);
	bool (*look)(struct pk_probe *p, const struct pk_blob *b);
	unsigned how;
};

static bool is_7z(const struct pk_blob *b)
{
	return bytes_at(b->bytes, 0, (struct str){ "7z\xbc\xaf\x27\x1c", 6 });
}

static bool is_npy(const struct pk_blob *b)
{
	return bytes_at(b->bytes, 0, (struct str){ "\x93NUMPY", 6 });
}

static bool is_gguf(const struct pk_blob *b)
{
	return bytes_at(b->bytes, 0, STR("GGUF"));
}

static bool is_pickle(const struct pk_blob *b)
{
	return pk_pickle_begins(b->bytes);
}

static bool look_pickle(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_pickle_scan(p, b, false, UINT32_MAX);
}

static const struct format formats[] = {
	{ "zip archive", pk_zip_is, pk_look_zip, PACKS },
	{ "tar archive", pk_tar_is, pk_look_tar, PACKS },
	{ "7z archive", is_7z, pk_look_7z, PACKS },
	{ "compressed stream", pk_compressed_is, pk_look_compressed, PACKS },
	{ "numpy array", is_npy, pk_look_npy, 0 },
	{ "HDF5 file", pk_hdf5_is, pk_look_hdf5, 0 },
	{ "GGUF model", is_gguf, pk_look_gguf, 0 },
	{ "safetensors file", pk_safetensors_is, pk_look_safetensors, 0 },
	{ "ONNX model", pk_onnx_is, pk_look_onnx, MAYBE_TEXT },
	{ "TensorFlow graph", pk_tensorflow_is, pk_look_tensorflow, MAYBE_TEXT },
	{ "Keras metadata", pk_keras_metadata_is, pk_look_keras_metadata, MAYBE_TEXT },
	{ "JSON document", pk_json_is_of_interest, pk_look_json, MAYBE_TEXT },
	{ "YAML configuration", pk_yaml_is_of_interest, pk_look_yaml, MAYBE_TEXT },
	{ "chat template", pk_template_is, pk_look_template, MAYBE_TEXT },
	{ "site path file", pk_site_path_is, pk_look_site_path, MAYBE_TEXT },
	{ "TorchScript module", pk_torchscript_is, pk_look_torchscript, MAYBE_TEXT },
	{ "torch checkpoint", is_pickle, pk_look_torch_legacy, MAYBE_TEXT | INSTEAD },
	{ "pickle", is_pickle, look_pickle, MAYBE_TEXT },
};

enum { SWEPT_BYTES = 256 << 20 }; /* of a file that is nothing known: looked through for pickles */
enum { FORMATS = sizeof(formats) / sizeof(*formats) };

static bool knows(const struct pk_blob *b)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (!(formats[i].how & MAYBE_TEXT) && formats[i].is(b))
			return true;
	return false;
}

/* A file that is nothing known from its beginning on. */
static const char *look_within(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_blob head = *b;

	head.bytes = bytes_part(b->bytes, 0, SWEPT_BYTES);
	if (pk_zip_is_within(b) && pk_look_zip(p, b))
		return "zip archive behind something else";
	if (p->only_packed)
		return NULL;
	return pk_pickle_scan(p, &head, true, UINT32_MAX) ? "pickle behind something else" : NULL;
}

/* The storages of a checkpoint are no text, whatever is in them. */
static bool is_storage(const struct pk_blob *b)
{
	return b->host == PK_HOST_TORCH && str_find(b->where, STR("/data/"), 0) != SIZE_MAX;
}

static void keep_if_text(struct pk_probe *p, const struct pk_blob *b)
{
	if (is_storage(b) || !pk_probe_wants_text(p, b->bytes, b->bytes.n))
		return;
	p->text_left -= b->bytes.n;
	p->keep_text(p, b);
}

static bool inspect(struct pk_probe *p, const struct pk_blob *b)
{
	const char *first = NULL;
	bool text = p->text && b->depth == 0;

	if (b->depth > PK_MAX_ARTIFACT_DEPTH) {
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it is packed more than %d times", PK_MAX_ARTIFACT_DEPTH);
		return true;
	}
	for (size_t i = 0; i < FORMATS; i++) {
		const struct format *f = &formats[i];

		if ((text && !(f->how & MAYBE_TEXT)) || (p->only_packed && !(f->how & PACKS)) || !f->is(b) || !f->look(p, b))
			continue;
		if (first)
			pk_probe_say(p, PK_ISSUE_POLYGLOT, b, 0, "a %s and a %s", first, f->name);
		else
			first = f->name;
		i += (f->how & INSTEAD) != 0;
	}
	if (!first && b->depth == 0 && !text)
		first = look_within(p, b);
	if (!first)
		first = pk_say_claim(p, b);
	if (b->depth == 0)
		p->format = first;
	else
		keep_if_text(p, b);
	return first != NULL;
}

const struct pk_inspector pk_inspector = { inspect, knows, pk_say_claim };

bool pk_inspect(struct pk_probe *p, const struct pk_blob *b)
{
	p->inspector = &pk_inspector;
	return inspect(p, b);
}
