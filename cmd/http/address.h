/* address: which network addresses a service of the public internet can have. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for loopback, link-local, private, shared, documentation, multicast and reserved addresses, for what IPv6 addresses hold
 * of these (mapped, translated, 6to4), and for families other than IPv4 and IPv6. */
bool pk_address_is_public(const struct sockaddr *a, socklen_t n);
/* 127.0.0.0/8. */
bool pk_address_is_loopback(const struct sockaddr *a, socklen_t n);

#endif
