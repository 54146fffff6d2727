/*
 * io: the one place that opens, reads and writes files. Readers reuse one padded buffer; a big file may be mapped instead.
 * Nothing here blocks on a FIFO, and no read is longer than its cap.
 */
#ifndef UTIL_IO_H
#define UTIL_IO_H

#include "err.h"

enum { IO_PADDING = 64 }; /* zero bytes behind every text that was read */

/* What became of opening or reading a file that may be hostile. */
enum io_status {
	IO_OK,
	IO_GONE,       /* not there (any more) */
	IO_UNREADABLE, /* no permission, or the medium fails */
	IO_SPECIAL,    /* a folder, FIFO, socket or device */
	IO_LARGE,      /* larger than the cap */
};

/* One word, stable, for notes ("vanished", "unreadable", "special", "too-large"), and a sentence for people. */
const char *io_status_kind(enum io_status s);
const char *io_status_text(enum io_status s);

/* Memory for reading, reused from file to file. Start with zeros. */
struct io_buffer {
	char *data;
	size_t n, cap; /* n bytes read so far */
};

void io_buffer_release(struct io_buffer *b);
/* Fills it with a copy of the text, padded. */
void io_buffer_set(struct io_buffer *b, struct str text);

/* An open regular file. Its length is what the system said when it was opened. */
struct io_file {
	int fd;
	uint64_t size;
	void *map; /* NULL unless io_map was called */
	size_t map_n;
};

/* Opens a regular file; symlinks are followed, so ask only for what the walk let through. */
enum io_status io_open(const char *path, struct io_file *f);
void io_close(struct io_file *f);
/* Reads on, behind what b holds already, until b holds `upto` bytes or the file ends; pads. */
enum io_status io_read(struct io_file *f, struct io_buffer *b, size_t upto);
/* The last n bytes, or all there are; how many. Where reading goes on is not changed. */
size_t io_read_end(const struct io_file *f, char *to, size_t n);
/* The whole file as a read-only mapping, valid until io_close. No padding. */
enum io_status io_map(struct io_file *f, struct str *out);
/* Only parts of the mapping are going to be read: nothing is read ahead. */
void io_expect_parts(struct io_file *f);
/* What b holds. */
static inline struct str io_text(const struct io_buffer *b)
{
	return (struct str){ b->data, b->n };
}

/* A whole descriptor (standard input) up to max bytes; IO_LARGE when there is more. */
enum io_status io_read_fd(int fd, struct io_buffer *b, size_t max);
/* A whole file of the user's own (rules, configuration): a fault is an err that says what. */
int io_read_file(const char *path, struct io_buffer *b, size_t max, struct pk_err *err);

/* Replaces the file in one step: written beside it, flushed to disk, renamed over it; the mode is kept. What is no
 * regular file (a terminal, /dev/null, a pipe) is simply written to. */
int io_write_file(const char *path, struct str text, struct pk_err *err);
/* Writes all of it. 0 or PK_EIO without err: the caller knows what it was. */
int io_write_fd(int fd, struct str text);

#endif
