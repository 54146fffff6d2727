/*
 * vec: a growable array in an arena. VEC(int) is a struct type; declare it once per use:
 *
 *     struct ints VEC(int);          -- struct ints { int *v; uint32_t n, cap; }
 *     vec_push(arena, &ints, 7);
 */
#ifndef UTIL_VEC_H
#define UTIL_VEC_H

#include "arena.h"

#define VEC(type)                \
	{                        \
		type *v;         \
		uint32_t n, cap; \
	}

/* Room for `want` items; v is not NULL afterwards. */
#define vec_reserve(a, vec, want)                                                                                                        \
	do {                                                                                                                             \
		if ((vec)->cap < (want) || !(vec)->v) {                                                                                  \
			uint32_t vec_cap_ = (vec)->cap ? (vec)->cap * 2 : 8;                                                             \
			if (vec_cap_ < (want))                                                                                           \
				vec_cap_ = (want);                                                                                       \
			(vec)->v =                                                                                                       \
				arena_grow((a), (vec)->v, (size_t)(vec)->cap * sizeof(*(vec)->v), (size_t)vec_cap_ * sizeof(*(vec)->v)); \
			(vec)->cap = vec_cap_;                                                                                           \
		}                                                                                                                        \
	} while (0)

#define vec_push(a, vec, ...)                          \
	do {                                           \
		vec_reserve((a), (vec), (vec)->n + 1); \
		(vec)->v[(vec)->n] = (__VA_ARGS__);    \
		(vec)->n++;                            \
	} while (0)

#define vec_each(item, vec) for ((item) = (vec)->v; (item) && (item) < (vec)->v + (vec)->n; (item)++)

#endif
