/*
 * claims: what a file says that it is, by its first bytes or by its name, where nothing that reads such files could make
 * anything of it. A loader may know better, so it is not passed over in silence.
 */
#include "claims.h"

#include "artifacts/pickle/pickle.h"
#include "artifacts/probe/bytes.h"
#include "artifacts/probe/paths.h"

enum { TEXT_BYTES = 1024 };

static const struct {
	const char *what;
	uint64_t at;
	struct str magic;
} marks[] = {
	{ "gzip stream", 0, { "\x1f\x8b\x08", 3 } },    { "bzip2 stream", 4, { "1AY&SY", 6 } },
	{ "xz stream", 0, { "\3757zXZ\0", 6 } },        { "zstd stream", 0, { "\x28\xb5\x2f\xfd", 4 } },
	{ "lz4 stream", 0, { "\x04\x22\x4d\x18", 4 } }, { "joblib stream", 0, { "ZF0x", 4 } },
	{ "tar archive", 257, { "ustar", 5 } },
};

static const struct {
	const char *ending, *what;
} names[] = {
	{ ".pkl", "pickle" },
	{ ".pickle", "pickle" },
	{ ".joblib", "joblib file" },
	{ ".pt", "torch checkpoint" },
	{ ".pth", "torch checkpoint" },
	{ ".ckpt", "checkpoint" },
	{ ".safetensors", "safetensors file" },
	{ ".gguf", "GGUF model" },
	{ ".onnx", "ONNX model" },
	{ ".keras", "Keras model" },
	{ ".h5", "HDF5 file" },
	{ ".hdf5", "HDF5 file" },
	{ ".npy", "numpy array" },
	{ ".npz", "numpy archive" },
};

/* Text may bear any name, but pickles are text too. */
static bool is_text_pickle(const struct pk_blob *b)
{
	return (pk_is_named(b->name, ".pkl") || pk_is_named(b->name, ".pickle")) && pk_pickle_begins(b->bytes);
}

static bool is_text(struct str s)
{
	for (size_t i = 0; i < s.n && i < TEXT_BYTES; i++)
		if ((unsigned char)s.p[i] < ' ' && !memchr("\t\n\r\f", s.p[i], 4))
			return false;
	return true;
}

const char *pk_say_claim(struct pk_probe *p, const struct pk_blob *b)
{
	if (is_text(b->bytes) && !is_text_pickle(b))
		return NULL;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (!bytes_at(b->bytes, marks[i].at, marks[i].magic))
			continue;
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it begins like a %s and cannot be read as one", marks[i].what);
		return marks[i].what;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!pk_is_named(b->name, names[i].ending))
			continue;
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "by its name it is a %s, and its bytes are nothing known", names[i].what);
		return names[i].what;
	}
	return NULL;
}
