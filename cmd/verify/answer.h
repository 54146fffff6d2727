/* answer: what a service's answer says of the credential that it was asked about. */
#ifndef ANSWER_H
#define ANSWER_H

#include "finding.h"
#include "question.h"

/* PK_LIVE or PK_DEAD only when status and JSON are as the rule says; everything else is PK_UNSURE. Bears any bytes. */
enum pk_verified pk_answer_judge(const struct pk_question *q, long status, struct str body);

#endif
