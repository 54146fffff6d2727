/*
 * Safe Browsing v5 and Web Risk: both are asked with the first four bytes of hashes and answer with whole ones.
 */
#include <cjson/cJSON.h>
#include <stdio.h>

#include "reputation.h"
#include "util/base64.h"

enum {
	PREFIX = 4,
	HASH = 32,
	BATCH = 30,          /* prefixes in one question to Safe Browsing */
	MAX_QUESTIONS = 200, /* of one run */
	MAX_ANSWER = 4 << 20,
	MAX_ADDRESS = 8192,
};

static const char SAFE_BROWSING[] = "https://safebrowsing.googleapis.com/v5/hashes:search?alt=json&key=";
static const char WEB_RISK[] = "https://webrisk.googleapis.com/v1/hashes:search?threatTypes=MALWARE&threatTypes=SOCIAL_ENGINEERING"
			       "&threatTypes=UNWANTED_SOFTWARE&key=";

/* Base64 for an address: no +, / or =. */
static void add_prefix(struct buf *b, const unsigned char *hash)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint32_t n = (uint32_t)hash[0] << 16 | (uint32_t)hash[1] << 8 | hash[2];

	for (int i = 3; i >= 0; i--)
		buf_addc(b, digits[n >> (6 * i) & 63]);
	buf_addc(b, digits[hash[3] >> 2]);
	buf_addc(b, digits[(hash[3] & 3) << 4]);
	buf_adds(b, "%3D%3D");
}

static void take(struct pk_reputation *r, const cJSON *hash, const cJSON *type, const char *service, struct map *listed)
{
	struct str bytes = STR(""), *name;
	size_t end;

	if (cJSON_IsString(hash))
		bytes = base64_decode(r->arena, str_from(hash->valuestring), &end);
	if (bytes.n != HASH)
		return;
	name = arena_new(r->arena, struct str);
	*name = arena_printf(r->arena, "%s (%s)", service, cJSON_IsString(type) ? type->valuestring : "reported");
	*map_put(listed, bytes, NULL) = (uintptr_t)name;
}

/* {"fullHashes": [{"fullHash": "...", "fullHashDetails": [{"threatType": "MALWARE"}]}]}, {"threats": [{"hash": "...", "threatTypes": [...]}]} */
static bool read_answer(struct pk_reputation *r, struct str text, struct map *listed)
{
	cJSON *json = cJSON_ParseWithLength(text.p, text.n);
	const cJSON *item;

	if (!cJSON_IsObject(json)) {
		cJSON_Delete(json);
		return false;
	}
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(json, "fullHashes")) {
		const cJSON *detail = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(item, "fullHashDetails"), 0);

		take(r, cJSON_GetObjectItemCaseSensitive(item, "fullHash"), cJSON_GetObjectItemCaseSensitive(detail, "threatType"),
		     "Safe Browsing", listed);
	}
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(json, "threats"))
		take(r, cJSON_GetObjectItemCaseSensitive(item, "hash"),
		     cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(item, "threatTypes"), 0), "Web Risk", listed);
	cJSON_Delete(json);
	return true;
}

static bool question(struct pk_reputation *r, const struct buf *url, struct map *listed)
{
	static const char *const headers[] = { NULL };
	struct pk_http_question q = { .url = url->data, .headers = headers };
	struct buf body;
	long status = 0;
	bool good;

	if (r->questions == MAX_QUESTIONS) {
		r->why = "there are too many addresses for one run";
		return false;
	}
	r->questions++;
	buf_init(&body, MAX_ANSWER);
	good = pk_http_ask(r->http, &q, &status, &body) == PK_HTTP_ANSWERED && status == 200 && read_answer(r, buf_str(&body), listed);
	if (!good)
		r->why = status == 400 || status == 403 ? "the key is not accepted" :
			 status == 429                  ? "it was asked too often" :
							  "it does not answer as it should";
	buf_release(&body);
	return good;
}

void pk_reputation_ask(struct pk_reputation *r, const unsigned char (*hashes)[HASH], uint32_t n, struct map *listed)
{
	uint32_t batch = r->safe_browsing ? BATCH : 1;
	const char *name = r->safe_browsing ? "hashPrefixes" : "hashPrefix";

	for (uint32_t i = 0; i < n && !r->why; i += batch) {
		struct buf url;

		buf_init(&url, MAX_ADDRESS);
		buf_adds(&url, r->safe_browsing ? SAFE_BROWSING : WEB_RISK);
		buf_adds(&url, r->safe_browsing ? r->safe_browsing : r->web_risk);
		for (uint32_t k = i; k < n && k < i + batch; k++, r->asked++) {
			buf_printf(&url, "&%s=", name);
			add_prefix(&url, hashes[k]);
		}
		buf_addc(&url, '\0');
		(void)question(r, &url, listed);
		buf_release(&url);
	}
}
