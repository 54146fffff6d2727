/* request: a rule's question, filled in with a credential. */
#ifndef REQUEST_H
#define REQUEST_H

#include "http/http.h"
#include "question.h"

enum { PK_REQUEST_HEADERS = PK_QUESTION_HEADERS + 1 };

struct pk_request {
	struct pk_http_question question; /* of the buffers below */
	struct buf url, body, headers[PK_REQUEST_HEADERS];
	const char *list[PK_REQUEST_HEADERS + 1];
};

/* False, and nothing to wipe, when what was found cannot be part of a request: it holds spaces or control characters, or
 * there is no name for a rule that wants one. */
bool pk_request_make(const struct pk_question *q, struct str secret, struct str user, struct pk_request *out);
/* Overwrites the credential and frees the memory. */
void pk_request_wipe(struct pk_request *r);

#endif
