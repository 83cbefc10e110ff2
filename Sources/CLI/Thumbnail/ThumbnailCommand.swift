import ArgumentParser
import CGD
import Foundation

/// Looks at a picture in a process of its own; prints width and height as shown, and 1 when OUT was made.
struct ThumbnailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "thumbnail", shouldDisplay: false)

    @Argument var source: String
    @Argument var target: String

    func run() throws {
        Confinement.enter()
        gdSetErrorMethod { _, _, _ in }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: source), options: .alwaysMapped),
            let header = ImageHeader(ImageBytes(data: data))
        else { throw ExitCode(1) }
        let thumbnail = Thumbnail(header: header, data: data)
        if thumbnail.isNeeded {
            guard let small = thumbnail.made() else { throw ExitCode(1) }
            try small.write(to: URL(fileURLWithPath: target))
        }
        print(header.shown.width, header.shown.height, thumbnail.isNeeded ? 1 : 0)
    }
}
