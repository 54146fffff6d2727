#include "vault.h"

#include <pthread.h>
#include <stdlib.h>

#include "util/err.h"
#include "util/limits.h"
#include "util/map.h"
#include "util/vec.h"

struct kept {
	struct str secret, user;
};

struct pk_vault {
	pthread_mutex_t lock;
	struct arena arena;
	struct map places; /* by key: place in the list + 1 */
	struct VEC(struct kept) list;
};

struct pk_vault *pk_vault_new(void)
{
	struct pk_vault *v = calloc(1, sizeof(*v));

	if (!v || pthread_mutex_init(&v->lock, NULL) != 0)
		die_oom(sizeof(*v));
	arena_init(&v->arena, 0);
	map_init(&v->places, &v->arena);
	return v;
}

static void wipe(struct str s)
{
	explicit_bzero((char *)(uintptr_t)s.p, s.n);
}

void pk_vault_free(struct pk_vault *v)
{
	struct kept *k;

	if (!v)
		return;
	vec_each(k, &v->list) {
		wipe(k->secret);
		wipe(k->user);
	}
	arena_release(&v->arena);
	(void)pthread_mutex_destroy(&v->lock);
	free(v);
}

/* Of several names for one secret the first in order stays, whichever worker came first. */
void pk_vault_keep(struct pk_vault *v, struct str key, struct str secret, struct str user)
{
	uint64_t *place;

	if (secret.n > PK_MAX_VERIFIED_BYTES || user.n > PK_MAX_VERIFIED_BYTES)
		return;
	(void)pthread_mutex_lock(&v->lock);
	place = map_get(&v->places, key);
	if (place && str_cmp(user, v->list.v[*place - 1].user) < 0) {
		v->list.v[*place - 1].user = arena_str(&v->arena, user);
	} else if (!place && v->list.n < PK_MAX_VERIFIED) {
		vec_push(&v->arena, &v->list, (struct kept){ arena_str(&v->arena, secret), arena_str(&v->arena, user) });
		*map_put(&v->places, key, NULL) = v->list.n;
	}
	(void)pthread_mutex_unlock(&v->lock);
}

bool pk_vault_find(struct pk_vault *v, struct str key, struct str *secret, struct str *user)
{
	const uint64_t *place;

	(void)pthread_mutex_lock(&v->lock);
	place = map_get(&v->places, key);
	if (place) {
		*secret = v->list.v[*place - 1].secret;
		*user = v->list.v[*place - 1].user;
	}
	(void)pthread_mutex_unlock(&v->lock);
	return place != NULL;
}
