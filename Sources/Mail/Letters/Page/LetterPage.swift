/// The HTML part: what programs agree on (tables, inline styles), `<style>` only for dark and narrow screens.
struct LetterPage {
    let plan: LetterPlan
    var page = HTMLText()

    init(_ plan: LetterPlan) { self.plan = plan }

    var html: String {
        var writer = self
        writer.write()
        return writer.page.string
    }

    private mutating func write() {
        head()
        page.markup("<body class=\"cm-g\" style=\"margin:0;padding:0;background:#ffffff;-webkit-text-size-adjust:100%\">\n")
        page.markup("<div class=\"confab-mail\" lang=\"en\" dir=\"ltr\">\n")
        preview()
        page.markup("<table role=\"presentation\" class=\"cm-g\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
        page.markup(" style=\"width:100%;background:#ffffff\"><tr><td class=\"cm-p\" style=\"padding:28px 24px 36px\">\n")
        page.markup(
            "<!--[if mso]><table role=\"presentation\" width=\"580\" cellpadding=\"0\" cellspacing=\"0\"><tr><td><![endif]-->\n")
        page.markup("<div class=\"cm-t\" style=\"max-width:580px;color:#1d1f21;font:16px/1.5 -apple-system,BlinkMacSystemFont,")
        page.markup("'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;word-wrap:break-word;overflow-wrap:anywhere\">\n")
        titles()
        context()
        for (i, run) in plan.messages.runs.enumerated() { add(run, isFirst: i == 0) }
        facts()
        if let button = plan.button { add(button) }
        notes()
        page.markup("</div>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</div>\n</body></html>\n")
    }

    private mutating func head() {
        page.markup(
            "<!DOCTYPE html>\n<html lang=\"en\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=\"utf-8\">")
        page.markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        page.markup(
            "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">")
        page.markup("<meta name=\"x-apple-disable-message-reformatting\">")
        page.markup("<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no\"><title>")
        page.text(plan.subject)
        page.markup("</title>\n")
        page.markup(
            "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>")
        page.markup("<style>*{font-family:'Segoe UI',Arial,sans-serif!important}</style><![endif]-->\n<style>")
        page.markup(LetterSheet.narrow)
        page.markup("</style>\n<style>")
        page.markup(LetterSheet.dark)
        page.markup("</style></head>\n")
    }

    /// The line beside the subject in lists of mails; blanks after it keep the rest of the mail out.
    private mutating func preview() {
        page.markup(
            "<div style=\"display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all\">"
        )
        page.text(LetterName.clipped(plan.preview, to: 140))
        for _ in 0..<60 { page.markup("&#847;&zwnj;&nbsp;") }
        page.markup("</div>\n")
    }

    private mutating func titles() {
        if let title = plan.title {
            page.markup(
                "<h1 dir=\"auto\" class=\"cm-t\" style=\"margin:0;font-size:23px;line-height:30px;font-weight:600;color:#1d1f21\">")
            page.text(title)
            page.markup("</h1>\n")
        }
        if let subtitle = plan.subtitle {
            page.markup("<p class=\"cm-s\" style=\"margin:4px 0 0;font-size:14px;line-height:20px;color:#5c5d5b\">")
            page.text(subtitle)
            page.markup("</p>\n")
        }
        for (i, paragraph) in plan.paragraphs.enumerated() {
            page.markup(i == 0 ? "<p style=\"margin:14px 0 0\">" : "<p style=\"margin:8px 0 0\">")
            page.text(paragraph)
            page.markup("</p>\n")
        }
        if plan.title != nil || !plan.paragraphs.isEmpty, !plan.messages.runs.isEmpty {
            page.markup("<div style=\"height:24px;line-height:24px;font-size:0\">&nbsp;</div>\n")
        }
    }

    private mutating func facts() {
        guard !plan.facts.isEmpty else { return }
        page.markup("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:18px 0 0\">")
        for (name, value) in plan.facts.prefix(20) {
            page.markup("<tr><td class=\"cm-s\" valign=\"top\" style=\"padding:4px 18px 4px 0;color:#5c5d5b;font-size:15px\">")
            page.text(LetterName.shown(name))
            page.markup("</td><td valign=\"top\" dir=\"auto\" style=\"padding:4px 0;font-size:15px;word-break:break-word\">")
            page.text(LetterName.shown(value, limit: 300))
            page.markup("</td></tr>")
        }
        page.markup("</table>\n")
    }

    private mutating func add(_ button: LetterPlan.Button) {
        page.markup("<table role=\"presentation\" class=\"cm-w\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
        page.markup(
            " style=\"margin:28px 0 0;border-collapse:separate\"><tr><td class=\"cm-b\" align=\"center\" bgcolor=\"#0b6674\"")
        page.markup(" style=\"border-radius:12px;background:#0b6674;mso-padding-alt:14px 28px\"><a class=\"cm-b\" href=\"")
        page.text(button.link)
        page.markup("\" style=\"display:block;padding:14px 28px;border-radius:12px;background:#0b6674;color:#ffffff;")
        page.markup("font-size:16px;line-height:20px;font-weight:600;text-decoration:none\">")
        page.text(button.label)
        page.markup("</a></td></tr></table>\n")
        guard let note = button.note else { return }
        page.markup("<p class=\"cm-s cm-n\" style=\"margin:10px 0 0;font-size:14px;line-height:20px;color:#5c5d5b\">")
        page.text(note)
        page.markup("</p>\n")
    }

    private mutating func notes() {
        page.markup("<div class=\"cm-l cm-s\" style=\"margin:32px 0 0;padding:16px 0 0;border-top:1px solid #e2dfd7;")
        page.markup("font-size:13px;line-height:20px;color:#5c5d5b\">\n")
        for note in plan.notes {
            page.markup("<p style=\"margin:0 0 8px\">")
            page.text(note)
            page.markup("</p>\n")
        }
        if let stop = plan.stop {
            page.markup("<p style=\"margin:0\"><a class=\"cm-s\" href=\"")
            page.text(stop.link)
            page.markup("\" style=\"color:#5c5d5b;text-decoration:underline\">")
            page.text(stop.label)
            page.markup("</a></p>\n")
        }
        page.markup("</div>\n")
    }
}
