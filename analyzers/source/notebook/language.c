/* In which language a notebook's code is. */
#include "source/notebook/nbformat.h"

enum pk_nb_language pk_nb_language_named(struct str name)
{
	if (str_among_fold(
		    name, "python ipython python2 python3 ipython2 ipython3 ipython-3 sage pyspark pyspark3 xpython pythonkernel python-3"))
		return PK_NB_PYTHON;
	if (str_among_fold(name, "bash sh zsh ksh shell shellscript calysto_bash"))
		return PK_NB_SHELL;
	return PK_NB_FOREIGN;
}

/* As written; "" when nothing is said. */
static struct str name_of(const struct pk_nb *nb)
{
	struct str said = pk_json_text(nb->raw, pk_json_member(nb->raw, nb->metadata, "language_info"), "name");
	struct span kernel = pk_json_member(nb->raw, nb->metadata, "kernelspec"), databricks;
	struct str name = pk_json_text(nb->raw, kernel, "name");

	if (said.n == 0)
		said = pk_json_text(nb->raw, kernel, "language");
	if (said.n)
		return said;
	databricks = pk_json_member(nb->raw, nb->metadata, "application/vnd.databricks.v1+notebook");
	said = pk_json_text(nb->raw, databricks, "language");
	if (said.n)
		return said;
	if (str_starts(name, STR("julia")) || str_is(name, "ir") || str_is(name, "bash") || str_starts(name, STR(".net")))
		return name;
	return STR("");
}

enum pk_nb_language pk_nb_language(const struct pk_nb *nb)
{
	struct str name = name_of(nb);

	return name.n ? pk_nb_language_named(name) : PK_NB_PYTHON;
}

enum pk_nb_language pk_nb_cell_language(const struct pk_nb *nb, const struct pk_nb_cell *c, enum pk_nb_language notebook)
{
	static const struct {
		const char *object, *key; /* of VS Code, of polyglot notebooks before and after they were renamed, of SoS */
	} places[] = {
		{ "vscode", "languageId" }, { "polyglot_notebook", "kernelName" }, { "dotnet_interactive", "language" }, { NULL, "kernel" }
	};

	if (c->metadata.end - c->metadata.start < 8)
		return notebook;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct span of = places[i].object ? pk_json_member(nb->raw, c->metadata, places[i].object) : c->metadata;
		struct str said = pk_json_text(nb->raw, of, places[i].key);

		if (said.n)
			return pk_nb_language_named(said);
	}
	return notebook;
}
