#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "artifacts/inspect.h"
#include "artifacts/pickle/pickle.h"
#include "util/limits.h"

#define BYTES(literal) ((struct str){ literal, sizeof(literal) - 1 })

static const char lists[] = "bad:\n  os: system\n  evil.*: '*'\ngood:\n  collections: OrderedDict\n  torch: FloatStorage\n"
			    "known:\n  sklearn.*: <class>\n  sklearn.tools: '*'\nold:\n  __builtin__: builtins\n  "
			    "urllib urlopen: evil.request urlopen\n";

struct setting {
	struct arena arena;
	struct pk_verdicts verdicts;
	struct pk_probe probe;
	struct pk_blob blob;
	struct pk_machine m;
};

static void set_up(struct setting *s, struct str bytes)
{
	struct pk_err err;
	const struct yaml *y;

	memset(s, 0, sizeof(*s));
	arena_init(&s->arena, 0);
	y = yaml_parse(&s->arena, BYTES(lists), "lists", &err);
	assert_non_null(y);
	pk_verdicts_init(&s->verdicts, &s->arena);
	pk_verdicts_add(&s->verdicts, yaml_get(y, "bad"), PK_DANGEROUS);
	pk_verdicts_add(&s->verdicts, yaml_get(y, "good"), PK_ALLOWED);
	pk_verdicts_add(&s->verdicts, yaml_get(y, "known"), PK_LIBRARY);
	pk_verdicts_add_python2(&s->verdicts, yaml_get(y, "old"));
	pk_probe_init(&s->probe, &s->arena, &s->verdicts, bytes.n);
	s->probe.inspector = &pk_inspector;
	s->blob = (struct pk_blob){ .bytes = bytes, .where = STR(""), .name = STR("") };
	s->m = (struct pk_machine){ .probe = &s->probe, .blob = &s->blob, .p = (const unsigned char *)bytes.p, .n = bytes.n };
}

static void tear_down(struct setting *s)
{
	arena_release(&s->arena);
}

/* Runs one pickle, opcode by opcode or as it comes: why it broke (NULL for STOP), and "module.name" of the globals it named, with a blank between them. */
static void runs_one(struct str bytes, const char *why, const char *names, bool singly)
{
	struct setting s;
	struct buf b;

	set_up(&s, bytes);
	s.probe.singly = singly;
	buf_init(&b, 1000);
	(void)pk_pickle_run(&s.m, 0);
	if (!why != !s.m.why || (why && strcmp(why, s.m.why) != 0))
		fail_msg("%s: %s", names, s.m.why ? s.m.why : "no fault");
	for (uint32_t i = 0; i < s.m.uses.n; i++) {
		struct str name = pk_probe_shown_name(&s.probe, s.m.uses.v[i].id);

		buf_printf(&b, "%s%.*s%s", i ? " " : "", STR_ARG(name), s.m.uses.v[i].called ? "()" : "");
	}
	assert_string_equal(b.data ? b.data : "", names);
	buf_release(&b);
	tear_down(&s);
}

static void runs(struct str bytes, const char *why, const char *names)
{
	runs_one(bytes, why, names, true);
	runs_one(bytes, why, names, false);
}

static enum pk_verdict verdict(const char *module, const char *name)
{
	struct setting s;
	enum pk_verdict v;

	set_up(&s, STR(""));
	v = pk_verdict_of(&s.verdicts, str_from(module), str_from(name), NULL);
	tear_down(&s);
	return v;
}

static void test_verdicts(void **state)
{
	(void)state;
	assert_int_equal(verdict("os", "system"), PK_DANGEROUS);
	assert_int_equal(verdict("os", "getcwd"), PK_UNLISTED);
	assert_int_equal(verdict("evil", "x"), PK_DANGEROUS);
	assert_int_equal(verdict("evil.a.b", "x"), PK_DANGEROUS);
	assert_int_equal(verdict("evils", "x"), PK_UNLISTED);
	assert_int_equal(verdict("collections", "OrderedDict"), PK_ALLOWED);
	assert_int_equal(verdict("sklearn.svm", "SVC"), PK_LIBRARY);
	assert_int_equal(verdict("sklearn.svm", "_Private"), PK_LIBRARY);
	assert_int_equal(verdict("sklearn.svm", "load"), PK_UNLISTED);
	assert_int_equal(verdict("sklearn.tools", "load"), PK_LIBRARY);
	assert_int_equal(verdict("", "x"), PK_UNLISTED);
	assert_int_equal(verdict("urllib", "urlopen"), PK_DANGEROUS);
}

static void test_dotted_names(void **state)
{
	(void)state;
	assert_int_equal(verdict("sklearn.svm", "Outer.Inner"), PK_LIBRARY);
	assert_int_equal(verdict("collections", "OrderedDict.fromkeys"), PK_UNLISTED);
	assert_int_equal(verdict("sklearn.svm", "os.system"), PK_DANGEROUS);
	assert_int_equal(verdict("collections", "a.os.system"), PK_DANGEROUS);
	assert_int_equal(verdict("collections", "OrderedDict.__init__"), PK_DANGEROUS);
	assert_int_equal(verdict("os", "system.x"), PK_DANGEROUS);
}

static void test_names(void **state)
{
	(void)state;
	runs(BYTES("cos\nsystem\n."), NULL, "os.system");
	runs(BYTES("cos\nsystem\n)R."), NULL, "os.system()");
	runs(BYTES("(ios\nsystem\n."), NULL, "os.system()");
	runs(BYTES("(cos\nsystem\no."), NULL, "os.system()");
	runs(BYTES("\x80\2cos\nsystem\n)\x81."), NULL, "os.system()");
	runs(BYTES("\x80\4\x8c\2os\x8c\6system\x93)}\x92."), NULL, "os.system()");
	runs(BYTES("S'\\x6fs'\nS\"\\163ystem\"\n\x93."), NULL, "os.system");
	runs(BYTES("Vo\\u0073\nVsystem\n\x93."), NULL, "os.system");
	runs(BYTES("U\2osT\6\0\0\0system\x93."), NULL, "os.system");
	runs(BYTES("\x8d\2\0\0\0\0\0\0\0osX\6\0\0\0system\x93."), NULL, "os.system");
	runs(BYTES("cos\nsystem\ncos\nsystem\n."), NULL, "os.system");
}

static void test_memo(void **state)
{
	(void)state;
	runs(BYTES("\x8c\2os\x94"
		   "0\x8c\6system\x94h\0h\1\x93."),
	     NULL, "os.system");
	runs(BYTES("\x8c\2osp7\n0\x8c\6system0g+0_7\n\x8c\1x\x93."), NULL, "os.x");
	runs(BYTES("\x8c\2osr\xff\xff\xff\x0f"
		   "0j\xff\xff\xff\x0f\x8c\1x\x93."),
	     NULL, "os.x");
	runs(BYTES("K\1q\5h\4."), "a memo key that was never set", "");
	runs(BYTES("gx\n."), "a memo key that is no number", "");
	/* a key that was put far away is found when the dense part has grown over it */
	runs(BYTES("\x8c\2osr\xf0\0\0\0Nq\x3fNq\x7fNq\xff"
		   "000h\xf0\x8c\1x\x93."),
	     NULL, "os.x");
}

static void test_stack(void **state)
{
	(void)state;
	runs(BYTES("."), "stack underflow", "");
	runs(BYTES("(."), "stack underflow", "");
	runs(BYTES("0"), "stack underflow", "");
	runs(BYTES("(0N."), NULL, "");
	runs(BYTES("(NN1N."), NULL, "");
	runs(BYTES("2"), "stack underflow", "");
	runs(BYTES("t"), "no mark on the stack", "");
	runs(BYTES("N(\x85"), "stack underflow", "");
	runs(BYTES("(Nd."), "an odd number of items for a dict", "");
	runs(BYTES("](NNe."), NULL, "");
	runs(BYTES("N(Ne."), "items for something that holds none", "");
	runs(BYTES("N(e."), NULL, "");
	runs(BYTES("K\1)R."), "a call of something that cannot be called", "");
	runs(BYTES("N}b."), "a state for something that has none", "");
	runs(BYTES("\xff"), "a byte that is no opcode", "");
	runs(BYTES("X\x10\0\0\0short"), "it ends within an opcode", "");
	runs(BYTES("cos\nsystem"), "it ends within an opcode", "");
	runs(BYTES("N"), "it ends without STOP", "");
}

/* A list of many small tuples, most of them dropped, some kept: the cells are collected and the kept ones stay right. */
static void test_collection(void **state)
{
	struct setting s;
	struct buf b;
	val_t kept;

	(void)state;
	buf_init(&b, 1 << 24);
	buf_add(&b, BYTES("\x80\4K\7K\x08\x86\x94"));
	for (int i = 0; i < 100000; i++)
		buf_add(&b, BYTES("K\1K\2K\3\x87"
				  "0"));
	buf_add(&b, BYTES("h\0\x85."));
	set_up(&s, buf_str(&b));
	s.m.n--; /* keep the result on the stack */
	(void)pk_pickle_run(&s.m, 0);
	assert_true(s.m.cells_cap < 100000);
	kept = pk_cell_item(&s.m, pk_top(&s.m), 0);
	assert_int_equal(pk_cell_n(&s.m, kept), 2);
	assert_int_equal(val_int(pk_cell_item(&s.m, kept, 0)), 7);
	assert_int_equal(val_int(pk_cell_item(&s.m, kept, 1)), 8);
	tear_down(&s);
	buf_release(&b);
}

static uint32_t issues_of(struct str bytes, enum pk_issue_kind kind)
{
	struct setting s;
	uint32_t n = 0;

	set_up(&s, bytes);
	(void)pk_pickle_scan(&s.probe, &s.blob, false, UINT32_MAX);
	pk_probe_finish(&s.probe);
	for (uint32_t i = 0; i < s.probe.issues.n; i++)
		n += s.probe.issues.v[i].kind == kind;
	tear_down(&s);
	return n;
}

static void test_scan(void **state)
{
	(void)state;
	assert_int_equal(issues_of(BYTES("cos\nsystem\n)R."), PK_ISSUE_DANGEROUS_GLOBAL), 1);
	assert_int_equal(issues_of(BYTES("N.N.cos\nsystem\n)R."), PK_ISSUE_DANGEROUS_GLOBAL), 1);
	assert_int_equal(issues_of(BYTES("\x80\2N.\0\0\x80\2cos\nsystem\n)R."), PK_ISSUE_DANGEROUS_GLOBAL), 1);
	assert_int_equal(issues_of(BYTES("cos\nsystem\n)R"), PK_ISSUE_BROKEN), 1);
	/* text that only looks like one says nothing */
	assert_int_equal(issues_of(BYTES("cat\ndog\nhouse\n"), PK_ISSUE_UNLISTED_GLOBAL), 0);
	assert_int_equal(issues_of(BYTES("cat\ndog\nhouse\n"), PK_ISSUE_BROKEN), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts), cmocka_unit_test(test_dotted_names), cmocka_unit_test(test_names),
		cmocka_unit_test(test_memo),     cmocka_unit_test(test_stack),        cmocka_unit_test(test_collection),
		cmocka_unit_test(test_scan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
