import DNS

/// The domain that somebody registered (RFC 7489 §3.2).
///
/// There is no list of all public suffixes: those of most mail are known by what stands here, and under every other
/// suffix of two labels its registrants are taken for one organization.
enum OrganizationalDomain {
    /// Second labels below which every country that has them lets people register.
    private static let generic: Set<String> = ["ac", "co", "com", "edu", "gov", "mil", "net", "org"]

    /// Second labels that only some countries have.
    private static let national: [String: Set<String>] = [
        "ar": ["gob"], "at": ["gv", "or"], "au": ["asn", "id"],
        "br": ["adv", "art", "blog", "eco", "eng", "ind", "jus", "leg", "nom"],
        "cl": ["gob"], "es": ["gob", "nom"], "fr": ["asso", "gouv", "nom"], "hk": ["idv"], "hu": ["info"],
        "id": ["biz", "desa", "go", "my", "or", "sch", "web"], "il": ["idf", "k12", "muni"],
        "in": ["firm", "gen", "ind", "nic", "res"], "it": ["edu", "gov"], "jp": ["ad", "ed", "go", "gr", "lg", "ne", "or"],
        "ke": ["go", "ne", "or"], "kr": ["go", "ne", "or", "pe", "re"], "mx": ["gob"],
        "nz": ["geek", "gen", "govt", "iwi", "kiwi", "maori", "school"], "pe": ["gob", "nom"], "pl": ["biz", "info", "waw"],
        "pt": ["gov"], "ru": ["msk", "spb"], "sg": ["per"], "th": ["go", "in", "or"], "tr": ["bel", "gen", "k12", "web"],
        "tw": ["idv"], "tz": ["go", "ne", "or"], "ua": ["dp", "in", "kh", "kiev", "kyiv", "lviv", "od"], "ug": ["go", "ne", "or"],
        "uk": ["ltd", "me", "nhs", "plc", "police", "sch"], "za": ["law", "nom", "school", "web"],
    ]

    /// Domains whose owners let others have the names below.
    private static let lent: Set<String> = [
        "appspot.com", "azurewebsites.net", "blogspot.com", "br.com", "cn.com", "co.com", "de.com", "duckdns.org", "eu.com",
        "eu.org",
        "firebaseapp.com", "fly.dev", "github.io", "gitlab.io", "herokuapp.com", "netlify.app", "no-ip.org", "onmicrosoft.com",
        "onrender.com", "pages.dev", "ru.com", "sa.com", "uk.com", "us.com", "vercel.app", "web.app", "workers.dev", "za.com",
    ]

    /// A suffix and one label more; a suffix itself stays as it is.
    static func of(_ domain: String) -> String {
        let labels = DNSName.canonical(domain).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let count = labels.count
        guard count > 2 else { return labels.joined(separator: ".") }
        let last = labels[count - 1], second = labels[count - 2]
        let isCountry = last.utf8.count == 2
        let isSuffix =
            (isCountry && (generic.contains(second) || national[last, default: []].contains(second)))
            || lent.contains(second + "." + last)
        return labels.suffix(isSuffix ? 3 : 2).joined(separator: ".")
    }
}
