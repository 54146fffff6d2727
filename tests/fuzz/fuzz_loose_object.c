/* Any bytes as the file of a git object, as they are and packed, and as the head of a pack's index. */
#include <stdlib.h>
#include <zlib.h>

#include "git/loose_object.h"

enum { MOST = 1 << 16, ROOM = MOST + 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse(struct str packed, struct io_buffer *out)
{
	for (int kind = PK_GIT_COMMIT; kind <= PK_GIT_TAG; kind++)
		if (pk_loose_parse(packed, (enum pk_git_kind)kind, MOST, out) == IO_OK && io_text(out).n > MOST)
			abort();
}

/* What fits can be read to its end. */
static void check_index(struct str head)
{
	uint64_t least = 1 << 10;

	for (uint64_t size = 0; size < 1 << 14; size += 4)
		if (pk_index_fits(head, size) && size < least)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct io_buffer out = { 0 };
	char *packed = malloc(ROOM), *exact = malloc(size ? size : 1);
	uLongf n = ROOM;

	if (packed && exact && size < MOST / 2) {
		if (size)
			memcpy(exact, data, size);
		parse((struct str){ exact, size }, &out);
		check_index((struct str){ exact, size });
		if (compress2((Bytef *)packed, &n, data, size, 1) == Z_OK)
			parse((struct str){ packed, n }, &out);
	}
	io_buffer_release(&out);
	free(packed);
	free(exact);
	return 0;
}
