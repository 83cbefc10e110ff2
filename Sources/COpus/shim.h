#include <opus.h>

// The control functions take variable arguments, which Swift does not call.

static inline int confab_opus_encoder_set(OpusEncoder *encoder, int request, opus_int32 value) {
    return opus_encoder_ctl(encoder, request, value);
}

static inline int confab_opus_decoder_reset(OpusDecoder *decoder) {
    return opus_decoder_ctl(decoder, OPUS_RESET_STATE);
}

// An encoder is one piece of memory, which may be copied (opus_encoder_init of the same channels sizes it).
static inline void confab_opus_encoder_copy(OpusEncoder *to, const OpusEncoder *from) {
    __builtin_memcpy(to, from, opus_encoder_get_size(1));
}
