import MailGateway

extension Doctor {
    func examineMail() async -> [Finding] {
        let options = MailGatewayOptions(settings, folder: folder, publicURL: run?.publicURL ?? settings.publicURL)
        return await MailExaminer(options).examine().map { finding in
            switch finding {
            case .fine(let what): .ok(what)
            case .warning(let what, let advice): .warn(what, advice)
            case .wrong(let what, let advice): .fail(what, advice)
            }
        }
    }
}
