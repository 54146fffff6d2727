#include "template.h"

#include "calls.h"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("_ ,=)':", c));
}

/* A line is the head of one of three functions or what it returns, and behind that there is no call. */
static bool is_line(struct str line)
{
	static const char *const heads[] = { "def _parse_args(self,", "def _parse_args_rvs(self,", "def _parse_args_stats(self,",
					     "return (", "return self._argcheck_rvs(" };

	line = str_trim(line);
	if (!line.n)
		return true;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		if (!str_starts(line, str_from(heads[i])))
			continue;
		for (size_t at = strlen(heads[i]); at < line.n; at++)
			if (!is_plain(line.p[at]))
				return false;
		return true;
	}
	return false;
}

/* Whether all items of a state are known, also when more were put in later, and its keys are written in the file. */
static bool is_known(const struct pk_machine *m, val_t state)
{
	val_t items = pk_cell_item(m, state, 0);

	if (val_tag(state) != T_DICT || pk_cell_n(m, items) == 0)
		return false;
	for (uint32_t i = 0; i < pk_cell_n(m, items); i += 2)
		if (val_tag(pk_cell_item(m, items, i)) != T_STR)
			return false;
	return pk_weight(m, state) == pk_weight(m, items);
}

bool pk_is_distribution_state(const struct pk_machine *m, val_t state)
{
	val_t template = pk_dict_item(m, state, "_parse_arg_template");
	struct str text, line;

	if (!is_known(m, state))
		return false;
	if (template == VAL_ABSENT)
		return true;
	text = pk_val_text(m, template);
	if (!text.p)
		return val_tag(template) == T_PLAIN;
	while (str_cut(&text, '\n', &line))
		if (!is_line(line))
			return false;
	return true;
}

/* "y ~ x1 + x2 * x3": names, numbers, operators. */
static bool is_formula_char(char c)
{
	return is_plain(c) ? !strchr("=,)'", c) : c && strchr("~+-*/|^.", c);
}

bool pk_is_formula_state(const struct pk_machine *m, val_t state)
{
	val_t formula = pk_dict_item(m, state, "formula");
	struct str text;

	if (!is_known(m, state))
		return false;
	if (formula == VAL_ABSENT || val_tag(formula) == T_PLAIN)
		return true;
	text = pk_val_text(m, formula);
	for (size_t i = 0; text.p && i < text.n; i++)
		if (!is_formula_char(text.p[i]))
			return false;
	return text.p != NULL;
}
