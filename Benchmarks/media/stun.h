/// Connectivity checks of a controlling ICE agent that takes the first path that works (RFC 8445, RFC 8489).
#pragma once
#include "party.h"

enum { STUN_LARGEST = 512 };
/// Writes a Binding request with USE-CANDIDATE; returns its length.
int stun_request(Party *p, uint8_t bytes[STUN_LARGEST]);
/// Whether this is the success response to the last request, with its MESSAGE-INTEGRITY right.
bool stun_answers(const Party *p, const uint8_t *bytes, int count);
/// Writes the answer to the peer's own check, which an agent that is not lite sends; 0 when this is no Binding request.
int stun_answer(const Party *p, const uint8_t *request, int count, uint8_t bytes[STUN_LARGEST]);
