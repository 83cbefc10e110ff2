import Hub

/// The gathering of settings from all sources, weakest first, with every mistake on the way.
struct SettingsReading {
    private(set) var settings = Settings()
    private(set) var mistakes: [SettingsError.Mistake] = []
    /// Where each setting was last said.
    private var places: [String: String] = [:]

    init() {
        for setting in Setting.table { _ = setting.keep(setting.parts(of: setting.standard), &settings) }
    }

    /// Takes one value to a name that may be wrong.
    mutating func take(_ said: SaidSetting) {
        guard let setting = Setting.table.first(where: { $0.name == said.name }) else { return refuseName(of: said) }
        guard let parts = said.parts(for: setting), setting.keep(parts, &settings) else {
            let shown = setting.isSecret ? "(hidden)" : said.shown
            return note(.init(place: said.place, name: said.name, value: shown, reason: "must be " + setting.right))
        }
        places[setting.name] = said.place
    }

    mutating func note(_ mistake: SettingsError.Mistake) { mistakes.append(mistake) }

    private mutating func refuseName(of said: SaidSetting) {
        let near = NearName.of(said.name, among: Setting.table.map(\.name))
        note(.init(place: said.place, name: said.name, reason: "there is no such setting", suggestion: near))
    }

    /// The settings, once what belongs together is together.
    mutating func finish() throws(SettingsError) -> Settings {
        checkTLS()
        checkDomains()
        checkRelay()
        completePublicURL()
        guard mistakes.isEmpty else { throw SettingsError(mistakes: mistakes) }
        return settings
    }

    private mutating func checkTLS() {
        guard let tls = settings.tls, tls.certificate.isEmpty || tls.key.isEmpty else { return }
        let (given, missing) = tls.key.isEmpty ? ("tls.certificate", "tls.key") : ("tls.key", "tls.certificate")
        note(.init(place: places[given] ?? given, name: given, reason: "needs \(missing) beside it"))
    }

    private mutating func checkDomains() {
        guard settings.registration.policy == .domain, settings.registration.domains.isEmpty else { return }
        let name = "registration.policy"
        note(.init(place: places[name] ?? name, name: name, value: "domain", reason: "needs registration.domains beside it"))
    }

    private mutating func checkRelay() {
        let relay = settings.mail.relay
        if settings.mail.way == .relay, relay.host == nil {
            note(
                .init(
                    place: places["mail.way"] ?? "mail.way", name: "mail.way", value: "relay",
                    reason: "needs mail.relay.host beside it"))
        }
        if relay.user != nil, relay.password == nil {
            note(
                .init(
                    place: places["mail.relay.user"] ?? "mail.relay.user", name: "mail.relay.user",
                    reason: "needs mail.relay.password beside it"))
        }
    }

    private mutating func completePublicURL() {
        guard settings.publicURL.isEmpty, let first = settings.listen.first else { return }
        let (scheme, usual) = settings.tls == nil ? ("http", 80) : ("https", 443)
        settings.publicURL = "\(scheme)://localhost" + (first.port == usual ? "" : ":\(first.port)")
    }
}
