/*
 * ways: how picklers rebuild an object of a name, so that any other way can be told. As text, with commas between them:
 *
 *     new          cls.__new__ without arguments            new(a,b)   with arguments of these kinds
 *     call(a,b)    called with arguments of these kinds     call()     without
 *     state        a state may follow (BUILD)               list dict set   items may be put in
 *     text         what comes out is a text
 *
 * A kind of argument is one or several letters, any of which fits: n number, None, truth value; s text; b bytes; g an imported name, c one of the same library;
 * o an object made before; t tuple, l list, d dict, e set, none with a text in it; T L D E the same with anything in it; a anything.
 * A last kind with * behind it stands for any number of arguments, one with ? for one or none.
 *
 *     array        made empty by numpy; the state brings the rest
 *     template formula   a state may follow, in which there are texts that are run: they are read
 *
 * Short: class = new,state; dict, list, set as a whole = class and items; tuple = new(a*),state; enum = call(a); error = call(a*),state;
 * basic = new(not*),state: an expression of sympy; template = new,template.
 */
#ifndef WAYS_H
#define WAYS_H

#include "util/str.h"

enum pk_shape {
	PK_NUMBER = 1 << 0,
	PK_TEXT = 1 << 1,
	PK_RAW = 1 << 2,
	PK_NAME = 1 << 3,
	PK_MADE = 1 << 4,
	PK_TUPLE = 1 << 5, /* without a text in it */
	PK_LIST = 1 << 6,
	PK_DICT = 1 << 7,
	PK_SET = 1 << 8,
	PK_TUPLE_ANY = 1 << 9,
	PK_LIST_ANY = 1 << 10,
	PK_DICT_ANY = 1 << 11,
	PK_SET_ANY = 1 << 12,
	PK_OWN = 1 << 13, /* beside PK_NAME */
	PK_ANY = (1 << 14) - 1,
};

/* What holds a text, or may. */
enum { PK_WITH_TEXT = PK_TEXT | PK_TUPLE_ANY | PK_LIST_ANY | PK_DICT_ANY | PK_SET_ANY };

/* Whether one of the ways is this word. */
bool pk_way(struct str ways, const char *word);
/* Whether the ways allow "new" or "call" with n arguments of these shapes; UINT32_MAX: their number and shapes are not known. */
bool pk_way_fits(struct str ways, const char *how, const unsigned *shapes, uint32_t n);

#endif
