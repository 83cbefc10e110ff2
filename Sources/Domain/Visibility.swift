extension Unicode.Scalar {
    /// Draws something by itself. Joiners, variation selectors, fillers and the empty Braille pattern do not.
    var isSeen: Bool { !properties.isDefaultIgnorableCodePoint && !properties.isWhitespace && value != 0x2800 }

    /// May be part of a reaction: of format characters only the joiner and the tags of flags (UTS #51).
    var mayBeInEmoji: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse: false
        case .format: value == 0x200D || (0xE0020...0xE007F).contains(value)
        default: self != "<" && self != ">" && self != "&"
        }
    }
}
