#include "secure.h"
#include "wire.h"
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

enum { DATAGRAM = 1200, RECORD = 13 };

const char *secure_profile = "none";
static SSL_CTX *context;

static int accept_any(int ok, X509_STORE_CTX *store) {
    (void)ok, (void)store;
    return 1;
}

static void require(bool ok, const char *what) {
    if (ok) return;
    fprintf(stderr, "%s: ", what);
    ERR_print_errors_fp(stderr);
    exit(2);
}

void secure_setup(const char *pem, const char *profiles) {
    srtp_init();
    context = SSL_CTX_new(DTLS_client_method());
    SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, accept_any);
    require(SSL_CTX_use_certificate_file(context, pem, SSL_FILETYPE_PEM) == 1, pem);
    require(SSL_CTX_use_PrivateKey_file(context, pem, SSL_FILETYPE_PEM) == 1, pem);
    require(!SSL_CTX_set_tlsext_use_srtp(context, profiles), profiles);
}

void secure_begin(Party *p) {
    p->tls = SSL_new(context);
    SSL_set_options(p->tls, SSL_OP_NO_QUERY_MTU);
    SSL_set_mtu(p->tls, DATAGRAM);
    SSL_set_bio(p->tls, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(p->tls);
    secure_continue(p, NULL, 0);
}

/// What OpenSSL wrote, cut at its records into datagrams.
static void drain(Party *p) {
    uint8_t *bytes;
    long total = BIO_get_mem_data(SSL_get_wbio(p->tls), &bytes), start = 0, end = 0;
    while (end + RECORD <= total) {
        long next = end + RECORD + (bytes[end + 11] << 8 | bytes[end + 12]);
        if (next - start > DATAGRAM && end > start) {
            wire_send(p, bytes + start, (int)(end - start));
            start = end;
        }
        end = next;
    }
    if (end > start) wire_send(p, bytes + start, (int)(end - start));
    (void)BIO_reset(SSL_get_wbio(p->tls));
}

static srtp_t session(bool gcm, const uint8_t *key, const uint8_t *salt, srtp_ssrc_type_t direction) {
    uint8_t both[64];
    srtp_policy_t policy = {.ssrc.type = direction, .key = both, .window_size = 1024, .allow_repeat_tx = 1};
    if (gcm) {
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
    } else {
        srtp_crypto_policy_set_rtp_default(&policy.rtp);
        srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
    }
    memcpy(both, key, 16);
    memcpy(both + 16, salt, gcm ? 12 : 14);
    srtp_t made = NULL;
    require(srtp_create(&made, &policy) == srtp_err_status_ok, "srtp_create");
    return made;
}

static bool take_keys(Party *p) {
    uint8_t keys[60];
    SRTP_PROTECTION_PROFILE *chosen = SSL_get_selected_srtp_profile(p->tls);
    if (!chosen || (chosen->id != SRTP_AEAD_AES_128_GCM && chosen->id != SRTP_AES128_CM_SHA1_80)) return false;
    bool gcm = chosen->id == SRTP_AEAD_AES_128_GCM;
    size_t salt = gcm ? 12 : 14;
    secure_profile = chosen->name;
    if (SSL_export_keying_material(p->tls, keys, 32 + 2 * salt, "EXTRACTOR-dtls_srtp", 19, NULL, 0, 0) != 1) return false;
    p->out = session(gcm, keys, keys + 32, ssrc_any_outbound);
    p->in = session(gcm, keys + 16, keys + 32 + salt, ssrc_any_inbound);
    return true;
}

void secure_continue(Party *p, const uint8_t *bytes, int count) {
    if (count) BIO_write(SSL_get_rbio(p->tls), bytes, count);
    else DTLSv1_handle_timeout(p->tls);
    int done = SSL_do_handshake(p->tls);
    drain(p);
    if (done != 1 && SSL_get_error(p->tls, done) == SSL_ERROR_WANT_READ) return;
    p->stage = done == 1 && take_keys(p) ? STAGE_READY : STAGE_FAILED;
    if (p->stage == STAGE_FAILED) ERR_print_errors_fp(stderr);
    SSL_free(p->tls);
    p->tls = NULL;
}

int secure_protect(Party *p, uint8_t *bytes, int count) {
    return srtp_protect(p->out, bytes, &count) == srtp_err_status_ok ? count : 0;
}

int secure_open(Party *p, uint8_t *bytes, int count) {
    return srtp_unprotect(p->in, bytes, &count) == srtp_err_status_ok ? count : 0;
}

int secure_open_control(Party *p, uint8_t *bytes, int count) {
    return srtp_unprotect_rtcp(p->in, bytes, &count) == srtp_err_status_ok ? count : 0;
}
