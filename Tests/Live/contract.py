"""Holds every answer to `Documentation/openapi.yaml`."""

import functools
import re
from pathlib import Path

import jsonschema_rs
import yaml

DOCUMENT = Path(__file__).resolve().parents[2] / "Documentation/openapi.yaml"
API = yaml.load(DOCUMENT.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
METHODS = ("get", "put", "post", "delete", "patch")


def resolve(node):
    while "$ref" in node:
        found = API
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def operations():
    """Every (method, path template, operation)."""
    for path, item in API["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method]


PATTERNS = [(method, re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"), path, operation)
            for method, path, operation in operations()]


def operation(method, path):
    found = [(template, o) for m, pattern, template, o in PATTERNS if m == method and pattern.match(path)]
    exact = [f for f in found if f[0] == path]
    assert found, f"{method} {path} is not in openapi.yaml"
    return (exact or found)[0]


@functools.cache
def validator(name):
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": API["components"]})


@functools.cache
def body_validator(method, template, status):
    response = resolve(API["paths"][template][method.lower()]["responses"][status])
    content = response.get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    return jsonschema_rs.Draft202012Validator({**schema, "components": API["components"]})


def valid(validator, value, what):
    errors = [f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in validator.iter_errors(value)]
    assert not errors, f"{what}: {'; '.join(errors)[:1500]}"


def check(method, path, answer):
    """The status is one the operation has, and the body is of its schema."""
    path = path.split("?")[0]
    template, o = operation(method, path)
    status = str(answer.status_code)
    what = f"{method} {path} answered {status} {answer.text[:300] if 'json' in answer.headers.get('content-type', '') else ''}"
    assert status in o["responses"], f"undocumented: {what}"
    if answer.status_code >= 400:
        assert answer.headers.get("content-type", "").startswith("application/problem+json"), what
        problem = answer.json()
        valid(validator("Problem"), problem, what)
        assert problem["status"] == answer.status_code, what
    elif schema := body_validator(method, template, status):
        valid(schema, answer.json(), what)


def frame(value):
    """What the server says on the WebSocket is of the same schemas."""
    match value["t"]:
        case "event":
            valid(validator("Event"), value["e"], value)
        case "snapshot":
            for summary in value["conversations"]:
                valid(validator("Summary"), summary, "snapshot")
            for contact in value["contacts"]:
                valid(validator("Contact"), contact, "snapshot")
            valid(validator("People"), value["people"], "snapshot")
            for call in value["calls"]:
                valid(validator("Call"), call["call"], "snapshot")
        case "conversation":
            valid(validator("Summary"), value["conversation"], value)
            valid(validator("People"), value["people"], value)
        case "call" if value["call"]:
            valid(validator("Call"), value["call"], value)
        case "contact":
            valid(validator("Contact"), value["contact"], value)
        case "person":
            valid(validator("Person"), value["person"], value)
        case "no":
            valid(validator("Problem"), value["problem"], value)
