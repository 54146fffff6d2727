#include "pager.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	MAX_MAPS = 4096,
	STEP = 64 << 10, /* fetched at once */
	MOST_STEPS = 16, /* where it is read on */
};

struct map {
	char *start;
	size_t n, room; /* bytes; whole pages */
	int fd;
	struct pk_hub_source *source;
	uint64_t next, steps; /* where reading on would go on, and how many steps that takes */
	uint64_t bytes, requests;
	const char *why;
};

struct pk_pager {
	struct pk_hub *hub;
	struct pk_pager_limits limits;
	pthread_t thread;
	int ask[2], done[2]; /* pipes: addresses that are touched, and an answer to each */
	struct sigaction before;
	struct map maps[MAX_MAPS];
	atomic_uint n;
	char why[600];
};

/* A handler knows no other way to its data. */
static struct pk_pager *_Atomic the_pager;

static struct map *map_of(struct pk_pager *p, const char *at)
{
	for (unsigned i = atomic_load(&p->n); i; i--)
		if (at >= p->maps[i - 1].start && at < p->maps[i - 1].start + p->maps[i - 1].room)
			return &p->maps[i - 1];
	return NULL;
}

/* In the thread that touched it: nothing but read and write is called. */
static void on_touch(int sig, siginfo_t *info, void *context)
{
	struct pk_pager *p = atomic_load(&the_pager);
	const char *at = info->si_addr;
	char answer;
	int kept = errno;

	(void)context;
	if (!p || !map_of(p, at)) {
		(void)signal(sig, SIG_DFL);
		return;
	}
	if (write(p->ask[1], &at, sizeof(at)) != sizeof(at))
		(void)signal(sig, SIG_DFL);
	while (read(p->done[0], &answer, 1) < 0 && errno == EINTR)
		;
	errno = kept;
}

static bool fetch(struct pk_pager *p, struct map *m, uint64_t at, uint64_t n)
{
	struct pk_err err = { 0 };
	struct buf out;
	bool good;

	if (m->why)
		return false;
	if (m->requests >= p->limits.requests || m->bytes >= p->limits.bytes) {
		m->why = "more of it would have to be fetched than is allowed";
		return false;
	}
	buf_init(&out, (size_t)n);
	m->requests++;
	m->bytes += n;
	good = pk_hub_read(p->hub, m->source, at, n, &out, &err) == PK_OK && out.n == n &&
	       pwrite(m->fd, out.data, out.n, (off_t)at) == (ssize_t)out.n;
	if (!good) {
		(void)snprintf(p->why, sizeof(p->why), "%.200s: %.300s", err.path,
			       err.msg[0] ? err.msg : "gave fewer bytes than were asked for");
		m->why = arena_str(p->hub->arena, str_from(p->why)).p;
	}
	buf_release(&out);
	return good;
}

/* The block that was touched, and more of them where one is read after the other. */
static void fill(struct pk_pager *p, struct map *m, const char *touched)
{
	uint64_t at = (uint64_t)(touched - m->start) / STEP * STEP, n;

	m->steps = at == m->next && m->steps ? (m->steps * 2 < MOST_STEPS ? m->steps * 2 : MOST_STEPS) : 1;
	n = m->steps * STEP;
	if (n > m->n - at)
		n = m->n - at;
	(void)fetch(p, m, at, n);
	m->next = at + n;
	n = n + (STEP - n % STEP) % STEP;
	if (at + n > m->room)
		n = m->room - at;
	(void)mprotect(m->start + at, (size_t)n, PROT_READ);
}

static void *serve(void *p_)
{
	struct pk_pager *p = p_;
	const char *at;

	while (read(p->ask[0], &at, sizeof(at)) == sizeof(at) && at) {
		struct map *m = map_of(p, at);

		if (m)
			fill(p, m, at);
		if (write(p->done[1], "", 1) != 1)
			break;
	}
	return NULL;
}

struct pk_pager *pk_pager_new(struct pk_hub *hub, struct pk_pager_limits limits)
{
	struct sigaction action = { .sa_sigaction = on_touch, .sa_flags = SA_SIGINFO | SA_NODEFER };
	struct pk_pager *p = calloc(1, sizeof(*p));

	if (!p)
		die_oom(sizeof(*p));
	p->hub = hub;
	p->limits = limits;
	if (pipe(p->ask) != 0 || pipe(p->done) != 0 || pthread_create(&p->thread, NULL, serve, p) != 0) {
		free(p);
		return NULL;
	}
	atomic_store(&the_pager, p);
	(void)sigaction(SIGSEGV, &action, &p->before);
	return p;
}

void pk_pager_free(struct pk_pager *p)
{
	static const char *const none;

	if (!p)
		return;
	(void)sigaction(SIGSEGV, &p->before, NULL);
	atomic_store(&the_pager, NULL);
	if (write(p->ask[1], &none, sizeof(none)) == sizeof(none))
		(void)pthread_join(p->thread, NULL);
	for (unsigned i = 0; i < atomic_load(&p->n); i++) {
		(void)munmap(p->maps[i].start, p->maps[i].room);
		(void)close(p->maps[i].fd);
	}
	for (int i = 0; i < 2; i++) {
		(void)close(p->ask[i]);
		(void)close(p->done[i]);
	}
	free(p);
}

const char *pk_pager_map(struct pk_pager *p, struct pk_hub_source *s, struct str first)
{
	unsigned n = atomic_load(&p->n);
	struct map *m = &p->maps[n];
	size_t page = (size_t)sysconf(_SC_PAGESIZE), there = first.n / STEP * STEP;
	void *start;

	if (n == MAX_MAPS || s->size > SIZE_MAX / 2 || !s->size)
		return NULL;
	*m = (struct map){ .n = (size_t)s->size, .source = s, .next = there };
	m->room = (m->n + page - 1) / page * page;
	m->fd = memfd_create("picket", MFD_CLOEXEC);
	if (m->fd < 0)
		return NULL;
	start = ftruncate(m->fd, (off_t)m->n) == 0 ? mmap(NULL, m->room, PROT_NONE, MAP_SHARED, m->fd, 0) : MAP_FAILED;
	if (start == MAP_FAILED) {
		(void)close(m->fd);
		return NULL;
	}
	m->start = start;
	if (first.n == m->n)
		there = m->room;
	if (first.n && pwrite(m->fd, first.p, first.n, 0) == (ssize_t)first.n && there)
		(void)mprotect(start, there, PROT_READ);
	atomic_store(&p->n, n + 1);
	return start;
}

const char *pk_pager_why(const struct pk_pager *p, const char *map)
{
	const struct map *m = map_of((struct pk_pager *)(uintptr_t)p, map);

	return m ? m->why : NULL;
}
