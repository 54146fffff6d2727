#include "git/loose_object.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <zlib.h>

#include "util/buf.h"
#include "util/limits.h"

enum { PIECE = 64 << 10, HEAD = 32, COUNTS = 1024 /* bytes */ };

/* At most out->max bytes; false when what is packed is damaged or goes on. */
static bool unpack(struct str packed, struct buf *out)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n };
	int rc = Z_OK;

	if (inflateInit(&z) != Z_OK)
		return false;
	while (rc == Z_OK) {
		size_t room = out->max - out->n < PIECE ? out->max - out->n : PIECE;
		char *to = room ? buf_room(out, room) : NULL;

		if (!to)
			break;
		z.next_out = (Bytef *)to;
		z.avail_out = (uInt)room;
		rc = inflate(&z, Z_NO_FLUSH);
		buf_grew(out, room - z.avail_out);
	}
	(void)inflateEnd(&z);
	return rc == Z_STREAM_END;
}

/* "blob 12" in front of what it holds. */
static enum io_status judge(struct str all, bool is_whole, enum pk_git_kind kind, size_t max, struct str *body)
{
	static const char *const kinds[] = { "", "commit", "tree", "blob", "tag" };
	size_t end = str_find(str_slice(all, 0, all.n < HEAD ? all.n : HEAD), (struct str){ "", 1 }, 0);
	struct str head = str_slice(all, 0, end == SIZE_MAX ? 0 : end), word;
	int64_t n;

	if (!str_cut(&head, ' ', &word) || !str_to_int(head, &n) || n < 0)
		return IO_UNREADABLE;
	if (!str_is(word, kinds[kind]))
		return IO_GONE;
	if ((uint64_t)n > max)
		return IO_LARGE;
	*body = str_slice(all, end + 1, all.n);
	return is_whole && body->n == (size_t)n ? IO_OK : IO_UNREADABLE;
}

enum io_status pk_loose_parse(struct str packed, enum pk_git_kind kind, size_t max, struct io_buffer *out)
{
	struct str body = STR("");
	enum io_status status;
	struct buf plain;
	bool is_whole;

	buf_init(&plain, max + HEAD);
	is_whole = unpack(packed, &plain);
	status = judge(buf_str(&plain), is_whole, kind, max, &body);
	if (status == IO_OK)
		io_buffer_set(out, body);
	buf_release(&plain);
	return status;
}

static enum io_status read_from(const struct pk_loose_folder *folder, const struct pk_git_id *id, enum pk_git_kind kind, size_t max,
				bool *is_there, struct io_buffer *out)
{
	char hex[PK_GIT_HEX], path[PK_MAX_PATH_BYTES];
	struct io_buffer packed = { 0 };
	enum io_status status;
	struct io_file file;

	pk_git_hex(id, hex);
	if ((size_t)snprintf(path, sizeof(path), "%s/%.2s/%s", folder->path, hex, hex + 2) >= sizeof(path))
		return IO_GONE;
	status = io_open(path, &file);
	*is_there = status != IO_GONE; /* a FIFO is, too */
	if (status != IO_OK)
		return status == IO_GONE ? IO_GONE : IO_UNREADABLE;
	(void)io_read(&file, &packed, max + max / 2 + PIECE);
	io_close(&file);
	status = pk_loose_parse(io_text(&packed), kind, max, out);
	io_buffer_release(&packed);
	return status;
}

enum io_status pk_loose_read(const struct pk_loose *l, const struct pk_git_id *id, enum pk_git_kind kind, size_t max, bool *is_there,
			     struct io_buffer *out)
{
	enum io_status status = IO_GONE;

	*is_there = false;
	for (uint32_t i = 0; i < l->n && !*is_there; i++)
		if (l->v[i].has[id->bytes[0]])
			status = read_from(&l->v[i], id, kind, max, is_there, out);
	return status;
}

/* ---- folders ---- */

static uint32_t number_at(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Rising counts by first byte, then so many ids with their checksums and offsets, and two hashes. */
bool pk_index_fits(struct str index, uint64_t size)
{
	bool is_new = str_starts(index, STR("\xfftOc"));
	size_t at = is_new ? 8 : 0;
	uint64_t n = 0, least;

	if (index.n < at + COUNTS)
		return false;
	for (size_t i = at; i < at + COUNTS; i += 4) {
		if (number_at(index, i) < n)
			return false;
		n = number_at(index, i);
	}
	least = at + COUNTS + n * (is_new ? 28 : 24) + 40;
	return size >= least && size <= least + (is_new ? n * 8 : 0);
}

static bool is_index_whole(const char *path)
{
	struct io_buffer head = { 0 };
	struct io_file file;
	bool good = false;

	if (io_open(path, &file) == IO_OK) {
		(void)io_read(&file, &head, COUNTS + 8);
		good = pk_index_fits(io_text(&head), file.size);
	}
	io_close(&file);
	io_buffer_release(&head);
	return good;
}

static bool are_packs_whole(const char *objects)
{
	char path[PK_MAX_PATH_BYTES];
	const struct dirent *entry;
	bool good = true;
	DIR *folder;

	(void)snprintf(path, sizeof(path), "%s/pack", objects);
	folder = opendir(path);
	while (folder && good && (entry = readdir(folder))) {
		if (!str_ends(str_from(entry->d_name), STR(".idx")))
			continue;
		good = (size_t)snprintf(path, sizeof(path), "%s/pack/%s", objects, entry->d_name) < sizeof(path) && is_index_whole(path);
	}
	if (folder)
		(void)closedir(folder);
	return good;
}

/* Which first bytes of an id have a folder: in what was just cloned none. */
static void list(struct pk_loose_folder *f)
{
	DIR *folder = opendir(f->path);
	const struct dirent *entry;
	struct pk_git_id id;

	while (folder && (entry = readdir(folder))) {
		char hex[PK_GIT_HEX];

		memset(hex, '0', sizeof(hex));
		memcpy(hex, entry->d_name, 2);
		if (strlen(entry->d_name) == 2 && pk_git_id((struct str){ hex, PK_GIT_HEX - 1 }, &id))
			f->has[id.bytes[0]] = true;
	}
	if (folder)
		(void)closedir(folder);
}

/* False when there are too many. What is no folder is passed over, and what is one of them already. */
static bool add_folder(struct pk_loose *l, struct str path)
{
	struct pk_loose_folder *f = &l->v[l->n];
	struct stat st;

	if (l->n == PK_MAX_ALTERNATES)
		return false;
	if (path.n >= sizeof(f->path))
		return true;
	memcpy(f->path, path.p, path.n);
	f->path[path.n] = '\0';
	if (stat(f->path, &st) != 0 || !S_ISDIR(st.st_mode))
		return true;
	for (uint32_t i = 0; i < l->n; i++)
		if (l->v[i].device == (uint64_t)st.st_dev && l->v[i].inode == (uint64_t)st.st_ino)
			return true;
	f->device = (uint64_t)st.st_dev;
	f->inode = (uint64_t)st.st_ino;
	list(f);
	l->n++;
	return true;
}

/* The folders that info/alternates of one names, a line each: relative ones are below it. */
static bool add_alternates(struct pk_loose *l, struct str objects)
{
	struct io_buffer buffer = { 0 };
	struct str rest, line;
	struct buf path;
	struct io_file file;
	bool good = true;

	buf_init(&path, 2 * PK_MAX_PATH_BYTES);
	buf_printf(&path, "%.*s/info/alternates", STR_ARG(objects));
	buf_addc(&path, '\0');
	if (io_open(buf_str(&path).p, &file) == IO_OK)
		(void)io_read(&file, &buffer, PK_MAX_PATH_BYTES * PK_MAX_ALTERNATES);
	io_close(&file);
	rest = io_text(&buffer);
	while (good && str_cut(&rest, '\n', &line)) {
		buf_reset(&path);
		if (line.n && line.p[0] != '/')
			buf_printf(&path, "%.*s/", STR_ARG(objects));
		buf_add(&path, line);
		good = !line.n || line.p[0] == '#' || path.cut || add_folder(l, buf_str(&path));
	}
	buf_release(&path);
	io_buffer_release(&buffer);
	return good;
}

bool pk_loose_open(struct pk_loose *l, const char *objects)
{
	*l = (struct pk_loose){ 0 };
	if (!add_folder(l, str_from(objects)))
		return false;
	for (uint32_t i = 0; i < l->n; i++)
		if (!are_packs_whole(l->v[i].path) || !add_alternates(l, str_from(l->v[i].path)))
			return false;
	return true;
}
