/// What a server of voice calls must at least do, in CPU of this machine at this moment; one line of JSON.
///
///     limit FOLDER              the pieces, and what participants would cost by them
///     limit FOLDER calibrate    one encode and one packet sent
#include "pieces.h"
#include <srtp2/srtp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// In the mix are at most so many.
enum { SAMPLES = 960, MIXED = 4 };
static const Coding VOICE = {5, false}, BEST = {9, false}, LIGHT = {5, true};
static const double FRAMES = 50, MICROSECONDS = 1000;

static Sound load(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.raw", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(path);
        exit(2);
    }
    long bytes = ftell(file);
    rewind(file);
    Sound s = {malloc((size_t)bytes), (int)(bytes / 2 / SAMPLES)};
    if (!s.frames || fread(s.samples, 1, (size_t)bytes, file) != (size_t)bytes) exit(2);
    fclose(file);
    return s;
}

static Sound three(const char *folder) {
    Sound all[3] = {load(folder, "speech0"), load(folder, "speech1"), load(folder, "speech2")}, sum = all[0];
    for (int k = 1; k < 3; k++)
        if (all[k].frames < sum.frames) sum.frames = all[k].frames;
    for (int i = 0; i < sum.frames * SAMPLES; i++) {
        int x = all[0].samples[i] + all[1].samples[i] + all[2].samples[i];
        sum.samples[i] = (int16_t)(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
    }
    return sum;
}

/// CPU ms per participant-second of a room of n, of whom so many are in the mix, and so many send (as speech or silence).
static double room(double n, double mixed, double sending, double decode, double own, double shared, double in, double out) {
    double frame = sending * in + mixed * (decode + own) + shared + n * out;
    return frame * FRAMES / MICROSECONDS / n;
}

int main(int count, char **words) {
    if (count < 2) return 2;
    srtp_init();
    Sound mix = three(words[1]);
    double encode = piece_encode(mix, VOICE);
    Net net = piece_net();
    if (count > 2 && !strcmp(words[2], "calibrate")) {
        printf("{\"encode_us\":%.1f,\"send_us\":%.2f}\n", encode, net.send);
        return 0;
    }
    double decode = piece_decode(mix), add = piece_mix(mix), protect = piece_gcm_kept(), open = piece_srtp(true, true);
    double light = piece_encode(mix, LIGHT), in = net.receive + protect, out = protect + net.send;
    printf("{\"encode_us\":%.1f,\"encode_complexity_9_us\":%.1f,", encode, piece_encode(mix, BEST));
    printf("\"encode_light_us\":%.1f,", light);
    printf("\"decode_us\":%.1f,\"mix_us\":%.2f,", decode, add);
    printf("\"gcm_us\":%.2f,\"libsrtp_gcm_us\":%.2f,\"libsrtp_gcm_open_us\":%.2f,\"libsrtp_sha1_us\":%.2f,", protect,
           piece_srtp(true, false), open, piece_srtp(false, false));
    printf("\"send_us\":%.2f,\"receive_us\":%.2f,\"naive\":%.3f,", net.send, net.receive,
           room(50, 50, 50, decode, add + encode, 0, in, out));
    double own = add + light;
    printf("\"all_10\":%.3f,\"all_50\":%.3f,\"three_of_50\":%.3f,\"muted_50\":%.3f,\"rooms_of_4\":%.3f,",
           room(10, MIXED, 10, decode, own, light, in, out), room(50, MIXED, 50, decode, own, light, in, out),
           room(50, 3, 50, decode, own, light, in, out), room(50, 3, 3, decode, own, light, in, out),
           room(4, 4, 4, decode, own, 0, in, out));
    own = add + encode;
    printf("\"three_of_200\":%.3f,\"hall_3000\":%.4f}\n", room(200, 3, 200, decode, own, encode, in, out),
           room(3010, MIXED, 10, decode, own, encode, in, out));
    return 0;
}
