/// Names of charsets as mails write them.
enum CharsetLabel {
    /// The converter for a label; nil for an unknown one. Only these converters ever see a mail's bytes.
    static func name(_ label: String) -> String? {
        let label = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        if let name = names[label] { return name }
        if label.hasPrefix("cp"), let name = names["windows-" + label.dropFirst(2)] { return name }
        if label.hasPrefix("iso8859") { return names["iso-8859" + label.dropFirst(7)] }
        if label.hasPrefix("iso_8859") { return names["iso-8859" + label.dropFirst(8)] }
        return nil
    }

    private static let names: [String: String] = [
        "utf-8": "UTF-8", "utf8": "UTF-8", "unicode-1-1-utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp65001": "UTF-8",
        "utf-7": "UTF-7", "unicode-1-1-utf-7": "UTF-7",
        "utf-16": "UTF-16", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "utf-32": "UTF-32",
        "us-ascii": "WINDOWS-1252", "ascii": "WINDOWS-1252", "ansi_x3.4-1968": "WINDOWS-1252", "ansi": "WINDOWS-1252",
        "iso-8859-1": "WINDOWS-1252", "latin1": "WINDOWS-1252", "latin-1": "WINDOWS-1252", "l1": "WINDOWS-1252",
        "windows-1252": "WINDOWS-1252", "x-ansi": "WINDOWS-1252",
        "iso-8859-2": "ISO-8859-2", "latin2": "ISO-8859-2", "iso-8859-3": "ISO-8859-3", "iso-8859-4": "ISO-8859-4",
        "iso-8859-5": "ISO-8859-5", "iso-8859-6": "ISO-8859-6", "iso-8859-6-i": "ISO-8859-6", "iso-8859-7": "ISO-8859-7",
        "iso-8859-8": "ISO-8859-8", "iso-8859-8-i": "ISO-8859-8", "iso-8859-9": "WINDOWS-1254",
        "iso-8859-10": "ISO-8859-10", "iso-8859-11": "CP874", "iso-8859-13": "ISO-8859-13", "iso-8859-14": "ISO-8859-14",
        "iso-8859-15": "ISO-8859-15", "latin9": "ISO-8859-15", "iso-8859-16": "ISO-8859-16",
        "windows-874": "CP874", "tis-620": "CP874", "windows-1250": "WINDOWS-1250", "windows-1251": "WINDOWS-1251",
        "windows-1253": "WINDOWS-1253", "windows-1254": "WINDOWS-1254", "windows-1255": "WINDOWS-1255",
        "windows-1256": "WINDOWS-1256", "windows-1257": "WINDOWS-1257", "windows-1258": "WINDOWS-1258",
        "windows-437": "CP437", "ibm437": "CP437", "windows-850": "CP850", "ibm850": "CP850", "windows-852": "CP852",
        "windows-866": "CP866", "ibm866": "CP866",
        "koi8-r": "KOI8-R", "koi8": "KOI8-R", "koi8-u": "KOI8-U", "macintosh": "MACINTOSH", "x-mac-roman": "MACINTOSH",
        "iso-2022-jp": "ISO-2022-JP-3", "iso-2022-jp-1": "ISO-2022-JP-3", "iso-2022-jp-2": "ISO-2022-JP-2",
        "iso-2022-jp-3": "ISO-2022-JP-3", "windows-50220": "ISO-2022-JP-3", "windows-50221": "ISO-2022-JP-3",
        "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "x-sjis": "CP932", "windows-31j": "CP932",
        "windows-932": "CP932", "euc-jp": "EUC-JP-MS", "x-euc-jp": "EUC-JP-MS", "eucjp": "EUC-JP-MS",
        "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "x-gbk": "GB18030",
        "windows-936": "GB18030", "euc-cn": "GB18030", "hz-gb-2312": "HZ-GB-2312",
        "big5": "BIG5-HKSCS", "big5-hkscs": "BIG5-HKSCS", "x-x-big5": "BIG5-HKSCS", "windows-950": "CP950", "euc-tw": "EUC-TW",
        "euc-kr": "CP949", "ks_c_5601-1987": "CP949", "ks_c_5601": "CP949", "ksc5601": "CP949", "ksc_5601": "CP949",
        "windows-949": "CP949", "uhc": "CP949", "iso-2022-kr": "ISO-2022-KR", "johab": "JOHAB", "viscii": "VISCII",
        "tcvn": "TCVN",
    ]
}
