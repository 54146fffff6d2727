/* explain: what there is to say about a rule, for the formats and commands that explain rules. */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "rule.h"
#include "util/buf.h"

enum { PK_EXPLAIN_MAX = 16 };

/* The message up to the end of its first sentence. */
struct str pk_explain_sentence(struct str message);
/* The texts of metadata.<key>, a list or one text; at most PK_EXPLAIN_MAX. Returns how many. */
uint32_t pk_explain_list(const struct pk_rule *rule, const char *key, struct str out[PK_EXPLAIN_MAX]);
/* "502" of "CWE-502: Deserialization of Untrusted Data"; "" when it is no CWE. */
struct str pk_explain_cwe(struct str cwe);
/* Why, a bad and a good example and the links, as plain text and as Markdown; the message when there is nothing else. */
void pk_explain_text(struct buf *out, const struct pk_rule *rule);
void pk_explain_markdown(struct buf *out, const struct pk_rule *rule);

#endif
