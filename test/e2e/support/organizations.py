"""What moto 5.2 lacks for organizations, and for trails whose bucket is in another account.

- IDs are drawn. Here CreateOrganization takes the `Id` of the organization and CreateAccount the `AccountId`, which AWS
  does not, so that a config can name them.
- A member asks its own account, which knows of no organization. AWS answers a delegated administrator as it answers the
  management account, and refuses other members all but DescribeOrganization.
- CloudTrail is no service that an account can be the delegated administrator of, and CloudTrail's calls that register
  one are missing.
- An organization trail is made by anybody, with trusted access or without. One that a delegated administrator creates
  belongs to the management account, and so do all calls that name its ARN.
- A bucket's settings are changed from every account, or else a trail cannot deliver into another account's bucket.
- A trail is made whatever the policies of its bucket and key say. Here they must name CloudTrail by then, which an
  apply in the wrong order does not pass.
"""

import json
import os
import re
from unittest import mock

from moto.cloudtrail.models import Trail, cloudtrail_backends
from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
from moto.kms.models import kms_backends
from moto.organizations import utils
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import FakeDelegatedAdministrator, OrganizationsBackend, organizations_backends
from moto.organizations.responses import OrganizationsResponse
from moto.s3.models import s3_backends

from fix import fix

CLOUDTRAIL = "cloudtrail.amazonaws.com"

FakeDelegatedAdministrator.SUPPORTED_SERVICES.append(CLOUDTRAIL)
os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"


@fix(OrganizationsBackend, "create_organization")
def with_given_id(original, backend, Id, **named):
    with mock.patch.object(utils, "make_random_org_id", lambda: Id):
        return original(backend, **named)


@fix(OrganizationsBackend, "create_account")
def with_given_account_id(original, backend, AccountId, **named):
    with mock.patch.object(utils, "make_random_account_id", lambda: AccountId):
        return original(backend, **named)


def organization_of(response):
    """The caller's organization, as the management account sees it; an account in none has one without `org`."""
    own = organizations_backends[response.current_account][response.partition]
    management, _ = organizations_backends.master_accounts.get(response.current_account, (None, None))
    return own if management is None else organizations_backends[management][response.partition]


def administers(response, organization):
    """Whether the caller is the management account or a delegated administrator, of whichever service."""
    administrators = {organization.account_id, *(admin.account.id for admin in organization.admins)}
    return response.current_account in administrators


def backend_of_organization(response):
    organization = organization_of(response)
    if response._get_action() != "DescribeOrganization" and not administers(response, organization):
        message = "You don't have permissions to access this resource."
        raise OrganizationsClientError("AccessDeniedException", message)
    return organization


OrganizationsResponse.organizations_backend = property(backend_of_organization)


class CloudTrailError(JsonRESTError):
    code = 400


def trusting_organization(response):
    """The caller's organization. Raises where it does not trust CloudTrail."""
    organization = organization_of(response)
    if organization.org is None:
        raise CloudTrailError("OrganizationsNotInUseException", "The account is in no organization.")
    if CLOUDTRAIL not in {service["ServicePrincipal"] for service in organization.services}:
        message = "Trusted access of CloudTrail is off in the organization."
        raise CloudTrailError("CloudTrailAccessNotEnabledException", message)
    return organization


def registering_organization(response):
    """The organization in which the caller may register delegated administrators."""
    organization = trusting_organization(response)
    if organization.account_id != response.current_account:
        message = "Only the management account registers delegated administrators."
        raise CloudTrailError("NotOrganizationManagementAccountException", message)
    return organization


def register_organization_delegated_admin(response):
    organization = registering_organization(response)
    account = response._get_param("MemberAccountId")
    organization.register_delegated_administrator(AccountId=account, ServicePrincipal=CLOUDTRAIL)
    return "{}"


def deregister_organization_delegated_admin(response):
    organization = registering_organization(response)
    account = response._get_param("DelegatedAdminAccountId")
    organization.deregister_delegated_administrator(AccountId=account, ServicePrincipal=CLOUDTRAIL)
    return "{}"


CloudTrailResponse.register_organization_delegated_admin = register_organization_delegated_admin
CloudTrailResponse.deregister_organization_delegated_admin = deregister_organization_delegated_admin


def named_trails(response):
    """The names or ARNs of the trails that a call is about."""
    params = json.loads(response.body or "{}")
    one = [params[name] for name in ("Name", "TrailName", "ResourceId") if name in params]
    return one + params.get("trailNameList", []) + params.get("ResourceIdList", [])


def account_of_trails(response):
    """The account that owns the trail that a call is about, as far as the caller has a say in that account's trails."""
    organization = organization_of(response)
    named = any(name.startswith("arn:") and name.split(":")[4] == organization.account_id for name in named_trails(response))
    if (named or response._get_param("IsOrganizationTrail")) and administers(response, organization):
        return organization.account_id
    return response.current_account


CloudTrailResponse.cloudtrail_backend = property(
    lambda response: cloudtrail_backends[account_of_trails(response)][response.region]
)


for method in ("create_trail", "update_trail"):

    @fix(CloudTrailResponse, method)
    def where_the_organization_allows(original, response):
        if response._get_param("IsOrganizationTrail") and not administers(response, trusting_organization(response)):
            message = "Neither the management account nor a delegated administrator."
            raise CloudTrailError("NotOrganizationMasterAccountException", message)
        return original(response)


def lets_cloudtrail_in(policy):
    return CLOUDTRAIL in (policy.decode() if isinstance(policy, bytes) else policy or "")


@fix(Trail, "check_bucket_exists")
def bucket_and_key_let_cloudtrail_in(original, trail):
    partition, account = s3_backends.bucket_accounts.get(trail.bucket_name, (trail.partition, trail.account_id))
    bucket = s3_backends[account][partition].buckets.get(trail.bucket_name)
    if bucket is None:
        original(trail)
    elif not lets_cloudtrail_in(bucket.policy):
        message = f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}"
        raise CloudTrailError("InsufficientS3BucketPolicyException", message)
    for key in keys_by_arn(trail.kms_key_id):
        if not lets_cloudtrail_in(key.policy):
            message = f"Insufficient permissions to access S3 bucket {trail.bucket_name} or KMS key {key.arn}."
            raise CloudTrailError("InsufficientEncryptionPolicyException", message)


def keys_by_arn(arn):
    """The key of an ARN, in whichever account; none where the test has made none."""
    if not re.match(r"arn:[^:]+:kms:.*:key/", arn or ""):
        return []
    _, _, _, region, account, name = arn.split(":")
    key = kms_backends[account][region].keys.get(name.removeprefix("key/"))
    return [] if key is None else [key]
