#include "verify.h"

#include <stdlib.h>
#include <time.h>

#include "answer.h"
#include "request.h"
#include "util/limits.h"
#include "util/map.h"
#include "util/vec.h"

enum {
	STRIKES = 2, /* questions without an answer, after which a host is left alone */
	SILENCE = 6, /* the same in a row, whatever the hosts: there is no network */
};

/* A credential and its rule. */
struct subject {
	const struct pk_finding *finding; /* one of them */
	enum pk_verified verified;
};

struct subjects VEC(struct subject);

/* One run of questions. */
struct talk {
	struct pk_verify *v;
	struct str host; /* of the last question */
	uint32_t strikes, silence;
	const char *given_up;     /* why the host is not asked any more; NULL while it is */
	struct timespec earliest; /* of the next question to it */
};

/* ---- time ---- */

static void wait_for_turn(const struct talk *t)
{
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t->earliest, NULL) != 0)
		;
}

static void set_turn(struct talk *t)
{
	(void)clock_gettime(CLOCK_MONOTONIC, &t->earliest);
	t->earliest.tv_nsec += PK_VERIFY_GAP_MS * 1000000L;
	t->earliest.tv_sec += t->earliest.tv_nsec / 1000000000L;
	t->earliest.tv_nsec %= 1000000000L;
}

/* ---- one credential ---- */

static void note(struct talk *t, struct str why)
{
	struct pk_verify_notes *notes = &t->v->notes;

	for (uint32_t i = 0; i < notes->n; i++) {
		if (!str_eq(notes->v[i].host, t->host) || !str_eq(notes->v[i].why, why))
			continue;
		notes->v[i].n++;
		return;
	}
	vec_push(t->v->arena, notes, (struct pk_verify_note){ t->host, why, 1 });
}

static const char *end_text(enum pk_http_end end)
{
	static const char *const texts[] = { "",
					     "cannot be reached",
					     "has no address of the public internet",
					     "has no valid certificate",
					     "took too long",
					     "answered at too great length" };

	return texts[end];
}

/* A host that does not answer is soon left alone, and so is one that says that it is asked too much. */
static void keep_in_mind(struct talk *t, enum pk_http_end end, long status)
{
	if (end == PK_HTTP_ANSWERED || end == PK_HTTP_LARGE) {
		t->silence = 0;
		t->given_up = status == 429 ? "wants no more questions for now" : NULL;
		return;
	}
	t->silence++;
	if (++t->strikes >= STRIKES || end == PK_HTTP_NOT_PUBLIC)
		t->given_up = end_text(end);
}

static enum pk_verified ask(struct talk *t, const struct subject *s)
{
	const struct pk_question *q = s->finding->rule->question;
	enum pk_verified verified = PK_UNSURE;
	struct pk_request request;
	enum pk_http_end end;
	struct buf body;
	struct str secret, user;
	long status;

	if (!pk_vault_find(t->v->vault, s->finding->key, &secret, &user) || !pk_question_fits(q, secret) ||
	    !pk_request_make(q, secret, user, &request)) {
		note(t, STR("cannot be asked about it"));
		return PK_UNSURE;
	}
	buf_init(&body, PK_MAX_ANSWER_BYTES);
	wait_for_turn(t);
	end = pk_http_ask(t->v->http, &request.question, &status, &body);
	set_turn(t);
	keep_in_mind(t, end, status);
	if (end == PK_HTTP_ANSWERED)
		verified = pk_answer_judge(q, status, buf_str(&body));
	if (verified == PK_UNSURE)
		note(t, end == PK_HTTP_ANSWERED ? arena_printf(t->v->arena, "answered %ld", status) : str_from(end_text(end)));
	pk_request_wipe(&request);
	buf_release(&body);
	return verified;
}

/* ---- all of them ---- */

static int by_host(const void *a, const void *b)
{
	const struct pk_finding *x = (*(struct subject *const *)a)->finding, *y = (*(struct subject *const *)b)->finding;
	int d = str_cmp(x->rule->question->host, y->rule->question->host);

	if (d == 0)
		d = str_cmp(x->rule->id, y->rule->id);
	return d ? d : str_cmp(x->key, y->key);
}

static void talk_about(struct talk *t, struct subject *s)
{
	struct str host = s->finding->rule->question->host;

	if (!str_eq(host, t->host)) {
		t->host = host;
		t->strikes = 0;
		t->given_up = NULL;
		t->earliest = (struct timespec){ 0 };
	}
	s->verified = PK_UNSURE;
	if (t->silence >= SILENCE)
		note(t, STR("was not asked: no service can be reached"));
	else if (t->given_up)
		note(t, str_from(t->given_up));
	else
		s->verified = ask(t, s);
}

static void ask_all(struct pk_verify *v, struct arena *temp, const struct subjects *all)
{
	struct subject **asked = arena_zalloc(temp, all->n, sizeof(struct subject *));
	struct talk t = { .v = v, .host = STR("") };
	uint32_t n = 0;

	for (uint32_t i = 0; i < all->n; i++)
		if (all->v[i].finding->rule->question)
			asked[n++] = &all->v[i];
	if (n)
		qsort(asked, n, sizeof(*asked), by_host);
	for (uint32_t i = 0; i < n; i++)
		talk_about(&t, asked[i]);
}

static bool concerns(const struct pk_finding *f)
{
	return f->key.n && f->state == PK_OPEN;
}

/* 1 + the place of the finding's subject, made when it is new. */
static uint64_t *place_of(struct map *places, struct arena *temp, const struct pk_finding *f)
{
	return map_put(places, arena_printf(temp, "%.*s %.*s", STR_ARG(f->rule->id), STR_ARG(f->key)), NULL);
}

static void weigh(struct pk_finding *f)
{
	if (f->verified == PK_LIVE)
		f->severity = PK_CRITICAL;
	else if (f->verified == PK_DEAD && f->severity > PK_LOW)
		f->severity = PK_LOW;
}

void pk_verify_findings(struct pk_verify *v, struct pk_finding *const *findings, uint32_t n)
{
	struct subjects all = { 0 };
	struct map places;
	struct arena temp;

	arena_init(&temp, 0);
	map_init(&places, &temp);
	vec_reserve(&temp, &all, n);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t *place = concerns(findings[i]) ? place_of(&places, &temp, findings[i]) : NULL;

		if (!place || *place)
			continue;
		vec_push(&temp, &all, (struct subject){ findings[i], PK_NOT_ASKED });
		*place = all.n;
	}
	ask_all(v, &temp, &all);
	for (uint32_t i = 0; i < all.n; i++)
		v->verified[all.v[i].verified]++;
	for (uint32_t i = 0; i < n; i++) {
		if (!concerns(findings[i]))
			continue;
		findings[i]->verified = all.v[*place_of(&places, &temp, findings[i]) - 1].verified;
		weigh(findings[i]);
	}
	arena_release(&temp);
}
