/// Sockets. A participant has one of its own where the plan says `from`. The others share one, and each has an address
/// of its own in 127.64.0.0/16, so that datagrams of many go and come in one system call.
#pragma once
#include "party.h"

/// Binds the shared socket to the port (0: any).
void wire_open(int port);
/// Binds a participant's own.
int wire_own(Party *p);
/// Takes a datagram to be sent with the next flush at the latest; bytes are copied.
void wire_send(Party *p, const uint8_t *bytes, int count);
void wire_flush(void);
/// Hands over what has come to a participant's own socket, or to the shared one (NULL), with its arrival by CLOCK_REALTIME in
/// nanoseconds; returns when there is no more, or after some thousands.
void wire_receive(Party *owner, void (*take)(Party *p, uint8_t *bytes, int count, uint64_t at));
extern long wire_sent, wire_errors;
