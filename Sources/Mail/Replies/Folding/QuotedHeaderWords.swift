/// Names of the fields that mail programs write above a mail they quote whole.
enum QuotedHeaderWords {
    enum Field: Hashable, Sendable { case from, date, to, subject, other }

    static let fields: [[UInt8]: Field] = table([
        .from: """
        from|von|de|da|van|från|fra|lähettäjä|od|от|від|发件人|寄件者|寄件人|發件人|差出人|送信元|送信者|보낸 사람|보낸사람|발신인|kimden|gönderen|feladó|de la|από|מאת|من|จาก|dari|từ\
        |expéditeur|remitente|mittente|afzender|avsändare|saatja|nuo|no|pošiljatelj|отправитель|frá|absender|expeditor|remetente|пошиљалац\
        |от кого|від кого|người gửi|pengirim|ผู้ส่ง|فرستنده|از|ផ្ញើពី|प्रेषक
        """,
        .date: """
        sent|date|gesendet|datum|envoyé|date d'envoi|envoyé le|enviado|enviado el|enviada|enviada em|enviado em|fecha|data|inviato|verzonden|skickat\
        |sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|odesláno|odoslané|elküldve|küldve|dátum|trimis|data trimiterii|отправлено|дата|надіслано|изпратено|изпратен\
        |发送时间|發送時間|日期|寄件日期|傳送時間|时间|送信日時|日付|日時|보낸 날짜|날짜|보낸날짜|발신일|tarih|gönderildi|gönderilme tarihi|gönderme tarihi|ημερομηνία|στάλθηκε|נשלח|תאריך\
        |تاريخ الإرسال|التاريخ|تم الإرسال|ส่ง|วันที่|đã gửi|ngày|dikirim|tanggal|terkirim|poslano|poslané|saadetud|išsiųsta|nosūtīts|datums|kuupäev|تاریخ|dated
        """,
        .to: """
        to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|címzett|către|catre|кому|до|收件人|收件者|宛先|받는 사람|받는사람|수신인|kime|alıcı|προς|אל|إلى|ถึง|đến\
        |kepada|untuk|za|destinatario|destinataire|destinatário|pour|per|mottagare|kenelle|prima|empfänger|kam|saaja|adresatas|người nhận|ke|به|cc|kopie|copie|cópia|kopia\
        |kopi|копия|копія|抄送|副本|参照|cco|bcc|참조|bilgi|másolatot kap|נשלחו העתקים|kopio|másolat|κοιν.|нусхаси
        """,
        .subject: """
        subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|předmet|predmet|tárgy|subiect|тема|主题|主旨|主題|件名|题目|제목|konu|θέμα\
        |נושא|الموضوع|เรื่อง|chủ đề|tiêu đề|subjek|perihal|hal|zadeva|tema|efni|teema|относно|موضوع|assumpte|gaia|विषय|предмет|naslov
        """,
        .other: "reply-to|antwort an|importance|wichtigkeit|attachments|anlagen|pièces jointes|message-id|adjuntos|allegati",
    ])

    /// What stands between dashes above a quoted mail.
    static let separators: [[UInt8]] = AttributionWords.strings([
        "original message", "original appointment", "original e-mail", "original email", "ursprüngliche nachricht",
        "originalnachricht",
        "original-nachricht", "ursprüngliche mail",
        "message d'origine", "message original", "message initial", "mensaje original", "mensagem original", "messaggio originale",
        "oorspronkelijk bericht", "origineel bericht", "ursprungligt meddelande", "originalmeddelande", "original meddelelse",
        "oprindelig meddelelse",
        "opprinnelig melding", "original melding", "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość",
        "původní zpráva",
        "původní e-mail", "pôvodná správa", "eredeti üzenet", "mesaj original", "mesajul original", "mesajul inițial",
        "исходное сообщение", "оригинальное сообщение",
        "початкове повідомлення", "оригінальне повідомлення", "оригинално съобщение", "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "原始信件",
        "original message", "원본 메시지", "원본 메일", "özgün ileti", "orijinal mesaj", "αρχικό μήνυμα", "הודעה מקורית", "الرسالة الأصلية",
        "ข้อความต้นฉบับ", "thư gốc", "tin nhắn gốc", "pesan asli", "izvorna poruka", "originalna poruka", "izvirno sporočilo",
        "algne kiri",
        "forwarded message", "begin forwarded", "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
        "mensagem encaminhada",
        "messaggio inoltrato", "doorgestuurd bericht", "vidarebefordrat", "videresendt", "välitetty viesti", "przekazana wiadomość",
        "przesłana wiadomość", "přeposlaná zpráva", "továbbított üzenet", "mesaj redirecționat", "пересылаемое", "переадресованное",
        "пересланное",
        "转发邮件", "轉寄郵件", "转发的邮件", "転送メッセージ", "전달된 메시지", "iletilen mesaj", "yönlendirilmiş ileti", "προωθημένο", "הודעה שהועברה",
        "الرسالة المعاد", "thư chuyển tiếp", "forwarded by", "weitergeleitet von", "reply message", "antwort auf",
        "пересылаемое сообщение",
    ])

    private static func table(_ lists: [Field: String]) -> [[UInt8]: Field] {
        var table: [[UInt8]: Field] = [:]
        for (field, names) in lists {
            for name in names.utf8.split(separator: UInt8(ascii: "|")) where table[Array(name)] == nil || field == .from {
                table[Array(name)] = field
            }
        }
        return table
    }
}
