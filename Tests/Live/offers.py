"""An offer as browsers make them, behind which there is no sound."""

import secrets


def offer():
    """One audio line (RFC 8866, RFC 8829); a leg of it is answered and never connects."""
    fingerprint = ":".join(f"{b:02X}" for b in secrets.token_bytes(32))
    lines = [
        "v=0", f"o=- {secrets.randbits(62)} 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0", "a=msid-semantic: WMS",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0",
        f"a=ice-ufrag:{secrets.token_hex(4)}", f"a=ice-pwd:{secrets.token_hex(12)}", "a=ice-options:trickle",
        f"a=fingerprint:sha-256 {fingerprint}", "a=setup:actpass", "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=sendrecv", "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1",
        f"a=ssrc:{secrets.randbits(31) + 1} cname:nobody"]
    return "\r\n".join(lines) + "\r\n"


async def join(live, c, **fields):
    return await live.do("call", c=c, offer=offer(), **fields)


async def shown(live, c, condition, since=0):
    """The first state of a call, from a frame on, that is as wanted."""
    frames = await live.until(lambda: [f for f in live.heard("call", since, c=c) if condition(f["call"])])
    return frames[0]["call"]


def of(call, person):
    return next((p for p in call["people"] if p["p"] == person.id), None) if call else None
