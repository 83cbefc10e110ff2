import Foundation
import Server

/// A password from the keyboard, unseen, or from a pipe.
enum Passwords {
    static func read() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(), !line.isEmpty else { throw Complaint("no password came on standard input") }
            return line
        }
        guard let first = unseen("Password: "), let again = unseen("Again: ") else { throw Complaint("no password was given") }
        guard first == again else { throw Complaint("the two passwords differ") }
        return first
    }

    private static func unseen(_ prompt: String) -> String? {
        FileHandle.standardError.write(Data(prompt.utf8))
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine()
    }
}
