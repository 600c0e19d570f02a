"""What moto 5.2 lacks for multi-Region keys.

- A replica shares the primary's record of what is primary and replica, and its aliases: once a replica is described, the
  primary counts as none.
- ReplicateKey passes over policy, description and tags. KMS gives a replica those that it is given, and else the default
  policy, no description and no tags.
- A single-Region key, a replica, and the Region of the primary are refused as KMS refuses them.
- A primary whose replicas are still there waits for their deletion: it is PendingReplicaDeletion.
"""

import json
from copy import copy, deepcopy

from moto.core.exceptions import JsonRESTError
from moto.kms.models import KmsBackend, kms_backends
from moto.kms.responses import KmsResponse

from fix import fix


def is_primary(key):
    return key.multi_region and key.arn == key.multi_region_configuration["PrimaryKey"]["Arn"]


@fix(KmsResponse, "replicate_key")
def replica_of_its_own(original, response):
    backend = response.kms_backend
    key = backend.keys[backend.get_key_id(response._get_param("KeyId"))]
    region = response._get_param("ReplicaRegion")
    if not key.multi_region:
        raise JsonRESTError("UnsupportedOperationException", f"{key.arn} is not a multi-Region key")
    if not is_primary(key) or region == key.region:
        raise JsonRESTError("ValidationException", f"{key.arn} is not the primary, or is in {region} itself")
    if any(replica["Region"] == region for replica in key.multi_region_configuration["ReplicaKeys"]):
        raise JsonRESTError("AlreadyExistsException", f"{key.id} has a replica in {region}")
    replica = copy(key)
    replica.region = region
    replica.arn = key.arn.replace(f":{key.region}:", f":{region}:")
    replica.policy = response._get_param("Policy") or replica.generate_default_policy()
    replica.description = response._get_param("Description") or ""
    replica.aliases = {}
    replica.grants = {}
    key.multi_region_configuration["ReplicaKeys"].append({"Arn": replica.arn, "Region": region})
    replica.multi_region_configuration = {
        **key.multi_region_configuration,
        "MultiRegionKeyType": "REPLICA",
    }
    there = kms_backends[backend.account_id][region]
    there.keys[replica.id] = replica
    tags = response._get_param("Tags")
    if tags:
        there.tag_resource(replica.id, tags)
    return json.dumps(
        {
            "ReplicaKeyMetadata": deepcopy(replica.to_dict()["KeyMetadata"]),
            "ReplicaPolicy": replica.policy,
            "ReplicaTags": tags or [],
        }
    )


@fix(KmsBackend, "schedule_key_deletion")
def after_its_replicas(original, backend, key_id, pending_window_in_days):
    answer = original(backend, key_id, pending_window_in_days)
    key = backend.keys[key_id]
    if is_primary(key) and key.multi_region_configuration["ReplicaKeys"]:
        key.key_state = "PendingReplicaDeletion"
    return answer
