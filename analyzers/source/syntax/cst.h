/*
 * cst: tree-sitter's concrete syntax tree, copied into a flat preorder array in one walk. Only named nodes and
 * operators are kept; comments, line continuations and the insides of plain strings are not. This and cst.c are the only places that know the grammar's symbols.
 */
#ifndef SOURCE_CST_H
#define SOURCE_CST_H

#include "source/sieve/fragments.h"

/* clang-format off */
/* Sorted, as cst.c searches it by halving. */
#define CST_KINDS(X) \
	X(ERROR) X(aliased_import) X(argument_list) X(as_pattern) X(as_pattern_target) X(assert_statement) X(assignment) \
	X(attribute) X(augmented_assignment) X(await) X(binary_operator) X(block) X(boolean_operator) \
	X(break_statement) X(call) X(case_clause) X(case_pattern) X(chevron) X(class_definition) \
	X(comparison_operator) X(concatenated_string) X(conditional_expression) X(constrained_type) \
	X(continue_statement) X(decorated_definition) X(decorator) X(default_parameter) X(delete_statement) \
	X(dictionary) X(dictionary_comprehension) X(dictionary_splat) X(dictionary_splat_pattern) X(dotted_name) \
	X(elif_clause) X(ellipsis) X(else_clause) X(except_clause) \
	X(exec_statement) X(expression_list) X(expression_statement) X(false) X(finally_clause) X(float) \
	X(for_in_clause) X(for_statement) X(format_expression) X(format_specifier) X(function_definition) \
	X(future_import_statement) X(generator_expression) X(generic_type) X(global_statement) X(identifier) \
	X(if_clause) X(if_statement) X(import_from_statement) X(import_prefix) X(import_statement) X(integer) \
	X(interpolation) X(keyword_argument) X(keyword_separator) X(lambda) X(lambda_parameters) X(list) \
	X(list_comprehension) X(list_pattern) X(list_splat) X(list_splat_pattern) X(match_statement) X(member_type) \
	X(module) X(named_expression) X(none) X(nonlocal_statement) X(not_operator) X(pair) X(parameters) \
	X(parenthesized_expression) X(parenthesized_list_splat) X(pass_statement) X(pattern_list) \
	X(positional_separator) X(print_statement) X(raise_statement) X(relative_import) X(return_statement) X(set) \
	X(set_comprehension) X(slice) X(splat_type) X(string) \
	X(subscript) X(true) X(try_statement) X(tuple) X(tuple_pattern) X(type) X(type_alias_statement) \
	X(type_conversion) X(type_parameter) X(typed_default_parameter) X(typed_parameter) X(unary_operator) \
	X(union_type) X(while_statement) X(wildcard_import) X(with_clause) X(with_item) X(with_statement) X(yield)
/* clang-format on */

enum cst_kind {
	CST_other, /* a named node of any other kind */
	CST_operator,
#define X(name) CST_##name,
	CST_KINDS(X)
#undef X
		CST_COUNT
};

/* clang-format off */
/* Sorted too. */
#define CST_FIELDS(X) \
	X(alias) X(alternative) X(argument) X(arguments) X(attribute) X(body) X(cause) X(code) X(condition) \
	X(consequence) X(definition) X(expression) X(format_specifier) X(function) X(guard) X(key) X(left) \
	X(module_name) X(name) X(object) X(operator) X(operators) X(parameters) X(return_type) X(right) X(subject) \
	X(subscript) X(superclasses) X(type) X(value)
/* clang-format on */

enum cst_field {
	CSTF_none,
#define X(name) CSTF_##name,
	CST_FIELDS(X)
#undef X
		CSTF_COUNT
};

struct cst_node {
	uint8_t kind, field;
	uint32_t start, end; /* bytes */
	uint32_t end_node;   /* one past the last node of the subtree; the first child is self + 1 */
};

struct cst {
	struct cst_node *nodes;
	uint32_t n;
	uint32_t n_errors; /* ERROR and missing nodes */
	struct span first_error;
};

enum cst_result { CST_OK, CST_TIMEOUT, CST_TOO_BIG };

/*
 * Parses Python. The array lives in `arena`. n parts of the text (0: all of it) are read as if nothing stood between them, an empty one
 * as a body that was left out. Those up to PK_APART are a text of their own, so that what is wrong in one harms no other; all
 * statements follow each other in the one module, node 0. When it gives up, *out holds the texts that were read by then.
 */
enum cst_result pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
			     struct cst *out);

#endif
