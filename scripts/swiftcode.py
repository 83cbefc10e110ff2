"""The sizes of functions and types in Swift code, by its brackets."""

import re
from typing import NamedTuple

STRING = re.compile(r'(#*)("""|")')
FUNCTION = re.compile(r"(?<![.\w`])(?:func\s+(\w+|[^\s\w(]+)|(init|subscript)[?!]?(?=\s*[<(]))")
COMPUTED = re.compile(r"\bvar\s+(\w+)\s*:[^={}\n]*(?=\{)")
TYPE = re.compile(r"(?<![.\w])(?:struct|class|actor)\s+(?!func\b|var\b|let\b|subscript\b)(\w+)[^{}]*(?=\{)")
PROPERTY = re.compile(
    r"^[^\S\n]*((?:@\w+(?:\([^)]*\))?\s+|[a-z]+(?:\([a-z]+\))?[^\S\n]+)*)(?:let|var)\s+(\w+(?:\s*,\s*\w+)*)([^\n]*)$",
    re.MULTILINE,
)
NEXT_DECLARATION = re.compile(
    r"\{|\}|\n\s*(?:[@#]|(?:func|var|let|init|case|static|mutating|package|public|private|internal|fileprivate|subscript"
    r"|associatedtype|typealias|struct|enum|class|actor|extension)\b)"
)
CLOSING = {"(": ")", "[": "]", "{": "}"}


class Size(NamedTuple):
    """What has been measured of one thing in a file."""

    measure: str
    name: str
    line: int
    count: int


def sizes(text):
    """Every function's lines and parameters, and every type's stored properties."""
    code = blanked(text)
    for match in FUNCTION.finditer(code):
        name, line = match[1] or match[2], line_of(code, match.start())
        opening = code.find("(", match.end())
        closing = closing_of(code, opening)
        if match[2] != "init":  # An initialiser takes what its type stores.
            yield Size("parameters", name, line, parameters(code[opening + 1 : closing]))
        body = NEXT_DECLARATION.search(code, closing)
        if body and body[0] == "{":
            yield Size("function", name, line, lines_between(code, body.start()))
    for match in COMPUTED.finditer(code):
        yield Size("function", match[1], line_of(code, match.start()), lines_between(code, match.end()))
    for match in TYPE.finditer(code):
        body = code[match.end() + 1 : closing_of(code, match.end())]
        yield Size("properties", match[1], line_of(code, match.start()), stored(body))


def blanked(text):
    """The code with spaces in the place of comments and strings, and raw identifiers without their own characters."""
    out, at = [], 0
    while at < len(text):
        end = skipped(text, at)
        if end > at:
            out.append(re.sub(r"[^\n]", "_" if text[at] == "`" else " ", text[at:end]))
        else:
            end = at + 1
            out.append(text[at])
        at = end
    return "".join(out)


def skipped(text, at):
    """The end of the comment, string or regular expression that begins here; `at` itself when none does."""
    if text.startswith("//", at):
        return max(text.find("\n", at), at) if "\n" in text[at:] else len(text)
    if text.startswith("/*", at):
        return comment_end(text, at)
    if text.startswith("#/", at):
        end = text.find("/#", at + 2)
        return end + 2 if end > 0 else at
    if text[at] == "`":
        return text.find("`", at + 1) + 1 or at
    match = STRING.match(text, at)
    return string_end(text, match) if match else at


def comment_end(text, at):
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, at):
        depth += 1 if match[0] == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def string_end(text, start):
    escape, end = "\\" + start[1], start[2] + start[1]
    at = start.end()
    while at < len(text):
        if text.startswith(end, at):
            return at + len(end)
        if text.startswith(escape + "(", at):
            at = interpolation_end(text, at + len(escape) + 1)
        elif text.startswith(escape, at):
            at += len(escape) + 1
        elif text[at] == "\n" and start[2] == '"':
            return at
        else:
            at += 1
    return at


def interpolation_end(text, at):
    depth = 1
    while at < len(text) and depth:
        end = skipped(text, at)
        if end == at:
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            end = at + 1
        at = end
    return at


def closing_of(code, opening):
    """The place of the bracket that closes the one at `opening`."""
    bracket, depth = code[opening], 0
    for at in range(opening, len(code)):
        if code[at] == bracket:
            depth += 1
        elif code[at] == CLOSING[bracket]:
            depth -= 1
            if depth == 0:
                return at
    return len(code) - 1


def line_of(code, at):
    return code.count("\n", 0, at) + 1


def lines_between(code, opening):
    """The lines inside the braces."""
    return max(0, code.count("\n", opening, closing_of(code, opening)) - 1)


def parameters(inside):
    depth = commas = 0
    for character in inside.replace("->", "  "):
        depth += {"(": 1, "[": 1, "{": 1, "<": 1, ")": -1, "]": -1, "}": -1, ">": -1}.get(character, 0)
        commas += character == "," and depth == 0
    return commas + 1 if inside.strip() else 0


def stored(body):
    """How many properties a type with this body stores in each instance."""
    flat, at, observed = [], 0, []
    while at < len(body):
        end = closing_of(body, at) if body[at] == "{" else at
        if end > at:
            observed.append(bool(re.match(r"\{\s*(?:didSet|willSet)\b", body[at:end])))
            flat.append("{%d}" % (len(observed) - 1))
        else:
            flat.append(body[at])
        at = end + 1
    count = 0
    for modifiers, names, rest in PROPERTY.findall("".join(flat)):
        block = re.match(r"[^=]*\{(\d+)\}", rest)
        if not re.search(r"\b(?:static|class)\b", modifiers) and (not block or observed[int(block[1])]):
            count += names.count(",") + 1
    return count
