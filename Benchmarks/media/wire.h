/// One socket for all participants. Each has an address of its own in 127.64.0.0/16, so that a server with one port
/// tells them apart, and datagrams of many go and come in one system call.
#pragma once
#include "party.h"

/// Binds the port (0: any) and returns the socket.
int wire_open(int port);
/// Takes a datagram to be sent with the next flush; bytes are copied.
void wire_send(Party *p, const uint8_t *bytes, int count);
void wire_flush(void);
/// Hands over what has come, with its arrival by CLOCK_REALTIME in nanoseconds; returns when there is no more, or after some thousands.
void wire_receive(void (*take)(Party *p, uint8_t *bytes, int count, uint64_t at));
extern long wire_sent, wire_errors;
