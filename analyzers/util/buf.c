#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "err.h"

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void buf_release(struct buf *b)
{
	free(b->data);
	buf_init(b, b->max);
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	b->cut = false;
	if (b->data)
		b->data[0] = '\0';
}

char *buf_room(struct buf *b, size_t n)
{
	size_t need, cap;
	char *data;

	if (n > b->max - b->n || b->max - b->n - n > b->max) {
		b->cut = true;
		return NULL;
	}
	need = b->n + n + 1;
	if (need > b->cap) {
		cap = b->cap ? b->cap * 2 : 256;
		if (cap < need)
			cap = need;
		data = realloc(b->data, cap);
		if (!data)
			die_oom(cap);
		b->data = data;
		b->cap = cap;
	}
	return b->data + b->n;
}

void buf_grew(struct buf *b, size_t n)
{
	b->n += n;
	b->data[b->n] = '\0';
}

void buf_add(struct buf *b, struct str s)
{
	char *room = buf_room(b, s.n);

	if (!room)
		return;
	if (s.n)
		memcpy(room, s.p, s.n);
	buf_grew(b, s.n);
}

void buf_adds(struct buf *b, const char *z)
{
	buf_add(b, str_from(z));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void buf_pad(struct buf *b, char c, size_t count)
{
	char *room = buf_room(b, count);

	if (!room)
		return;
	memset(room, c, count);
	buf_grew(b, count);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *room;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die_bug("buf_printf: bad format");
	room = buf_room(b, (size_t)n);
	if (!room)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(room, (size_t)n + 1, fmt, ap);
	va_end(ap);
	buf_grew(b, (size_t)n);
}
