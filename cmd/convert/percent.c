#include "convert.h"

void convert_percent(struct arena *a, const struct pk_nb *nb, struct buf *out)
{
	(void)a;
	(void)nb;
	(void)out;
}
