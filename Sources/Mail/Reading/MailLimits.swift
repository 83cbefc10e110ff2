/// What one mail may bring; what goes beyond is cut, or stays a file unread.
enum MailLimits {
    /// Bytes of a whole mail.
    static let message = 128 << 20
    /// Fields and bytes of one header, and of one field in it.
    static let fields = 500
    static let header = 64 << 10
    static let field = 16 << 10
    /// Bytes of a field whose parameters or addresses are read; grammars cost more than text.
    static let parameterField = 4 << 10
    static let addressField = 16 << 10
    static let mailboxes = 500
    static let references = 200
    /// Multiparts inside one another.
    static let depth = 30
    static let parts = 1_000
    /// Bytes shown as text or HTML; parts beyond are files.
    static let text = 2 << 20
    static let html = 4 << 20
    static let fileName = 200
}
