#include "manifest.h"

#include "release.h"
#include "source/config/fields.h"

enum meaning {
	IS_REQUIREMENT, /* the value, as in requirements.txt */
	IS_NAME,        /* the value is the bare name of a package */
	IS_KEY,         /* the key is */
	IS_VERSION,     /* the value is the version of the package named last */
	IS_CONDA,       /* the value, as conda reads it */
	IS_INDEX,
	IS_OTHER_INDEX,
	IS_TRUSTED, /* a host without checks */
	IS_CHECKED, /* `false`: without checks */
	IS_REPOSITORY,
	IS_REVISION,
	IS_URL, /* of an archive */
};

struct place {
	const char *path; /* keys, as a glob */
	enum meaning means;
};

#define POETRY "tool/poetry/"

static const struct place pyproject[] = {
	{ "project/dependencies", IS_REQUIREMENT },
	{ "project/optional-dependencies/*", IS_REQUIREMENT },
	{ "dependency-groups/*", IS_REQUIREMENT },
	{ "build-system/requires", IS_REQUIREMENT },
	{ POETRY "*dependencies/*", IS_KEY },
	{ POETRY "group/*/dependencies/*", IS_KEY },
	{ POETRY "*dependencies/*/version", IS_VERSION },
	{ POETRY "group/*/dependencies/*/version", IS_VERSION },
	{ POETRY "*dependencies/*/git", IS_REPOSITORY },
	{ POETRY "*dependencies/*/rev", IS_REVISION },
	{ POETRY "*dependencies/*/url", IS_URL },
	{ POETRY "group/*/dependencies/*/git", IS_REPOSITORY },
	{ POETRY "group/*/dependencies/*/rev", IS_REVISION },
	{ POETRY "group/*/dependencies/*/url", IS_URL },
	{ POETRY "source/url", IS_INDEX },
	{ "tool/uv/*dependencies", IS_REQUIREMENT },
	{ "tool/uv/index/url", IS_INDEX },
	{ "tool/uv/index-url", IS_INDEX },
	{ "tool/uv/pip/index-url", IS_INDEX },
	{ "tool/uv/extra-index-url", IS_OTHER_INDEX },
	{ "tool/uv/pip/extra-index-url", IS_OTHER_INDEX },
	{ "tool/uv/find-links", IS_INDEX },
	{ "tool/uv/allow-insecure-host", IS_TRUSTED },
	{ "tool/uv/sources/*/git", IS_REPOSITORY },
	{ "tool/uv/sources/*/rev", IS_REVISION },
	{ "tool/uv/sources/*/url", IS_URL },
	{ "tool/pdm/dev-dependencies/*", IS_REQUIREMENT },
	{ "tool/pdm/source/url", IS_INDEX },
	{ "tool/pdm/source/verify_ssl", IS_CHECKED },
	{ "tool/hatch/envs/*/*dependencies", IS_REQUIREMENT },
	{ "tool/hatch/build/**/dependencies", IS_REQUIREMENT },
	{ "tool/setuptools/dynamic/dependencies", IS_REQUIREMENT },
	{ NULL, IS_URL },
};

/* Of a script itself, in its comments: PEP 723. */
static const struct place script[] = {
	{ "dependencies", IS_REQUIREMENT },
	{ "tool/uv/*dependencies", IS_REQUIREMENT },
	{ "tool/uv/index-url", IS_INDEX },
	{ "tool/uv/extra-index-url", IS_OTHER_INDEX },
	{ "tool/uv/find-links", IS_INDEX },
	{ "tool/uv/pip/index-url", IS_INDEX },
	{ "tool/uv/pip/extra-index-url", IS_OTHER_INDEX },
	{ "tool/uv/allow-insecure-host", IS_TRUSTED },
	{ "tool/uv/index/url", IS_INDEX },
	{ "tool/uv/sources/*/git", IS_REPOSITORY },
	{ "tool/uv/sources/*/rev", IS_REVISION },
	{ "tool/uv/sources/*/url", IS_URL },
	{ NULL, IS_URL },
};

static const struct place pipfile[] = {
	{ "packages/*", IS_KEY },
	{ "dev-packages/*", IS_KEY },
	{ "*packages/*/version", IS_VERSION },
	{ "*packages/*/git", IS_REPOSITORY },
	{ "*packages/*/ref", IS_REVISION },
	{ "*packages/*/file", IS_URL },
	{ "source/url", IS_INDEX },
	{ "source/verify_ssl", IS_CHECKED },
	{ NULL, IS_URL },
};

static const struct place pipfile_lock[] = {
	{ "_meta/sources/url", IS_INDEX },
	{ "_meta/sources/verify_ssl", IS_CHECKED },
	{ "default/*", IS_KEY },
	{ "develop/*", IS_KEY },
	{ "*/*/version", IS_VERSION },
	{ "*/*/git", IS_REPOSITORY },
	{ "*/*/ref", IS_REVISION },
	{ "*/*/file", IS_URL },
	{ NULL, IS_URL },
};

static const struct place lock[] = {
	{ "package/name", IS_NAME },
	{ "packages/name", IS_NAME },
	{ "package/version", IS_VERSION },
	{ "packages/version", IS_VERSION },
	{ "package/source/git", IS_REPOSITORY },
	{ "package/source/url", IS_INDEX },
	{ "package/source/registry", IS_INDEX },
	{ "package/git", IS_REPOSITORY },
	{ "package/revision", IS_REVISION },
	{ "packages/vcs/url", IS_REPOSITORY },
	{ "packages/vcs/commit-id", IS_REVISION },
	{ "packages/index", IS_INDEX },
	{ NULL, IS_URL },
};

static const struct place setup_cfg[] = {
	{ "options/install_requires", IS_REQUIREMENT },
	{ "options/setup_requires", IS_REQUIREMENT },
	{ "options/tests_require", IS_REQUIREMENT },
	{ "options.extras_require/*", IS_REQUIREMENT },
	{ "options/dependency_links", IS_INDEX },
	{ "easy_install/index_url", IS_INDEX },
	{ NULL, IS_URL },
};

static const struct place pip_conf[] = {
	{ "*/index-url", IS_INDEX },      { "*/extra-index-url", IS_OTHER_INDEX },
	{ "*/find-links", IS_INDEX },     { "*/trusted-host", IS_TRUSTED },
	{ "*/index_url", IS_INDEX },      { "*/extra_index_url", IS_OTHER_INDEX },
	{ "*/trusted_host", IS_TRUSTED }, { NULL, IS_URL },
};

static const struct place environment[] = {
	{ "dependencies", IS_CONDA },
	{ "dependencies/pip", IS_REQUIREMENT },
	{ "channels", IS_INDEX },
	{ NULL, IS_URL },
};

static const struct place pixi[] = {
	{ "**/pypi-dependencies/*", IS_KEY },
	{ "pypi-dependencies/*", IS_KEY },
	{ "**/git", IS_REPOSITORY },
	{ "**/rev", IS_REVISION },
	{ NULL, IS_URL },
};

typedef void read_fields(struct str text, struct pk_fields out);

static const struct {
	const char *name; /* of the file, as a glob */
	read_fields *read;
	const struct place *places;
} manifests[] = {
	{ "script metadata", pk_fields_toml, script },
	{ "pyproject.toml", pk_fields_toml, pyproject },
	{ "Pipfile", pk_fields_toml, pipfile },
	{ "pixi.lock", NULL, NULL },
	{ "Pipfile.lock", pk_fields_json, pipfile_lock },
	{ "pylock*.toml", pk_fields_toml, lock },
	{ "*.lock", pk_fields_toml, lock },
	{ "setup.cfg", pk_fields_ini, setup_cfg },
	{ "pip.conf", pk_fields_ini, pip_conf },
	{ "pip.ini", pk_fields_ini, pip_conf },
	{ "*.yml", pk_fields_yaml, environment },
	{ "*.yaml", pk_fields_yaml, environment },
	{ "pixi.toml", pk_fields_toml, pixi },
};

/* ---- fields ---- */

struct reader {
	struct pk_place_of_packages in;
	const struct place *places;
	/* a repository whose revision may still come, in the same table */
	struct span repository, revision;
	struct span name; /* the last one */
	uint32_t group;
};

static void settle(struct reader *r)
{
	if (r->repository.end)
		pk_package_repository(&r->in, r->repository, r->revision);
	r->repository = r->revision = (struct span){ 0, 0 };
}

static struct str text_of(const struct reader *r, struct span at)
{
	return str_slice(r->in.unit->text, at.start, at.end);
}

/* channel::name=version */
static void read_conda(struct reader *r, struct span value)
{
	struct pk_place_of_packages in = r->in;
	size_t channel = str_find(text_of(r, value), STR("::"), 0);

	in.is_conda = true;
	if (channel != SIZE_MAX)
		value.start += (uint32_t)channel + 2;
	pk_package_requirement(&in, value, false);
}

/* name = "versions", or a table under the name */
static void read_key(struct reader *r, const struct pk_field *f)
{
	r->name = f->key;
	if (str_is(text_of(r, f->key), "python"))
		return;
	pk_package_name(&r->in, f->key);
	if (f->kind == PK_FIELD_TEXT)
		pk_release_say(&r->in, f->key, f->value);
}

static void take(void *to, const struct pk_field *f)
{
	struct reader *r = to;
	const struct place *p = r->places;

	if (f->group != r->group)
		settle(r);
	r->group = f->group;
	while (p->path && !str_glob(str_from(p->path), f->path))
		p++;
	if (!p->path || f->escaped || (f->kind != PK_FIELD_TEXT && p->means != IS_CHECKED && p->means != IS_KEY))
		return;
	switch (p->means) {
	case IS_REQUIREMENT:
		pk_manifest_line(&r->in, f->value);
		break;
	case IS_NAME:
		r->name = f->value;
		pk_package_name(&r->in, f->value);
		break;
	case IS_KEY:
		read_key(r, f);
		break;
	case IS_VERSION:
		pk_release_say(&r->in, r->name, f->value);
		break;
	case IS_CONDA:
		read_conda(r, f->value);
		break;
	case IS_INDEX:
	case IS_OTHER_INDEX:
		pk_package_index(&r->in, f->value, p->means == IS_OTHER_INDEX);
		break;
	case IS_TRUSTED:
		pk_package_unchecked(&r->in, f->value);
		break;
	case IS_CHECKED:
		if (str_is(text_of(r, f->value), "false"))
			pk_package_unchecked(&r->in, f->value);
		break;
	case IS_REPOSITORY:
		r->repository = f->value;
		break;
	case IS_REVISION:
		r->revision = f->value;
		break;
	case IS_URL:
		pk_package_requirement(&r->in, f->value, true);
		break;
	}
}

/* ---- files ---- */

void pk_manifest_read(struct pk_place_of_packages in)
{
	struct str path = in.unit->called.n ? in.unit->called : in.unit->path, name = str_slice(path, str_rfind(path, '/') + 1, path.n);
	struct reader r = { .in = in };

	for (size_t i = 0; i < sizeof(manifests) / sizeof(*manifests); i++) {
		if (!str_glob(str_from(manifests[i].name), name))
			continue;
		r.places = manifests[i].places;
		r.in.is_lock = str_ends(name, STR(".lock")) || str_starts(name, STR("pylock"));
		if (manifests[i].read)
			manifests[i].read(in.unit->text, (struct pk_fields){ take, &r });
		settle(&r);
		return;
	}
	in.is_installed = true;
	pk_manifest_requirements(&in);
}
