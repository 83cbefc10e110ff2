/// DTLS 1.2 as a client with keys for SRTP (RFC 5764), and SRTP by libsrtp.
#pragma once
#include "party.h"

/// All participants have the certificate and key of this file; `profiles` are SRTP's by OpenSSL's names.
void secure_setup(const char *pem, const char *profiles);
void secure_begin(Party *p);
/// Goes on with the handshake: after a datagram came (or none), or its timer may have run out.
/// Datagrams to send go to the wire.
void secure_continue(Party *p, const uint8_t *bytes, int count);
/// In place; the length, or 0 when that fails.
int secure_protect(Party *p, uint8_t *bytes, int count);
int secure_open(Party *p, uint8_t *bytes, int count);
int secure_open_control(Party *p, uint8_t *bytes, int count);
/// The SRTP profile of the last handshake.
extern const char *secure_profile;
