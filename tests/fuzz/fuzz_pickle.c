/* Any bytes as pickles, also behind garbage. What is run opcode by opcode must come to the same as what is run at once. */
#include "artifact.h"
#include "artifacts/pickle/pickle.h"
#include "artifacts/stream/tape.h"

static bool look(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_pickle_scan(p, b, true, UINT32_MAX);
}

static void scan(struct arena *arena, const struct pk_verdicts *verdicts, const struct pk_blob *b, bool singly, struct pk_probe *p)
{
	pk_probe_init(p, arena, verdicts, b->bytes.n);
	p->inspector = &pk_inspector;
	p->singly = singly;
	(void)look(p, b);
	pk_probe_finish(p);
}

/* Deflate without any compression. */
static void store(struct buf *out, struct str data)
{
	enum { BLOCK = 60000 };
	bool last = false;

	while (!last) {
		size_t n = data.n < BLOCK ? data.n : BLOCK;

		last = n == data.n;
		buf_addc(out, (char)last);
		for (int i = 0; i < 4; i++)
			buf_addc(out, (char)((i < 2 ? n : ~n) >> i % 2 * 8));
		buf_add(out, str_slice(data, 0, n));
		data = str_slice(data, n, data.n);
	}
}

/* Whole pickles, unpacked as they are read, are what they are when all of them is there. */
static void follow(struct arena *arena, const struct pk_verdicts *verdicts, const struct pk_blob *b, const struct pk_probe *all)
{
	struct pk_blob blob = *b;
	struct pk_probe p;
	struct buf packed;
	size_t end = 0;

	buf_init(&packed, SIZE_MAX / 2);
	store(&packed, b->bytes);
	pk_probe_init(&p, arena, verdicts, b->bytes.n);
	p.inspector = &pk_inspector;
	p.unpack_left = 8 << 20;
	blob.tape = pk_tape_open(&p, PK_DEFLATE, buf_str(&packed));
	if (blob.tape) {
		blob.bytes = pk_tape_bytes(blob.tape);
		(void)pk_pickle_follow(&p, &blob, &end);
		pk_probe_finish(&p);
		if (end == b->bytes.n && end && end < PK_KEPT_TEXT && p.issues.n != all->issues.n)
			abort();
		(void)pk_tape_close(blob.tape);
	}
	buf_release(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct pk_blob blob = { .bytes = { (const char *)data, n }, .where = STR(""), .name = STR("fuzz.pkl") };
	struct pk_verdicts verdicts;
	struct pk_probe one, all;
	struct arena arena;

	arena_init(&arena, 0);
	pk_verdicts_init(&verdicts, &arena);
	scan(&arena, &verdicts, &blob, true, &one);
	scan(&arena, &verdicts, &blob, false, &all);
	if (one.issues.n != all.issues.n || one.named.n != all.named.n)
		abort();
	for (uint32_t i = 0; i < one.issues.n; i++)
		if (one.issues.v[i].kind != all.issues.v[i].kind || one.issues.v[i].at != all.issues.v[i].at ||
		    !str_eq(one.issues.v[i].what, all.issues.v[i].what))
			abort();
	follow(&arena, &verdicts, &blob, &all);
	arena_release(&arena);
	return fuzz_artifact(data, n, look);
}
