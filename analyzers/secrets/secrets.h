/*
 * secrets.h: what the parts of the analyzer share. A rule is a regex that starts at one of its keywords, and what its match must
 * pass to be a credential. The first group of the regex is the secret, or all of the match when there is none; in front of it may
 * stand a group called `user`, for services that want a name too.
 */
#ifndef SECRETS_SECRETS_H
#define SECRETS_SECRETS_H

#include "analyzer.h"
#include "source/text/literals.h"
#include "proof.h"

struct pk_secret_rule {
	const struct pk_rule *rule;
	struct pk_regex *regex; /* anchored, unless it reaches before the keyword */
	pk_proof *proof;        /* NULL for none */
	double entropy;         /* bits a byte; 0: any; negative: what random text of the length has */
	uint32_t reach;         /* how many bytes before its keyword the match may start */
	uint32_t window;        /* how many bytes behind the start of the keyword are looked at */
	bool has_user;          /* the first group is the name that goes with the secret, the second one the secret */
	bool generic;           /* the value has no shape of its own: no words */
	bool solid;             /* its keywords, all short, begin a credential that goes on without a break */
	uint32_t kinds;         /* set of enum pk_kind; 0 for all */
};

struct pk_secret_plan {
	struct pk_secret_rules {
		struct pk_secret_rule *v;
		uint32_t n, cap;
	} rules;
	struct {
		struct pk_literal *v; /* owner: index of the rule */
		uint32_t n, cap;
	} keywords;
	struct pk_literals *finder;
};

/* A credential in a text. */
struct pk_secret {
	const struct pk_secret_rule *rule;
	struct str text;
	struct str user;  /* the name that goes with it; "" for none */
	struct span at;   /* in the text that was searched, or in the unit when it was joined out of it */
	uint32_t keyword; /* length of the keyword that led here */
	bool encoded;     /* the span holds it in Base64, hexadecimal digits, escapes */
	bool refuted;     /* has the shape, but not the checksum or structure: nothing general may be said of it either */
};

struct pk_secrets {
	struct pk_secret *v;
	uint32_t n, cap;
};

int pk_secret_rules_read(struct pk_rules *rules, struct pk_secret_plan *plan, struct pk_err *err);
/* Adds what `text` holds; hits are those of its keywords. Of two that overlap the more certain one stays. */
void pk_secrets_find(const struct pk_secret_plan *plan, struct pk_unit *u, struct str text, const struct pk_literal_hits *hits,
		     struct pk_secrets *out);

/* By offset, then by rule. */
void pk_secrets_sort(struct pk_secrets *found);

/* Asks for the lines in which a string literal ends so soon behind a keyword that the rest of a credential may follow in another one. */
void pk_secrets_split(const struct pk_secret_plan *plan, struct pk_unit *u);
/* Adds what strings hold that are put together of several literals; their spans are those of the expressions. In the end all are sorted. */
void pk_secrets_joined(const struct pk_secret_plan *plan, struct pk_unit *u, struct pk_secrets *out);
/* Adds credentials with a shape of their own that stand encoded, beside those in out; their spans are those of the encoded text.
 * In the end all are sorted. False when there was more to decode than a file may have. */
bool pk_secrets_encoded(const struct pk_secret_plan *plan, struct pk_unit *u, struct pk_secrets *out);

#endif
