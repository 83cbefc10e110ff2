"""Requests made from the contract, right ones and wrong ones, by Schemathesis."""

import schemathesis
import pytest
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance, response_schema_conformance, status_code_conformance)

from contract import DOCUMENT

#: They end the very session that asks, or upgrade the connection.
LEFT_OUT = ["signOut", "endOtherSessions", "endSession", "eraseMe", "changePassword", "live"]



@schemathesis.serializer("application/sdp")
def sdp(context, value):
    return str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_path(DOCUMENT).exclude(operation_id=LEFT_OUT)


@pytest.fixture(scope="module")
def program(server):
    ada, bob = server.members("Ada", "Bob")
    ada.say(ada.direct(bob), "something to find")
    return ada.bot()


@schema.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_answers_are_those_of_the_contract(case, server, program):
    case.call_and_validate(
        base_url=f"{server.url}/api/v1", headers=program.headers,
        checks=[not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance])
