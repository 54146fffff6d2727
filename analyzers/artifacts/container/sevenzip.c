/* 7z: every member, unpacked and inspected. */
#include "artifacts/stream/unpack.h"
#include "container.h"
#include "util/limits.h"

static enum pk_unpacked read_member(struct pk_foreign *f, struct buf *out)
{
	enum pk_unpacked end = PK_CUT;

	while (end == PK_CUT) {
		size_t room = out->max - out->n < (64 << 10) ? out->max - out->n : (64 << 10);
		char *to = room ? buf_room(out, room) : NULL;

		if (!to)
			break;
		buf_grew(out, pk_foreign_read(f, to, room, &end));
	}
	return end;
}

static void look_at_member(struct pk_probe *p, const struct pk_blob *b, struct pk_foreign *f, struct str name, bool encrypted)
{
	struct pk_blob member;
	enum pk_unpacked end;
	struct buf out;

	buf_init(&out, p->unpack_left < PK_MAX_UNPACKED_WHOLE ? (size_t)p->unpack_left : PK_MAX_UNPACKED_WHOLE);
	end = read_member(f, &out);
	p->unpacked += out.n;
	p->unpack_left -= out.n;
	pk_probe_grant(p, out.n);
	member = pk_blob_unpacked(p, b, 0, buf_str(&out), name);
	if (encrypted)
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, &member, 0, "it is encrypted");
	else if (end != PK_UNPACKED)
		pk_say_unpacked(p, &member, end);
	(void)pk_probe_inspect(p, &member);
	buf_release(&out);
}

bool pk_look_7z(struct pk_probe *p, const struct pk_blob *b)
{
	enum pk_unpacked end;
	struct pk_foreign *f = pk_foreign_open_members(p, b->bytes, &end);
	struct str name;
	bool encrypted;
	int n = 0;

	while (f && n++ < PK_MAX_ARCHIVE_MEMBERS && !p->over && pk_foreign_next(f, &name, &encrypted, &end))
		look_at_member(p, b, f, name, encrypted);
	if (f && pk_foreign_has_encrypted(f))
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it is encrypted");
	else if (end != PK_UNPACKED)
		pk_say_unpacked(p, b, end == PK_CUT ? PK_BAD : end);
	pk_foreign_close(f);
	return true;
}
