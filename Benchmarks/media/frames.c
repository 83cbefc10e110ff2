/// Encodes sound (s16le, 48 kHz, mono, from standard input) into a loop of Opus frames of 20 ms for `rtpload`.
#include <math.h>
#include <opus/opus.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 960, LARGEST = 1275 };

static int16_t scaled(int16_t sample, double gain) {
    double x = sample * gain;
    return (int16_t)lrint(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
}

/// RFC 6464 §3.
static int level(const int16_t *samples) {
    double power = 0;
    for (int i = 0; i < SAMPLES; i++) power += (double)samples[i] * samples[i];
    if (power == 0) return 127;
    double db = -10 * log10(power / SAMPLES / (32768.0 * 32768.0));
    return db > 127 ? 127 : db < 0 ? 0 : (int)db;
}

int main(int count, char **words) {
    if (count < 4) {
        fprintf(stderr, "frames BITRATE GAIN voip|audio < SOUND > FRAMES\n");
        return 2;
    }
    int failed, application = strcmp(words[3], "audio") ? OPUS_APPLICATION_VOIP : OPUS_APPLICATION_AUDIO;
    double gain = atof(words[2]);
    OpusEncoder *encoder = opus_encoder_create(48000, 1, application, &failed);
    opus_encoder_ctl(encoder, OPUS_SET_BITRATE(atoi(words[1])));
    opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(9));
    int16_t samples[SAMPLES];
    uint8_t bytes[LARGEST];
    while (fread(samples, sizeof *samples, SAMPLES, stdin) == SAMPLES) {
        for (int i = 0; i < SAMPLES; i++) samples[i] = scaled(samples[i], gain);
        int n = opus_encode(encoder, samples, SAMPLES, bytes, sizeof bytes);
        if (n < 0) return 1;
        uint8_t head[3] = {(uint8_t)n, (uint8_t)(n >> 8), (uint8_t)level(samples)};
        fwrite(head, 1, sizeof head, stdout);
        fwrite(bytes, 1, (size_t)n, stdout);
    }
    return 0;
}
