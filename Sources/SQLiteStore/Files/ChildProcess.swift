import Foundation

/// A process of our own that inherits nothing but a pipe to answer on: every other file of the server closes on exec.
struct ChildProcess {
    /// Bytes of the longest answer.
    static let answer = 256

    private let pid: pid_t
    private let pipe: Int32

    /// Nil when it cannot be started.
    init?(_ command: [String]) {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { return nil }
        defer { close(ends[1]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        guard let pid = Self.spawn(command, output: ends[1]) else {
            close(ends[0])
            return nil
        }
        self.pid = pid
        pipe = ends[0]
    }

    /// What it printed before it ended well; nil when it did not, and then it is ended.
    func output(within patience: TimeInterval) -> String? {
        let bytes = read(until: Date().addingTimeInterval(patience))
        close(pipe)
        if bytes == nil { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        guard let bytes, status == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func read(until deadline: Date) -> [UInt8]? {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.answer)
        while answer.count < Self.answer {
            let left = Int32(deadline.timeIntervalSinceNow * 1_000)
            var poller = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&poller, 1, left) > 0 || errno == EINTR else { return nil }
            let count = Foundation.read(pipe, &buffer, buffer.count)
            if count == 0 { return answer }
            if count > 0 { answer += buffer.prefix(count) } else if errno != EINTR { return nil }
        }
        return nil
    }

    private static func spawn(_ command: [String], output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // The threads of a queue block signals, which a limit on time would then send in vain.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var environment: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer { for variable in environment { free(variable) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &environment) == 0 ? pid : nil
    }

    /// What finding the libraries needs, and no more.
    private static let environment: [String] = ["PATH", "LD_LIBRARY_PATH"].compactMap { (name: String) in
        getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
}
