/// Messages under the names of their writers.
extension LetterPage {
    /// What was said before, and how much is not shown.
    mutating func context() {
        if plan.messages.omitted > 0 {
            page.markup("<p class=\"cm-s\" style=\"margin:0 0 18px;font-size:14px;line-height:20px;color:#5c5d5b\">")
            if let link = plan.button?.link {
                page.markup("<a class=\"cm-a\" href=\"")
                page.text(link)
                page.markup("\" style=\"color:#0b6674\">")
            }
            page.text(LetterWords.omitted(plan.messages.omitted))
            if plan.button != nil { page.markup("</a>") }
            page.markup("</p>\n")
        }
        for line in plan.messages.earlier {
            page.markup("<p class=\"cm-s\" dir=\"auto\" style=\"margin:0 0 4px;font-size:14px;line-height:20px;color:#6b6c6a\"><b>")
            page.text(LetterPeople.author(line))
            page.markup("</b>&ensp;")
            page.text(LetterSummary.of(line, limit: 160))
            page.markup("</p>\n")
        }
        if !plan.messages.earlier.isEmpty { page.markup("<div style=\"height:18px;line-height:18px;font-size:0\">&nbsp;</div>\n") }
    }

    mutating func add(_ run: LetterMessages.Run, isFirst: Bool) {
        if run.opensDay { day(run.start, isFirst: isFirst) }
        page.markup("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
        page.markup(run.isRightToLeft ? " dir=\"rtl\"" : "")
        page.markup(isFirst || run.opensDay ? " style=\"width:100%\">" : " style=\"width:100%;margin:22px 0 0\">")
        page.markup("<tr><td width=\"52\" valign=\"top\" style=\"width:52px\">")
        avatar(run.author)
        page.markup("</td><td valign=\"top\" class=\"cm-t\" style=\"color:#1d1f21;font-size:16px;line-height:24px\">")
        page.markup("<div style=\"line-height:20px\"><b dir=\"auto\" style=\"font-weight:600\">")
        page.text(run.name)
        page.markup("</b></div><div class=\"cm-s\" style=\"font-size:13px;line-height:20px;color:#5c5d5b\"><span dir=\"ltr\">")
        page.text(isFirst && !run.opensDay ? LetterWords.moment(run.start) : LetterWords.time(run.start))
        page.markup("</span></div></td></tr>")
        for message in run.messages { add(message) }
        page.markup("</table>\n")
    }

    private mutating func add(_ message: LetterMessages.Message) {
        page.markup("<tr><td class=\"cm-m\" colspan=\"2\" valign=\"top\"")
        page.markup(" style=\"padding:10px 0 0;font-size:16px;line-height:25px;word-break:break-word\">")
        page.append(message.html)
        if message.isCut { small(LetterWords.cutShort) } else if message.line.edited { small(LetterWords.edited) }
        page.markup("</td></tr>")
    }

    private mutating func small(_ words: String) {
        page.markup("<div class=\"cm-s\" style=\"font-size:13px;line-height:20px;color:#5c5d5b\">")
        page.text(words)
        page.markup("</div>")
    }

    private mutating func day(_ time: LetterTime, isFirst: Bool) {
        page.markup(
            isFirst ? "<p class=\"cm-s cm-l\" style=\"margin:0 0 16px;" : "<p class=\"cm-s cm-l\" style=\"margin:28px 0 16px;")
        page.markup(
            "padding:0 0 6px;border-bottom:1px solid #e2dfd7;font-size:13px;line-height:20px;font-weight:600;color:#5c5d5b\">")
        page.text(LetterWords.day(time))
        page.markup("</p>\n")
    }

    /// The first letters of a name in a circle; a square where circles are unknown.
    private mutating func avatar(_ name: String) {
        let hue = LetterName.hue(name)
        page.markup("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td class=\"cm-h")
        page.number(hue)
        page.markup(
            "\" width=\"40\" height=\"40\" align=\"center\" valign=\"middle\" style=\"width:40px;height:40px;border-radius:20px;")
        page.markup("font-size:15px;line-height:40px;font-weight:600;white-space:nowrap;")
        page.markup(LetterSheet.hues[hue])
        page.markup("\" aria-hidden=\"true\">")
        page.text(LetterName.initials(name))
        page.markup("</td></tr></table>")
    }
}
