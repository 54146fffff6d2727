/*
 * A grammar's scanner, compiled with one byte less for its state than tree-sitter gives it: that of Python looks whether one more
 * byte fits and writes two, which in a string within 511 blocks is one too many.
 */
#include <tree_sitter/parser.h>
#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 1023
#include <scanner.c>
