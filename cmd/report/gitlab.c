/*
 * gitlab: a Code Quality report, which GitLab shows in merge requests. Its list hides the check's name, so the text starts with it.
 * An issue has one place and GitLab follows it by its fingerprint, so each place of a secret is an issue and says how many there are.
 */
#include "json_value.h"
#include "util/limits.h"

struct gitlab_state {
	bool any;
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct gitlab_state);
	buf_addc(r->out, '[');
}

static cJSON *position(const struct pk_place *p)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "line", p->line);
	json_add_num(o, "column", p->col);
	return o;
}

static cJSON *location(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject(), *positions = cJSON_CreateObject(), *lines = cJSON_CreateObject();

	json_add(positions, "begin", position(&f->at.start));
	json_add(positions, "end", position(&f->at.end));
	json_add_num(lines, "begin", f->at.start.line);
	json_add_num(lines, "end", f->at.end.line);
	json_add_str(o, "path", f->home);
	json_add(o, "lines", lines);
	json_add(o, "positions", positions);
	return o;
}

static struct str description(struct pk_report *r, const struct pk_finding *f)
{
	const struct pk_place *p = &f->at.start;
	struct str text;
	struct buf b;

	buf_init(&b, PK_MAX_OUTPUT_BYTES);
	buf_printf(&b, "%.*s: %.*s", STR_ARG(f->rule->id), STR_ARG(str_trim(f->message)));
	if (p->cell_line) {
		buf_adds(&b, " (");
		pk_report_within(&b, p, pk_report_text);
		buf_addc(&b, ')');
	}
	if (f->copies && f->copies->n > 1)
		buf_printf(&b, " (1 secret, %u places)", f->copies->n);
	if (f->version) {
		buf_adds(&b, " (");
		pk_report_version(&b, f);
		buf_addc(&b, ')');
	}
	text = arena_str(r->arena, buf_str(&b));
	buf_release(&b);
	return text;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	static const char *const severities[] = { "info", "minor", "major", "critical", "blocker" };
	struct gitlab_state *st = r->state;
	cJSON *o;

	if (!pk_report_shows(r, f))
		return;
	o = cJSON_CreateObject();
	json_add_str(o, "description", description(r, f));
	json_add_str(o, "check_name", f->rule->id);
	json_add_str(o, "fingerprint", str_from(f->fingerprint));
	json_add_str(o, "severity", str_from(severities[f->severity]));
	json_add(o, "location", location(f));
	buf_adds(r->out, st->any ? ",\n" : "\n");
	st->any = true;
	json_write(r->out, o);
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	(void)s;
	buf_adds(r->out, "\n]\n");
}

const struct pk_reporter pk_reporter_gitlab = {
	.name = "gitlab",
	.about = "GitLab Code Quality",
	.extensions = ".gitlab.json code-quality-report.json",
	.begin = begin,
	.result = result,
	.end = end,
};
