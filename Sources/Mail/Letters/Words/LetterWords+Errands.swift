/// The words of the mails that no message is the reason of.
extension LetterWords {
    static func signInSubject(_ place: String) -> String { "Your link to sign in to \(place)" }
    static let signInTitle = "Sign in"
    static func signIn(_ name: String) -> String {
        name.isEmpty ? "Here is your link to sign in." : "Hello \(name), here is your link to sign in."
    }
    static let signInButton = "Sign in"
    static func signInLife(minutes: Int) -> String {
        minutes == 1 ? "It works once, within one minute." : "It works once, within \(minutes) minutes."
    }
    static func askedOn(_ device: String) -> String { "It was asked for on \(device)." }
    static let notAsked = "If you did not ask for it, leave it: nobody gets in without this mail. Please do not pass the link on."

    static func freshSubject(_ title: String) -> String { "A fresh link to \(title)" }
    static func conversationWith(_ name: String) -> String { "your conversation with \(name)" }
    static let freshTitle = "Your fresh link"
    static func fresh(_ title: String) -> String { "Here is a new link to \(title). The one before no longer works." }

    static func testSubject(_ place: String) -> String { "Test mail from \(place)" }
    static let testTitle = "Mail works"
    static let test = "This is the test mail that you asked for. If you can read it, mail from your server arrives."
    static func errand(_ place: String) -> String { "Sent by Confab on \(place)." }
}
