extension SessionDescription {
    /// The description as it is sent, with CRLF after each line.
    package var text: String {
        var lines = ["v=0", "o=- \(origin.id) \(origin.version) IN IP4 127.0.0.1", "s=-", "t=0 0"]
        if isLite { lines.append("a=ice-lite") }
        lines += bundles.map { "a=group:BUNDLE\($0.map { " \($0)" }.joined())" }
        if allowsMixedExtensions { lines.append("a=extmap-allow-mixed") }
        for section in sections { section.write(to: &lines) }
        return lines.map { $0 + "\r\n" }.joined()
    }
}

extension MediaSection {
    func write(to lines: inout [String]) {
        let address = address ?? "0.0.0.0"
        lines.append("m=\(line.text)")
        lines.append("c=IN IP\(address.utf8.contains(UInt8(ascii: ":")) ? 6 : 4) \(address)")
        lines += bandwidths.map { "b=\($0.kind):\($0.value)" }
        transport.write(to: &lines)
        if let mid { lines.append("a=mid:\(mid)") }
        if isBundleOnly { lines.append("a=bundle-only") }
        lines += extensions.map { "a=extmap:\($0.text)" }
        lines.append("a=\(direction.rawValue)")
        lines += sources.msids.map { "a=msid:\($0)" }
        rtcp.write(to: &lines)
        for codec in codecs { codec.write(to: &lines) }
        layers.write(to: &lines)
        sources.write(to: &lines)
    }
}

extension TransportDescription {
    func write(to lines: inout [String]) {
        lines += candidates.map { "a=candidate:\($0.text)" }
        if isComplete { lines.append("a=end-of-candidates") }
        if let fragment { lines.append("a=ice-ufrag:\(fragment)") }
        if let password { lines.append("a=ice-pwd:\(password)") }
        if !options.isEmpty { lines.append("a=ice-options:\(options.joined(separator: " "))") }
        lines += fingerprints.map { "a=fingerprint:\($0.text)" }
        if let setup { lines.append("a=setup:\(setup.rawValue)") }
    }
}

extension RTCPTraits {
    func write(to lines: inout [String]) {
        if isMultiplexed { lines.append("a=rtcp-mux") }
        if isMultiplexedOnly { lines.append("a=rtcp-mux-only") }
        if hasReducedSize { lines.append("a=rtcp-rsize") }
    }
}

extension Codec {
    func write(to lines: inout [String]) {
        lines.append("a=rtpmap:\(mapping)")
        lines += feedback.map { "a=rtcp-fb:\(payload) \($0)" }
        if !parameters.isEmpty { lines.append("a=fmtp:\(payload) \(parameters)") }
    }
}

extension Layers {
    func write(to lines: inout [String]) {
        lines += rids.map { "a=rid:\($0.text)" }
        if let simulcast { lines.append("a=simulcast:\(simulcast)") }
    }
}

extension SectionSources {
    func write(to lines: inout [String]) {
        lines += groups.map { "a=ssrc-group:\($0.semantics)\($0.ssrcs.map { " \($0)" }.joined())" }
        for source in sources {
            if let cname = source.cname { lines.append("a=ssrc:\(source.ssrc) cname:\(cname)") }
            if let msid = source.msid { lines.append("a=ssrc:\(source.ssrc) msid:\(msid)") }
        }
    }
}
