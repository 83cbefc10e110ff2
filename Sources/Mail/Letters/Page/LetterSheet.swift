/// Colours, for the programs that ask which scheme the reader has chosen, and for narrow screens.
enum LetterSheet {
    static let narrow: StaticString = """
        @media (max-width:520px){.cm-p{padding:20px 16px 28px!important}.cm-w{width:100%!important}.cm-n{text-align:center!important}}
        """

    static let dark: StaticString = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .cm-g{background:#191c1f!important}.cm-t{color:#e9e8e4!important}.cm-s{color:#a8acae!important}
        .cm-a{color:#63c7d1!important}.cm-b{background:#63c7d1!important;color:#06262b!important}
        .cm-k{background:#262b2f!important;color:#e9e8e4!important}.cm-l{border-color:#2d3237!important}
        .cm-q{border-color:#3d5c61!important}.cm-c{background:#17343a!important;color:#63c7d1!important}
        .cm-h0{background:#582f36!important;color:#ffd4da!important}.cm-h1{background:#583224!important;color:#ffd7c9!important}
        .cm-h2{background:#513716!important;color:#f7dcbe!important}.cm-h3{background:#443e14!important;color:#e9e3bd!important}
        .cm-h4{background:#334320!important;color:#d6e9c6!important}.cm-h5{background:#1c4732!important;color:#c6ecd6!important}
        .cm-h6{background:#054744!important;color:#bcede9!important}.cm-h7{background:#0c4453!important;color:#bdeaf9!important}
        .cm-h8{background:#233f5b!important;color:#c9e5ff!important}.cm-h9{background:#37395c!important;color:#dadeff!important}
        .cm-h10{background:#473455!important;color:#ecd9fb!important}.cm-h11{background:#523047!important;color:#f9d5ec!important}
        }
        """

    /// Of the circles that stand for people.
    static let hues: [StaticString] = [
        "background:#fdccd2;color:#632532", "background:#fccfc0;color:#632914", "background:#f3d5b4;color:#5a3200",
        "background:#e3dcb3;color:#483d00", "background:#cfe3bd;color:#2d4608", "background:#bce7ce;color:#004b2c",
        "background:#b2e7e3;color:#004b48", "background:#b3e4f4;color:#00475d", "background:#c0deff;color:#0e3f6a",
        "background:#d3d8ff;color:#35366b", "background:#e6d1f7;color:#4b2e60", "background:#f5cde6;color:#5b284c",
    ]
}
