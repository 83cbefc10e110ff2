import Foundation

/// What a process that decodes strangers' pictures may use up.
enum Confinement {
    static let memory: rlim_t = 1 << 30
    static let seconds: rlim_t = 8
    static let output: rlim_t = 16 << 20

    /// Gives up the right to use more.
    static func enter() {
        limit(RLIMIT_AS, memory)
        limit(RLIMIT_CPU, seconds)
        limit(RLIMIT_FSIZE, output)
        limit(RLIMIT_CORE, 0)
        _ = nice(10)
    }

    private static func limit(_ resource: __rlimit_resource, _ amount: rlim_t) {
        var limit = rlimit(rlim_cur: amount, rlim_max: amount)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
}
