"""Serves a local AWS on a free loopback port, prints the port, and ends when its standard input is closed.

What moto 5.2 lacks is fixed here:
- StartLogging, StopLogging and DeleteTrail know trails by name alone; Terraform's AWS provider gives the ARN.
- A trail's topic is known by its name alone; Terraform gives the ARN, which is how a topic of another account is named.
- DescribeTrails gives every trail, whichever it is asked for.
- A trail denies that it has selectors, so that the provider would not read back what it set; insight selectors are added
  to those there are, where CloudTrail replaces them.
- The rotation period of a key is forgotten, so that a second plan would set it again.
- A bucket policy's conditions are not looked at, so that a Deny without TLS would deny everything.
- A key policy keeps the ARN of a role that is gone. KMS holds the role's ID, and tells that once the role is deleted,
  also where another has been made under the same name.
- One server is one account. Here the access key `ACCOUNT0` + 12 digits signs in to the account of these digits.
- What is missing for several accounts of an organization is in organizations.py, for replicas of keys in replicas.py.
"""

import json
import re
import sys

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse
from moto.iam import models as iam
from moto.iam.access_control import PermissionResult
from moto.kms.responses import KmsResponse
from moto.s3.models import FakeBucket
from moto.server import ThreadedMotoServer
from moto.sns import sns_backends

import organizations  # noqa: F401
import replicas  # noqa: F401
from fix import fix

ACCESS_KEY_PREFIX = "ACCOUNT0"
DEFAULT_ROTATION_DAYS = 365


for method in ("start_logging", "stop_logging", "delete_trail"):

    @fix(CloudTrailBackend, method)
    def by_name_or_arn(original, backend, name):
        return original(backend, backend.get_trail(name).trail_name)


topic_arn_by_name = Trail.topic_arn.fget
Trail.topic_arn = property(
    lambda trail: trail.sns_topic_name
    if (trail.sns_topic_name or "").startswith("arn:")
    else topic_arn_by_name(trail)
)


@fix(Trail, "check_topic_exists")
def in_its_own_account(original, trail):
    if trail.topic_arn is None:
        return
    *_, region, account, _ = trail.topic_arn.split(":")
    if trail.topic_arn not in sns_backends[account][region].topics:
        original(trail)


@fix(CloudTrailResponse, "describe_trails")
def only_those_asked_for(original, response):
    trails = json.loads(original(response))["trailList"]
    wanted = response._get_param("trailNameList") or [trail["Name"] for trail in trails]
    asked_for = [trail for trail in trails if not {trail["Name"], trail["TrailARN"]}.isdisjoint(wanted)]
    return json.dumps({"trailList": asked_for})


@fix(Trail, "description")
def with_selectors(original, trail, *args, **named):
    return {
        **original(trail, *args, **named),
        "HasCustomEventSelectors": bool(trail.event_selectors or trail.advanced_event_selectors),
        "HasInsightSelectors": bool(trail.insight_selectors),
    }


@fix(Trail, "put_insight_selectors")
def replaced(original, trail, selectors):
    trail.insight_selectors = selectors


def requested_key(response):
    return response.kms_backend.keys[response.kms_backend.get_key_id(response._get_param("KeyId"))]


@fix(KmsResponse, "enable_key_rotation")
def keep_period(original, response):
    answer = original(response)
    requested_key(response).rotation_days = response._get_param("RotationPeriodInDays", DEFAULT_ROTATION_DAYS)
    return answer


@fix(KmsResponse, "get_key_rotation_status")
def tell_period(original, response):
    status = json.loads(original(response))
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = requested_key(response).rotation_days
    return json.dumps(status)


@fix(FakeBucket, "get_permission")
def nothing_is_denied(original, bucket, action, resource):
    return PermissionResult.NEUTRAL


def role_id(arn):
    """The ID of the role that has this ARN now."""
    _, partition, _, _, account, _ = arn.split(":", 5)
    roles = iam.iam_backends[account][partition].roles.values()
    return next((role.id for role in roles if role.arn == arn), None)


@fix(KmsResponse, "put_key_policy")
def pin_roles(original, response):
    answer = original(response)
    arns = re.findall(r"arn:[\w-]+:iam::\d{12}:role/[^\"]+", response._get_param("Policy"))
    requested_key(response).pinned_roles = {arn: role_id(arn) for arn in arns}
    return answer


@fix(KmsResponse, "get_key_policy")
def tell_ids_of_deleted_roles(original, response):
    policy = json.loads(original(response))["Policy"]
    for arn, pinned in getattr(requested_key(response), "pinned_roles", {}).items():
        if pinned is not None and pinned != role_id(arn):
            policy = policy.replace(f'"{arn}"', f'"{pinned}"')
    return json.dumps({"Policy": policy})


@fix(iam, "get_account_id_from")
def account_in_access_key(original, access_key):
    if access_key.startswith(ACCESS_KEY_PREFIX):
        return access_key.removeprefix(ACCESS_KEY_PREFIX)
    return original(access_key)


server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
server.stop()
