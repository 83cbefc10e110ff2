#define _GNU_SOURCE
#include "stats.h"
#include "xmpp.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH = 20 };

static size_t base64(const void *in, size_t count, char *out) {
    return (size_t)EVP_EncodeBlock((unsigned char *)out, in, (int)count);
}

static size_t unbase64(Slice in, unsigned char *out) {
    int n = EVP_DecodeBlock(out, (const unsigned char *)in.start, (int)in.count);
    for (size_t i = in.count; n > 0 && i > 0 && in.start[i - 1] == '='; i--) n--;
    return n > 0 ? (size_t)n : 0;
}

size_t scram_first(XMPP *x, char *out, size_t room) {
    unsigned char random[15];
    char text[256];
    (void)room;
    RAND_bytes(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++) snprintf(x->nonce + 2 * i, 3, "%02x", random[i]);
    int n = snprintf(text, sizeof text, "n,,n=%s%d,r=%s", xmpp_options.prefix, x->account, x->nonce);
    return base64(text, (size_t)n, out);
}

size_t scram_final(XMPP *x, Slice challenge, char *out, size_t room) {
    unsigned char first[1024], salt[256], key[HASH], stored[HASH], signature[HASH];
    char bare[512], signed_text[4096], proof[64];
    unsigned count;
    (void)room;
    if (challenge.count > 1000) return 0;
    first[unbase64(challenge, first)] = 0;
    char *r = strstr((char *)first, "r="), *s = strstr((char *)first, ",s="), *i = strstr((char *)first, ",i=");
    if (!r || !s || !i) return 0;
    int bare_count = snprintf(bare, sizeof bare, "c=biws,r=%.*s", (int)(s - r - 2), r + 2);
    size_t salt_count = unbase64((Slice){s + 3, (size_t)(i - s - 3)}, salt);
    int all = snprintf(signed_text, sizeof signed_text, "n=%s%d,r=%s,%s,%s", xmpp_options.prefix, x->account, x->nonce,
                       (char *)first, bare);
    PKCS5_PBKDF2_HMAC(xmpp_options.password, -1, salt, (int)salt_count, atoi(i + 3), EVP_sha1(), HASH, x->salted);
    HMAC(EVP_sha1(), x->salted, HASH, (const unsigned char *)"Client Key", 10, key, &count);
    EVP_Digest(key, HASH, stored, &count, EVP_sha1(), NULL);
    HMAC(EVP_sha1(), stored, HASH, (const unsigned char *)signed_text, (size_t)all, signature, &count);
    for (int k = 0; k < HASH; k++) key[k] ^= signature[k];
    base64(key, HASH, proof);
    int n = snprintf(signed_text, sizeof signed_text, "%.*s,p=%s", bare_count, bare, proof);
    return base64(signed_text, (size_t)n, out);
}
