/*
 * question: how a rule's service is asked whether a credential works, and which answers say so: metadata.picket.verify. Whom to
 * ask is fixed when the rule is read; a credential only ever stands behind the host.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "rule.h"

enum { PK_QUESTION_HEADERS = 8 };

struct pk_question {
	struct str url;             /* https://host/path; here and below {secret} stands for what was found */
	struct str host;            /* in it: a name, never an address */
	bool post;                  /* else GET */
	struct str body;            /* of a POST, form-encoded; "" for none */
	const struct yaml *starts;  /* how credentials start that may be asked about, one text or several; NULL for all */
	struct str basic;           /* "{user}:{secret}", for Basic authentication; "" for none */
	const struct yaml *headers; /* names and texts; NULL for none */
	/* A map or a list of maps with `status` and `body`: paths of JSON ("error.code", "data.0.id") and what stands there: a text, a
	 * list of texts, or * for anything but null, false and "". */
	const struct yaml *live;
	const struct yaml *dead; /* NULL when no answer means that */
};

/* Whether the service can be asked about this one. */
bool pk_question_fits(const struct pk_question *q, struct str secret);
/* Sets rule->question when the rule has one. What is wrong with it is an err of one line. */
int pk_question_read(struct arena *a, struct pk_rule *rule, struct pk_err *err);

#endif
