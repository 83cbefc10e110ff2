/// Connectivity checks of a controlling ICE agent with an ICE-lite peer (RFC 8445, RFC 8489).
#pragma once
#include "party.h"

enum { STUN_LARGEST = 512 };
/// Writes a Binding request with USE-CANDIDATE; returns its length.
int stun_request(Party *p, uint8_t bytes[STUN_LARGEST]);
/// Whether this is the success response to the last request, with its MESSAGE-INTEGRITY right.
bool stun_answers(const Party *p, const uint8_t *bytes, int count);
