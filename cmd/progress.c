#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"

enum { FIRST_MS = 1000, EVERY_MS = 100 };

struct cmd_ticker {
	const struct pk_progress *files;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	bool stop, shown;
};

static void add_ms(struct timespec *t, long ms)
{
	t->tv_nsec += ms * 1000000;
	t->tv_sec += t->tv_nsec / 1000000000;
	t->tv_nsec %= 1000000000;
}

static void *tick(void *arg)
{
	struct cmd_ticker *t = arg;
	struct timespec next;

	(void)clock_gettime(CLOCK_REALTIME, &next);
	add_ms(&next, FIRST_MS);
	(void)pthread_mutex_lock(&t->lock);
	while (!t->stop) {
		if (pthread_cond_timedwait(&t->stopped, &t->lock, &next) == 0)
			continue;
		(void)fprintf(stderr, "\r%u of %u files", atomic_load(&t->files->done), t->files->total);
		(void)fflush(stderr);
		t->shown = true;
		add_ms(&next, EVERY_MS);
	}
	(void)pthread_mutex_unlock(&t->lock);
	return NULL;
}

void cmd_progress_start(struct cmd_progress *p, uint32_t total, bool wanted)
{
	struct cmd_ticker *t;

	*p = (struct cmd_progress){ .files = { .total = total } };
	if (!wanted || !isatty(STDERR_FILENO))
		return;
	t = calloc(1, sizeof(*t));
	if (!t)
		die_oom(sizeof(*t));
	t->files = &p->files;
	(void)pthread_mutex_init(&t->lock, NULL);
	(void)pthread_cond_init(&t->stopped, NULL);
	p->ticker = t;
	if (pthread_create(&t->thread, NULL, tick, t) != 0) {
		free(t);
		p->ticker = NULL;
	}
}

void cmd_progress_stop(struct cmd_progress *p)
{
	struct cmd_ticker *t = p->ticker;

	if (!t)
		return;
	(void)pthread_mutex_lock(&t->lock);
	t->stop = true;
	(void)pthread_cond_signal(&t->stopped);
	(void)pthread_mutex_unlock(&t->lock);
	(void)pthread_join(t->thread, NULL);
	if (t->shown)
		(void)fprintf(stderr, "\r\033[K");
	free(t);
	p->ticker = NULL;
}
