import DNS

/// The lookups of one evaluation, and how many more there may be (RFC 7208 §4.6.4).
struct SPFLookups {
    private let dns: any DNSLookup
    private let ip: IPAddress
    private var terms = 0
    private var voids = 0
    /// The names of the address that lead back to it, once they were asked for.
    private var pointers: [String]?

    init(dns: any DNSLookup, ip: IPAddress) {
        self.dns = dns
        self.ip = ip
    }

    /// Counts a term that makes lookups.
    mutating func countTerm() throws(SPFStop) {
        terms += 1
        guard terms <= SPF.maxLookups else { throw .permanent("there are too many lookups") }
    }

    /// The record of a domain, or nil.
    func record(of domain: String) async throws(SPFStop) -> SPFRecord? {
        let texts: [String]
        do throws(LookupFault) {
            texts = try await dns.txt(domain)
        } catch {
            if error == .temporary { throw .temporary }
            return nil
        }
        let records = texts.filter(SPFRecord.isRecord)
        guard records.count <= 1 else { throw .permanent("there is more than one record") }
        guard let record = records.first else { return nil }
        return try SPFRecord(record)
    }

    mutating func addresses(_ host: String, _ family: IPAddress.Family) async throws(SPFStop) -> [IPAddress] {
        guard DNSName.isValid(host) else { return [] }
        let dns = dns
        return try await found { () async throws(LookupFault) in try await dns.addresses(host, family) }
    }

    mutating func exchanges(_ domain: String) async throws(SPFStop) -> [String] {
        guard DNSName.isValid(domain) else { return [] }
        let dns = dns
        let hosts = try await found { () async throws(LookupFault) in try await dns.mx(domain) }
        guard hosts.count <= SPF.maxNames else { throw .permanent("there are too many mail exchanges") }
        return hosts.map(\.host)
    }

    /// Errors in these lookups only mean that a name is not one of them (RFC 7208 §5.5).
    mutating func validatedPointers() async throws(SPFStop) -> [String] {
        if let pointers { return pointers }
        let dns = dns, ip = ip
        var valid: [String] = []
        for name in try await quietly({ () async throws(LookupFault) in try await dns.ptr(ip) }).prefix(SPF.maxNames) {
            guard DNSName.isValid(name) else { continue }
            let addresses = try await quietly { () async throws(LookupFault) in try await dns.addresses(name, ip.family) }
            if addresses.contains(ip) { valid.append(DNSName.canonical(name)) }
        }
        pointers = valid
        return valid
    }

    private mutating func quietly<Record>(_ ask: () async throws(LookupFault) -> [Record]) async throws(SPFStop) -> [Record] {
        do throws(SPFStop) {
            return try await found(ask)
        } catch {
            if case .temporary = error { return [] }
            throw error
        }
    }

    /// Asks, and counts what brings nothing.
    private mutating func found<Record>(_ ask: () async throws(LookupFault) -> [Record]) async throws(SPFStop) -> [Record] {
        var records: [Record] = []
        do throws(LookupFault) {
            records = try await ask()
        } catch {
            if error == .temporary { throw .temporary }
        }
        if records.isEmpty {
            voids += 1
            guard voids <= SPF.maxVoidLookups else { throw .permanent("there are too many lookups of nothing") }
        }
        return records
    }
}
