#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// What OpenSSL has as macros or with a variable number of arguments, which Swift does not see.

static inline EVP_PKEY *confab_dtls_p256_key(void) { return EVP_EC_gen("P-256"); }

/// DTLS 1.2 alone; no renegotiation, resumption, tickets or compression; datagrams as small as we say.
static inline int confab_dtls_restrict(SSL_CTX *context) {
    SSL_CTX_set_options(
        context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                     SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    return SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) && SSL_CTX_set_max_proto_version(context, DTLS1_2_VERSION);
}

static inline int confab_dtls_set_groups(SSL_CTX *context, const char *names) {
    return SSL_CTX_set1_groups_list(context, names) == 1;
}

static inline void confab_dtls_set_max_certificates(SSL_CTX *context, long bytes) { SSL_CTX_set_max_cert_list(context, bytes); }

static inline void confab_dtls_set_mtu(SSL *session, long bytes) {
    SSL_set_mtu(session, bytes);
    SSL_set_max_send_fragment(session, bytes);
}

/// An empty memory BIO says "later" and not "the end".
static inline void confab_dtls_never_ends(BIO *bio) { BIO_set_mem_eof_return(bio, -1); }
