#include "address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct block {
	uint8_t prefix[16];
	uint8_t bits;
};

/* After IANA's registries of special-purpose addresses; 192.88.99.0/24 was once for 6to4 relays. */
static const struct block special4[] = {
	{ { 0 }, 8 },
	{ { 10 }, 8 },
	{ { 100, 64 }, 10 },
	{ { 127 }, 8 },
	{ { 169, 254 }, 16 },
	{ { 172, 16 }, 12 },
	{ { 192, 0, 0 }, 24 },
	{ { 192, 0, 2 }, 24 },
	{ { 192, 88, 99 }, 24 },
	{ { 192, 168 }, 16 },
	{ { 198, 18 }, 15 },
	{ { 198, 51, 100 }, 24 },
	{ { 203, 0, 113 }, 24 },
	{ { 224 }, 4 },
	{ { 240 }, 4 },
};

/* Within 2000::/3, beyond which nothing is public: protocols and Teredo, documentation. */
static const struct block special6[] = {
	{ { 0x20, 0x01, 0x00 }, 23 },
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 },
	{ { 0x3f, 0xff, 0x00 }, 20 },
};

static const struct block unicast6 = { { 0x20 }, 3 }, translated6 = { { 0x00, 0x64, 0xff, 0x9b }, 96 }, sixtofour = { { 0x20, 0x02 }, 16 };

static bool is_in(const uint8_t *a, const struct block *b)
{
	uint8_t mask = (uint8_t)(0xff << (8 - b->bits % 8));

	if (memcmp(a, b->prefix, b->bits / 8) != 0)
		return false;
	return b->bits % 8 == 0 || ((a[b->bits / 8] ^ b->prefix[b->bits / 8]) & mask) == 0;
}

static bool is_in_any(const uint8_t *a, const struct block *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_in(a, &list[i]))
			return true;
	return false;
}

static bool is_public4(const uint8_t *a)
{
	return !is_in_any(a, special4, sizeof(special4) / sizeof(*special4));
}

static bool is_public6(const uint8_t *a)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (memcmp(a, mapped, sizeof(mapped)) == 0 || is_in(a, &translated6))
		return is_public4(a + 12);
	if (is_in(a, &sixtofour))
		return is_public4(a + 2);
	return is_in(a, &unicast6) && !is_in_any(a, special6, sizeof(special6) / sizeof(*special6));
}

bool pk_address_is_public(const struct sockaddr *a, socklen_t n)
{
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	if (a->sa_family == AF_INET && n >= sizeof(four)) {
		memcpy(&four, a, sizeof(four));
		return is_public4((const uint8_t *)&four.sin_addr);
	}
	if (a->sa_family == AF_INET6 && n >= sizeof(six)) {
		memcpy(&six, a, sizeof(six));
		return is_public6(six.sin6_addr.s6_addr);
	}
	return false;
}

bool pk_address_is_loopback(const struct sockaddr *a, socklen_t n)
{
	struct sockaddr_in four;

	if (a->sa_family != AF_INET || n < sizeof(four))
		return false;
	memcpy(&four, a, sizeof(four));
	return *(const uint8_t *)&four.sin_addr == 127;
}
