#define _GNU_SOURCE
#include "pieces.h"
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <opus/opus.h>
#include <srtp2/srtp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

/// Codecs take turns, so that their state is not always in the nearest cache, as in a room.
enum { CODECS = 32, SAMPLES = 960, LARGEST = 400, PACKETS = 512, PACKET = 92, MANY = 64, WIRE = 110 };

double piece_seconds = 0.3;

static double cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static OpusEncoder *encoder(Coding coding) {
    int failed;
    OpusEncoder *made = opus_encoder_create(
        48000, 1, coding.light ? OPUS_APPLICATION_RESTRICTED_LOWDELAY : OPUS_APPLICATION_VOIP, &failed);
    opus_encoder_ctl(made, OPUS_SET_BITRATE(coding.light ? 64000 : 32000));
    opus_encoder_ctl(made, OPUS_SET_MAX_BANDWIDTH(coding.light ? OPUS_BANDWIDTH_SUPERWIDEBAND : OPUS_BANDWIDTH_FULLBAND));
    opus_encoder_ctl(made, OPUS_SET_COMPLEXITY(coding.complexity));
    return made;
}

double piece_encode(Sound sound, Coding coding) {
    OpusEncoder *all[CODECS];
    uint8_t bytes[LARGEST];
    for (int i = 0; i < CODECS; i++) all[i] = encoder(coding);
    double began = cpu(), spent;
    long n = 0;
    while ((spent = cpu() - began) < piece_seconds) {
        const int16_t *frame = sound.samples + n / CODECS % sound.frames * SAMPLES;
        if (opus_encode(all[n++ % CODECS], frame, SAMPLES, bytes, LARGEST) < 0) exit(1);
    }
    for (int i = 0; i < CODECS; i++) opus_encoder_destroy(all[i]);
    return spent / (double)n * 1e6;
}

double piece_decode(Sound sound) {
    int failed, *counts = malloc((size_t)sound.frames * sizeof *counts);
    uint8_t(*packets)[LARGEST] = malloc((size_t)sound.frames * LARGEST);
    OpusEncoder *source = encoder((Coding){9, false});
    for (int i = 0; i < sound.frames; i++)
        counts[i] = opus_encode(source, sound.samples + i * SAMPLES, SAMPLES, packets[i], LARGEST);
    opus_encoder_destroy(source);
    OpusDecoder *all[CODECS];
    int16_t out[SAMPLES];
    for (int i = 0; i < CODECS; i++) all[i] = opus_decoder_create(48000, 1, &failed);
    double began = cpu(), spent;
    long n = 0;
    while ((spent = cpu() - began) < piece_seconds) {
        long frame = n / CODECS % sound.frames;
        if (opus_decode(all[n++ % CODECS], packets[frame], counts[frame], out, SAMPLES, 0) < 0) exit(1);
    }
    for (int i = 0; i < CODECS; i++) opus_decoder_destroy(all[i]);
    free(packets), free(counts);
    return spent / (double)n * 1e6;
}

__attribute__((optimize("O3"), noinline)) static void add(int32_t *sum, const int16_t *voice) {
    for (int i = 0; i < SAMPLES; i++) sum[i] += voice[i];
}

__attribute__((optimize("O3"), noinline)) static void without(int16_t *out, const int32_t *sum, const int16_t *voice) {
    for (int i = 0; i < SAMPLES; i++) {
        int32_t x = sum[i] - voice[i];
        out[i] = (int16_t)(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
    }
}

double piece_mix(Sound sound) {
    static int32_t sum[SAMPLES];
    static int16_t out[SAMPLES];
    double began = cpu(), spent;
    long n = 0;
    while ((spent = cpu() - began) < piece_seconds / 4)
        for (int i = 0; i < 64; i++, n++) {
            const int16_t *voice = sound.samples + n % sound.frames * SAMPLES;
            add(sum, voice);
            without(out, sum, voice);
        }
    return spent / (double)n * 1e6;
}

static srtp_t session(bool gcm, srtp_ssrc_type_t direction) {
    static uint8_t key[64];
    srtp_policy_t policy = {.ssrc.type = direction, .key = key};
    if (gcm) srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
    else srtp_crypto_policy_set_rtp_default(&policy.rtp);
    policy.rtcp = policy.rtp;
    srtp_t made = NULL;
    if (srtp_create(&made, &policy)) exit(1);
    return made;
}

static void header(uint8_t *b, uint16_t sequence) {
    memcpy(b, (uint8_t[12]){0x80, 111, (uint8_t)(sequence >> 8), (uint8_t)sequence, [11] = 9}, 12);
}

double piece_srtp(bool gcm, bool open) {
    static uint8_t packets[PACKETS][256];
    static int counts[PACKETS];
    srtp_t out = session(gcm, ssrc_any_outbound), in = session(gcm, ssrc_any_inbound);
    double spent = 0;
    uint16_t sequence = 0;
    long n = 0;
    while (spent < piece_seconds) {
        double began = cpu();
        for (int i = 0; i < PACKETS; i++) {
            header(packets[i], sequence++);
            counts[i] = PACKET;
            srtp_protect(out, packets[i], &counts[i]);
        }
        double between = cpu();
        for (int i = 0; i < PACKETS && open; i++) srtp_unprotect(in, packets[i], &counts[i]);
        spent += open ? cpu() - between : between - began;
        n += PACKETS;
    }
    srtp_dealloc(out), srtp_dealloc(in);
    return spent / (double)n * 1e6;
}

double piece_gcm_kept(void) {
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    static uint8_t key[16], nonce[12], packet[256];
    int written;
    EVP_EncryptInit_ex(c, EVP_aes_128_gcm(), NULL, key, NULL);
    double began = cpu(), spent;
    long n = 0;
    while ((spent = cpu() - began) < piece_seconds) {
        memcpy(nonce, &n, sizeof n);
        EVP_EncryptInit_ex(c, NULL, NULL, NULL, nonce);
        EVP_EncryptUpdate(c, NULL, &written, packet, 12);
        EVP_EncryptUpdate(c, packet + 12, &written, packet + 12, PACKET - 12);
        EVP_EncryptFinal_ex(c, packet + PACKET, &written);
        EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, 16, packet + PACKET);
        n++;
    }
    EVP_CIPHER_CTX_free(c);
    return spent / (double)n * 1e6;
}

Net piece_net(void) {
    static uint8_t bytes[MANY][2048];
    static struct mmsghdr out[MANY], in[MANY];
    static struct iovec out_parts[MANY], in_parts[MANY];
    int sender = socket(AF_INET, SOCK_DGRAM, 0), receiver = socket(AF_INET, SOCK_DGRAM, 0), size = 16 << 20;
    setsockopt(receiver, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof to;
    if (bind(receiver, (struct sockaddr *)&to, length) || getsockname(receiver, (struct sockaddr *)&to, &length)) exit(1);
    for (int i = 0; i < MANY; i++) {
        out_parts[i] = (struct iovec){bytes[i], WIRE};
        in_parts[i] = (struct iovec){bytes[i], sizeof bytes[i]};
        out[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = length, .msg_iov = &out_parts[i], .msg_iovlen = 1};
        in[i].msg_hdr = (struct msghdr){.msg_iov = &in_parts[i], .msg_iovlen = 1};
    }
    double sending = 0, receiving = 0;
    long sent = 0, received = 0;
    while (sending < piece_seconds) {
        double began = cpu();
        sent += sendmmsg(sender, out, MANY, 0);
        double between = cpu();
        sending += between - began;
        received += recvmmsg(receiver, in, MANY, MSG_DONTWAIT, NULL);
        receiving += cpu() - between;
    }
    return (Net){sending / (double)sent * 1e6, receiving / (double)received * 1e6};
}
