#include "tape.h"

#include <sys/mman.h>
#include <unistd.h>

#include "util/limits.h"

enum { STEP = 1 << 20, READ_STEP = 16 << 10 }; /* unpacked at once: passing over, reading */

struct pk_tape {
	struct pk_stream *stream;
	char *start;
	size_t n, room; /* unpacked; addresses */
	size_t kept;    /* bytes in memory */
	size_t page;
	enum pk_unpacked end;
};

struct pk_tape *pk_tape_open(struct pk_probe *p, enum pk_packing packing, struct str packed)
{
	struct pk_tape *t = arena_new(p->arena, struct pk_tape);
	void *start;

	t->room = (size_t)p->unpack_left + STEP;
	start = mmap(NULL, t->room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (start == MAP_FAILED)
		return NULL;
	t->start = start;
	t->page = (size_t)sysconf(_SC_PAGESIZE);
	t->end = PK_CUT;
	t->stream = pk_stream_open(p, packing, packed);
	return t;
}

struct str pk_tape_bytes(const struct pk_tape *t)
{
	return (struct str){ t->start, t->n };
}

bool pk_tape_is_cut(const struct pk_tape *t)
{
	return t->end == PK_CUT;
}

bool pk_tape_is_full(const struct pk_tape *t)
{
	return t->kept >= PK_MAX_UNPACKED_WHOLE;
}

/* At most STEP bytes more. */
static size_t unpack_some(struct pk_tape *t, uint64_t want)
{
	size_t n = want < STEP ? (size_t)want : STEP, got = 0;

	if (n > t->room - t->n)
		n = t->room - t->n;
	if (n)
		got = pk_stream_read(t->stream, t->start + t->n, n, &t->end);
	t->n += got;
	return got;
}

bool pk_tape_read(struct pk_tape *t, uint64_t end)
{
	while (t->n < end && !pk_tape_is_full(t)) {
		size_t got = unpack_some(t, READ_STEP);

		t->kept += got;
		if (!got)
			break;
	}
	return t->n >= end;
}

/* Whole pages between, of what was just unpacked. */
static void give_back(struct pk_tape *t, size_t from)
{
	size_t first = (from + t->page - 1) / t->page * t->page, last = t->n / t->page * t->page;

	if (first < last)
		(void)madvise(t->start + first, last - first, MADV_DONTNEED);
}

bool pk_tape_pass(struct pk_tape *t, uint64_t end)
{
	size_t from = t->n;

	while (t->n < end) {
		size_t before = t->n;

		if (!unpack_some(t, end - t->n))
			break;
		give_back(t, before > from + t->page ? before - t->page : from);
	}
	if (t->n > from)
		t->kept += t->n - from < 2 * t->page ? t->n - from : 2 * t->page;
	return t->n >= end;
}

enum pk_unpacked pk_tape_close(struct pk_tape *t)
{
	pk_stream_close(t->stream);
	(void)munmap(t->start, t->room);
	return t->end;
}
