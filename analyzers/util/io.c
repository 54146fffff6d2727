#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char *io_status_kind(enum io_status s)
{
	static const char *const kinds[] = { "", "vanished", "unreadable", "special", "too-large" };

	return kinds[s];
}

const char *io_status_text(enum io_status s)
{
	static const char *const texts[] = {
		"",
		"was gone when it should be read",
		"cannot be read",
		"is not a regular file",
		"is larger than the limit (--max-file-size)",
	};

	return texts[s];
}

static enum io_status status_of(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ESTALE ? IO_GONE : IO_UNREADABLE;
}

void io_buffer_release(struct io_buffer *b)
{
	free(b->data);
	*b = (struct io_buffer){ 0 };
}

/* Room for n bytes in all and the padding. */
static void reserve(struct io_buffer *b, size_t n)
{
	size_t need = n + IO_PADDING, cap = b->cap ? b->cap : 64 << 10;

	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->data = realloc(b->data, cap);
	if (!b->data)
		die_oom(cap);
	b->cap = cap;
}

void io_buffer_set(struct io_buffer *b, struct str text)
{
	reserve(b, text.n);
	if (text.n)
		memcpy(b->data, text.p, text.n);
	b->n = text.n;
	memset(b->data + b->n, 0, IO_PADDING);
}

enum io_status io_open(const char *path, struct io_file *f)
{
	struct stat st;

	*f = (struct io_file){ .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) };
	if (f->fd < 0)
		return status_of(errno);
	if (fstat(f->fd, &st) == 0 && S_ISREG(st.st_mode)) {
		f->size = (uint64_t)st.st_size;
		return IO_OK;
	}
	io_close(f);
	return IO_SPECIAL;
}

void io_close(struct io_file *f)
{
	if (f->map)
		(void)munmap(f->map, f->map_n);
	if (f->fd >= 0)
		(void)close(f->fd);
	*f = (struct io_file){ .fd = -1 };
}

/* Reads until b holds upto bytes or the end. */
static enum io_status read_upto(int fd, struct io_buffer *b, size_t upto)
{
	while (b->n < upto) {
		size_t room = b->cap > b->n + IO_PADDING ? b->cap - b->n - IO_PADDING : 0;
		ssize_t n;

		if (room == 0) {
			reserve(b, b->n + 1);
			continue;
		}
		n = read(fd, b->data + b->n, room < upto - b->n ? room : upto - b->n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return IO_UNREADABLE;
		if (n == 0)
			break;
		b->n += (size_t)n;
	}
	memset(b->data + b->n, 0, IO_PADDING);
	return IO_OK;
}

enum io_status io_read(struct io_file *f, struct io_buffer *b, size_t upto)
{
	/* the last byte of a file is known to be the last: one call reads it all (files that say 0, as in /proc, are read on) */
	if (f->size && f->size < upto)
		upto = (size_t)f->size;
	reserve(b, f->size ? upto : b->n);
	return read_upto(f->fd, b, upto);
}

size_t io_read_end(const struct io_file *f, char *to, size_t n)
{
	ssize_t got;

	n = f->size < n ? (size_t)f->size : n;
	got = pread(f->fd, to, n, (off_t)(f->size - n));
	return got > 0 ? (size_t)got : 0;
}

enum io_status io_map(struct io_file *f, struct str *out)
{
	*out = STR("");
	if (f->size == 0)
		return IO_OK;
	if (f->size > SIZE_MAX / 2)
		return IO_LARGE;
	f->map_n = (size_t)f->size;
	f->map = mmap(NULL, f->map_n, PROT_READ, MAP_PRIVATE, f->fd, 0);
	if (f->map == MAP_FAILED) {
		f->map = NULL;
		return IO_UNREADABLE;
	}
	*out = (struct str){ f->map, f->map_n };
	return IO_OK;
}

void io_expect_parts(struct io_file *f)
{
	if (f->map)
		(void)madvise(f->map, f->map_n, MADV_RANDOM);
}

enum io_status io_read_fd(int fd, struct io_buffer *b, size_t max)
{
	enum io_status s;

	b->n = 0;
	s = read_upto(fd, b, max + 1);
	return s == IO_OK && b->n > max ? IO_LARGE : s;
}

int io_read_file(const char *path, struct io_buffer *b, size_t max, struct pk_err *err)
{
	struct io_file f;
	enum io_status s = io_open(path, &f);
	int why = errno;

	b->n = 0;
	if (s != IO_OK)
		return err_set(err, PK_EIO, path, 0, "%s", s == IO_SPECIAL ? "is not a regular file" : strerror(why));
	s = f.size > max ? IO_LARGE : io_read(&f, b, max);
	why = errno;
	io_close(&f);
	if (s == IO_LARGE)
		return err_set(err, PK_EIO, path, 0, "is larger than %zu bytes", max);
	if (s != IO_OK)
		return err_set(err, PK_EIO, path, 0, "%s", strerror(why));
	return PK_OK;
}

int io_write_fd(int fd, struct str text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return PK_EIO;
		text.p += n;
		text.n -= (size_t)n;
	}
	return PK_OK;
}

/* Into what is there and no regular file. */
static int write_plain(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	int rc = fd < 0 ? PK_EIO : io_write_fd(fd, text);

	if (fd >= 0 && close(fd) != 0)
		rc = PK_EIO;
	return rc;
}

static mode_t mode_for(const struct stat *old)
{
	mode_t mask;

	if (old)
		return old->st_mode & 07777;
	mask = umask(0);
	(void)umask(mask);
	return 0666 & ~mask;
}

static int write_beside(const char *path, struct str text, const struct stat *old)
{
	char temp[4200];
	int n = snprintf(temp, sizeof(temp), "%s.XXXXXX", path), fd;

	if (n < 0 || (size_t)n >= sizeof(temp)) {
		errno = ENAMETOOLONG;
		return PK_EIO;
	}
	fd = mkostemp(temp, O_CLOEXEC);
	if (fd < 0)
		return PK_EIO;
	if (io_write_fd(fd, text) != 0 || fchmod(fd, mode_for(old)) != 0 || (old && fsync(fd) != 0) || close(fd) != 0 ||
	    rename(temp, path) != 0) {
		int why = errno;

		(void)unlink(temp);
		errno = why;
		return PK_EIO;
	}
	return PK_OK;
}

int io_write_file(const char *path, struct str text, struct pk_err *err)
{
	char real[4096 + 1];
	struct stat st;
	bool there = stat(path, &st) == 0;
	int rc;

	if (there && !S_ISREG(st.st_mode))
		rc = write_plain(path, text);
	else
		rc = write_beside(there && realpath(path, real) ? real : path, text, there ? &st : NULL);
	return rc ? err_set(err, PK_EIO, path, 0, "cannot be written: %s", strerror(errno)) : PK_OK;
}
