# The root called cloudposse/cloudtrail-s3-bucket/aws as "cloudtrail_s3_bucket" and cloudposse/cloudtrail/aws as "cloudtrail".
# Both calls are gone. The trail had no KMS key: the module creates one, and the trail encrypts new logs with it.

terraform {
  required_version = ">= 1.7.0" # for the removed blocks
}

module "trail" {
  source = "../../../modules/trail" # the module's source in your root

  # The names that they have. A trail or bucket of another name would be a new one.
  trail_name  = "acme-audit"
  bucket_name = "acme-audit"
  key_alias   = "acme-audit"
}

# How long logs are kept is not the module's business, so the rule comes into the root.
resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = module.trail.bucket_name

  rule {
    id     = "acme-audit"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }
  }
}

moved {
  from = module.cloudtrail.aws_cloudtrail.default[0]
  to   = module.trail.aws_cloudtrail.this
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket.default[0]
  to   = module.trail.aws_s3_bucket.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_policy.default[0]
  to   = module.trail.aws_s3_bucket_policy.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_ownership_controls.default[0]
  to   = module.trail.aws_s3_bucket_ownership_controls.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_server_side_encryption_configuration.default[0]
  to   = module.trail.aws_s3_bucket_server_side_encryption_configuration.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_versioning.default[0]
  to   = module.trail.aws_s3_bucket_versioning.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_public_access_block.default[0]
  to   = module.trail.aws_s3_bucket_public_access_block.logs
}

moved {
  from = module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_lifecycle_configuration.default[0]
  to   = aws_s3_bucket_lifecycle_configuration.logs
}

# The bucket's ACL has no place in the new module. Terraform lets go of it.
removed {
  from = module.cloudtrail_s3_bucket

  lifecycle {
    destroy = false
  }
}
