#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "ruleset/ruleset.h"
#include "secrets/hide.h"
#include "secrets/proof.h"
#include "secrets/runs.h"
#include "secrets/secrets.h"
#include "secrets/taste.h"
#include "snippet.h"
#include "source/text/literals.h"
#include "util/limits.h"

/* ---- proof ---- */

static bool holds(const char *name, const char *secret)
{
	struct arena a;
	bool ok;

	arena_init(&a, 0);
	ok = pk_proof_find(str_from(name))(&a, str_from(secret));
	arena_release(&a);
	return ok;
}

static void test_crc32(void **state)
{
	(void)state;
	assert_int_equal(pk_crc32(STR("123456789")), 0xcbf43926u);
	assert_int_equal(pk_crc32(STR("")), 0);
}

static void test_proofs(void **state)
{
	(void)state;
	assert_null(pk_proof_find(STR("no-such-proof")));
	assert_false(holds("crc32-base62", "ghp"
					   "_"
					   "abcdefghijklmnopqrstuvwxyzABCD000000"));
	assert_false(holds("crc32-base62", "ghp"
					   "_"
					   "1"));
	assert_true(holds("aws-account", "AKIA"
					 "Q2XN7KVBLEMRZ5TJ"));
	assert_false(holds("aws-account", "AKIA"
					  "7777777777777777"));
	assert_false(holds("aws-account", "AKIA"
					  "Q201KVBLEMRZ5TJA"));
	assert_true(holds("jwt", "eyJhbGciOiJIUzI1NiJ9"
				 ".e30.x"));
	assert_false(holds("jwt", "eyJhbGMiOiJIUzI1NiJ9"
				  ".e30.x"));
	assert_false(holds("jwt", "eyJhbGciOiJIUzI1NiJ9"
				  ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.x"));
	assert_true(holds("base64-pair", "YWRhOmxvdmVsYWNl"));
	assert_false(holds("base64-pair", "dXNlcjpwYXNz"));
	assert_false(holds("base64-pair", "dXNlcm5hbWU6cGFzc3dvcmQ="));
	assert_false(holds("base64-pair", "YWRhbG92ZWxhY2Vz"));
}

/* A block that says it is 16 bytes long behind its head of four. */
static void test_pem(void **state)
{
	(void)state;
	assert_true(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\\nMIIAEAAAAAAAAAAA\\nAAAAAAAAAAA=\\n"));
	assert_false(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\\nMIIAEAAAAAAAAAAA\\n"));
	assert_false(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\\\\nMIIAEAAAAAAAAAAA\\\\n"));
	assert_false(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\n# MIIAEAAAAAAAAAAA\n#"));
	assert_false(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAwJ8Z6HqVZx8M\n..."));
	assert_true(holds("pem", "-----BEGIN RSA PRIVATE KEY-----\nw2wmkvdixFcuKhoF\n"));
	assert_true(holds("pem", "-----BEGIN RSA PRIVATE KEY-----"));
}

static void test_base64(void **state)
{
	struct arena a;
	struct str out;

	(void)state;
	arena_init(&a, 0);
	assert_true(pk_base64(&a, STR("cGlj\na2V0"), &out));
	assert_true(str_is(out, "picket"));
	assert_true(pk_base64(&a, STR("_-8="), &out));
	assert_int_equal(out.n, 2);
	assert_false(pk_base64(&a, STR("cGl!"), &out));
	arena_release(&a);
}

/* ---- taste ---- */

static void test_entropy(void **state)
{
	(void)state;
	assert_true(pk_entropy(STR("")) == 0);
	assert_true(pk_entropy(STR("aaaa")) == 0);
	assert_true(pk_entropy(STR("abcd")) == 2);
	assert_true(pk_entropy_floor(STR("0123456789abcdef0123456789abcdef")) < 3);
	assert_true(pk_entropy_floor(STR("0123456789ABCdef0123456789abcdeZ")) > 3.5);
}

static void test_placeholders(void **state)
{
	static const char *const places[] = { "hf_xxxxxxxxxxxxxxxx",
					      "sk-your-key",
					      "AKIAIOSFODNN7EXAMPLE",
					      "abcdefghij12",
					      "0123456789",
					      "${TOKEN}",
					      "<token>",
					      "q1w2q1w2q1w2",
					      "aaaaaaaab",
					      "hf_...",
					      "sk-abc123def456xyz",
					      "ghp_abcd1234efgh5678",
					      "MySecurePassword123",
					      "test_pass",
					      "4eC39HqLyjWDarjtT1zdp7dc" };

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (!pk_is_placeholder(str_from(places[i])))
			fail_msg("%s is a placeholder", places[i]);
	assert_false(pk_is_placeholder(STR("k3Vt9QzLw2Xr7NbYp5")));
}

static void test_wording(void **state)
{
	static const char *const words[] = { "T5ForConditionalGeneration2", "meta-llama/Llama-3.1-8B", "transformers_4_41_2",
					     "all-letters-here" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!pk_is_wording(str_from(words[i])))
			fail_msg("%s is wording", words[i]);
	assert_false(pk_is_wording(STR("k3Vt9QzLw2Xr7NbYp5Jd8")));
}

static void test_blob(void **state)
{
	char text[600];

	(void)state;
	memset(text, 'A', sizeof(text));
	text[299] = ' ';
	assert_true(pk_is_in_blob((struct str){ text, sizeof(text) }, (struct span){ 300, 320 }));
	assert_false(pk_is_in_blob((struct str){ text, 330 }, (struct span){ 300, 320 }));
}

/* ---- encoded ---- */

extern const struct pk_analyzer pk_analyzer_secrets;

struct encoded {
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	struct pk_scratch scratch;
	void *plan;
	struct pk_secrets found;
	bool all;
};

static void encoded_init(struct encoded *e)
{
	struct pk_err err = { 0 };

	*e = (struct encoded){ 0 };
	arena_init(&e->arena, 0);
	intern_init(&e->symbols, &e->arena, NULL);
	pk_rules_init(&e->rules, &e->arena, &e->symbols);
	assert_int_equal(pk_ruleset_load(&e->rules, &(struct pk_ruleset_options){ .no_builtin = false }, &err), PK_OK);
	assert_int_equal(pk_analyzer_secrets.compile(&e->rules, &e->plan, &err), PK_OK);
	pk_scratch_init(&e->scratch, &e->symbols);
}

static void encoded_release(struct encoded *e)
{
	pk_scratch_release(&e->scratch);
	pk_rules_release(&e->rules);
	arena_release(&e->arena);
}

static void look(struct encoded *e, struct str text)
{
	char *padded;
	struct pk_unit u = { .kind = PK_TEXT, .path = STR("text"), .scratch = &e->scratch };

	pk_scratch_next(&e->scratch, 0);
	padded = arena_zalloc(&e->scratch.arena, text.n + 16, 1);
	memcpy(padded, text.p, text.n);
	u.text = u.raw = (struct str){ padded, text.n };
	e->found = (struct pk_secrets){ 0 };
	e->all = pk_secrets_encoded(e->plan, &u, &e->found);
}

static void stands_encoded(struct encoded *e, const char *text, uint32_t n, uint32_t start, uint32_t end)
{
	look(e, str_from(text));
	if (e->found.n != n)
		fail_msg("%u found in %s", e->found.n, text);
	if (n) {
		assert_int_equal(e->found.v[0].at.start, start);
		assert_int_equal(e->found.v[0].at.end, end);
		assert_true(str_is(e->found.v[0].text, "AKIA"
						       "Q2XN7KVBLEMRZ5TJ"));
	}
}

#define AS_BASE64 "QUtJQVEyWE43S1ZCTEVNUlo1VEo="
#define AS_HEX    "414b49415132584e374b56424c454d525a35544a"

static void test_encoded(void **state)
{
	struct encoded e;

	(void)state;
	encoded_init(&e);
	stands_encoded(&e, "", 0, 0, 0);
	stands_encoded(&e, AS_BASE64, 1, 0, 28);
	stands_encoded(&e, "x = '" AS_BASE64 "'", 1, 5, 33);
	stands_encoded(&e, "x = '\\n" AS_BASE64 "'", 1, 7, 35);
	stands_encoded(&e, "QUtJQVEyWE43S1ZCTEVNUlo1V", 0, 0, 0);
	stands_encoded(&e, "x = 0x" AS_HEX, 1, 6, 46);
	stands_encoded(&e, "a=AKIAQ2XN7KVB%4c%45MRZ5TJ&b", 1, 2, 26);
	stands_encoded(&e,
		       "a\\u003dAKIA\\u0051"
		       "2XN7KVBLEMRZ5TJ\\u0026b",
		       1, 7, 32);
	stands_encoded(&e, "data:image/svg+xml;base64," AS_BASE64, 0, 0, 0);
	stands_encoded(&e, "data:text/plain;base64," AS_BASE64, 1, 23, 51);
	/* in Base64 in Base64, and once more */
	stands_encoded(&e, "UVV0SlFWRXlXRTQzUzFaQ1RFVk5VbG8xVkVvPQ==", 1, 0, 40);
	stands_encoded(&e, "VVZWMFNsRldSWGxYUlRRelV6RmFRMVJGVms1VmJHOHhWa1Z2UFE9PQ==", 0, 0, 0);
	encoded_release(&e);
}

static uint32_t count_in_code(struct encoded *e, const char *text)
{
	char padded[256] = { 0 };
	struct pk_unit u = { .kind = PK_TEXT, .path = STR("text"), .scratch = &e->scratch };
	struct pk_sink out;

	pk_scratch_next(&e->scratch, 0);
	pk_sink_init(&out, &e->scratch.arena);
	memcpy(padded, text, strlen(text));
	u.text = u.raw = (struct str){ padded, strlen(text) };
	assert_int_equal(pk_analyzer_secrets.run(e->plan, &u, &out), PK_OK);
	return out.findings.n;
}

/* In the output of a terminal a credential may stand behind the `m` of a colour. */
static void test_coloured(void **state)
{
	struct encoded e;

	(void)state;
	encoded_init(&e);
	assert_int_equal(count_in_code(&e, "\x1b[38;5;28mAKIA"
					   "Q2XN7KVBLEMRZ5TJ\x1b[0m"),
			 1);
	assert_int_equal(count_in_code(&e, "28mAKIA"
					   "Q2XN7KVBLEMRZ5TJ"),
			 0);
	encoded_release(&e);
}

static void test_encoded_everywhere(void **state)
{
	static const char fillers[] = { ' ', '.', ',', '[', '\n', '%', '\\', (char)0xc3 };
	struct encoded e;
	char text[240];

	(void)state;
	encoded_init(&e);
	for (size_t k = 0; k < sizeof(fillers); k++)
		for (uint32_t at = 0; at < 200; at++) {
			memset(text, fillers[k], sizeof(text));
			memcpy(text + at, AS_BASE64, 28);
			look(&e, (struct str){ text, sizeof(text) });
			if (e.found.n != 1)
				fail_msg("%u found at %u behind '%c'", e.found.n, at, fillers[k]);
			assert_int_equal(e.found.v[0].at.start, at);
			assert_int_equal(e.found.v[0].at.end, at + 28);
		}
	encoded_release(&e);
}

static void test_encoded_is_bounded(void **state)
{
	size_t n = 2 * (size_t)PK_MAX_DECODED_BYTES;
	struct encoded e;
	char *text;

	(void)state;
	encoded_init(&e);
	text = arena_alloc(&e.arena, n);
	for (size_t i = 0; i < n; i++)
		text[i] = "bGluZSBvZiB0ZXh0IG9mIDI0 "[i % 25];
	look(&e, (struct str){ text, n });
	assert_false(e.all);
	look(&e, (struct str){ text, n / 4 });
	assert_true(e.all);
	encoded_release(&e);
}

/* ---- redaction ---- */

static void shows(const char *line, const char *secret, const char *want)
{
	struct pk_finding f = { .at.lines = str_from(line) };
	struct pk_sink sink;
	struct arena a;

	arena_init(&a, 0);
	pk_sink_init(&sink, &a);
	pk_redact(&sink, &f, str_from(secret));
	assert_string_equal(arena_strdup(&a, f.at.lines), want);
	arena_release(&a);
}

/* ---- runs ---- */

/* What may be encoded is met wherever it begins in a text of any length, and nothing else is. */
static void test_runs(void **state)
{
	static const char run[] = "bGluZSBvZiB0ZXh0IGhlcmUh";
	char text[400];

	(void)state;
	for (size_t n = PK_RUN; n < sizeof(text); n += 7) {
		memset(text, '_', sizeof(text));
		assert_int_equal(pk_next_encoded((struct str){ text, n }, 0), n);
		for (size_t at = 0; at + PK_RUN <= n; at++) {
			size_t found;

			memset(text, at % 2 ? ' ' : '_', sizeof(text));
			memcpy(text + at, run, PK_RUN);
			found = pk_next_encoded((struct str){ text, n }, 0);
			assert_true(found >= at && found + PK_STRETCH <= at + PK_RUN);
			assert_int_equal(pk_run_end((struct str){ text, n }, found), at % 2 ? at + PK_RUN : n);
			assert_int_equal(pk_next_encoded((struct str){ text, n }, at + PK_STRETCH), n);
			memset(text + at, 'z', PK_RUN);
			memcpy(text + at, at % 3 ? "\\u00" : "%5f", 3);
			assert_int_equal(pk_next_encoded((struct str){ text, n }, 0), at);
		}
	}
}

/* Whether the text, so long that it is looked over in chunks, and short, may have something encoded. */
static bool may_be_encoded(const char *what)
{
	char text[160];
	size_t n = strlen(what);
	bool found;

	memset(text, ' ', sizeof(text));
	memcpy(text + 1, what, n);
	found = pk_next_encoded((struct str){ text, sizeof(text) }, 0) < sizeof(text);
	assert_int_equal(pk_next_encoded((struct str){ text, n + 2 }, 0) < n + 2, found);
	return found;
}

/* Names, numbers and hashes have bytes that ASCII does not. */
static void test_no_runs(void **state)
{
	(void)state;
	assert_true(may_be_encoded("68665f61626364656667686970717273"));
	assert_true(may_be_encoded("4A4B4C4D4E4F50515253545556575859"));
	assert_true(may_be_encoded("%68"));
	assert_true(may_be_encoded("\\x68"));
	assert_false(may_be_encoded("%s of 100% \\n \\t \\\\"));
	assert_false(may_be_encoded("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	assert_false(may_be_encoded("RobertaForSequenceClassificationHead"));
	assert_false(may_be_encoded("\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82"));
}

static bool is_split(const char *text)
{
	static const struct pk_literal words[] = { { { "pat", 3 }, false, 0 }, { { "hf_", 3 }, false, 0 } };
	struct pk_secret_plan plan = { .keywords = { .v = (struct pk_literal *)(uintptr_t)words, .n = 2, .cap = 2 } };
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, text);
	struct pk_literal_hits hits;
	bool split;

	pk_literals_find(pk_literals_new(&s.scratch.arena, words, 2), u->text, &s.scratch.arena, &hits);
	u->hits = &hits;
	pk_secrets_split(&plan, u);
	split = u->is_split;
	snippet_close(&s);
	return split;
}

/* Only what may be the beginning of a credential has its lines parsed. */
static void test_split(void **state)
{
	(void)state;
	assert_true(is_split("x = 'pat' + rest"));
	assert_true(is_split("x = 'patQ' + rest"));
	assert_true(is_split("x = 'pat3a.' + rest"));
	assert_true(is_split("x = 'hf_abc' + rest"));
	assert_true(is_split("x = f'hf_{rest}'"));
	assert_false(is_split("x = 'path' + rest"));
	assert_false(is_split("x = 'the patch_size.'"));
	assert_false(is_split("x = f'path{i}'"));
	assert_false(is_split("x = 'a hf_abc' if y"));
}

static void test_redaction(void **state)
{
	static const char secret[] = "k3Vt9QzLw2Xr7NbYp5Jd8";

	(void)state;
	shows("a = 'k3Vt9QzLw2Xr7NbYp5Jd8'", secret, "a = 'k3Vt9...(21)'");
	shows("no secret, k3Vt9Qz", secret, "no secret, k3Vt9Qz");
	/* cut behind, cut before */
	shows("a = 'k3Vt9QzLw2Xr7", secret, "a = 'k3Vt9...(21)");
	shows("r7NbYp5Jd8', b", secret, "k3Vt9...(21)', b");
	/* line by line */
	shows("x\nLw2Xr7NbYp5Jd8\ny", "k3Vt9QzAA\nLw2Xr7NbYp5Jd8", "x\nLw...(14)\ny");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_crc32),
		cmocka_unit_test(test_proofs),
		cmocka_unit_test(test_pem),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_entropy),
		cmocka_unit_test(test_placeholders),
		cmocka_unit_test(test_wording),
		cmocka_unit_test(test_blob),
		cmocka_unit_test(test_encoded),
		cmocka_unit_test(test_coloured),
		cmocka_unit_test(test_encoded_everywhere),
		cmocka_unit_test(test_encoded_is_bounded),
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_no_runs),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_redaction),
	};

	return cmocka_run_group_tests_name("secrets", tests, NULL, NULL);
}
