# The root called trussworks/logs/aws as "logs" and trussworks/cloudtrail/aws as "cloudtrail". Both calls are gone.

terraform {
  required_version = ">= 1.7.0" # for the removed blocks
}

module "trail" {
  source = "../../../modules/trail" # the module's source in your root

  # The names that they have. A trail or bucket of another name would be a new one.
  trail_name  = "cloudtrail"
  bucket_name = "acme-logs"
  key_alias   = "cloudtrail"

  # Their default. Without it, new logs go to another folder.
  s3_key_prefix = "cloudtrail"
}

# How long logs are kept is not the module's business, so the rule comes into the root.
resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = module.trail.bucket_name

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }
  }
}

moved {
  from = module.logs.aws_s3_bucket.aws_logs
  to   = module.trail.aws_s3_bucket.logs
}

moved {
  from = module.logs.aws_s3_bucket_policy.aws_logs
  to   = module.trail.aws_s3_bucket_policy.logs
}

moved {
  from = module.logs.aws_s3_bucket_ownership_controls.aws_logs[0]
  to   = module.trail.aws_s3_bucket_ownership_controls.logs
}

moved {
  from = module.logs.aws_s3_bucket_server_side_encryption_configuration.aws_logs
  to   = module.trail.aws_s3_bucket_server_side_encryption_configuration.logs
}

moved {
  from = module.logs.aws_s3_bucket_versioning.aws_logs
  to   = module.trail.aws_s3_bucket_versioning.logs
}

moved {
  from = module.logs.aws_s3_bucket_public_access_block.public_access_block[0]
  to   = module.trail.aws_s3_bucket_public_access_block.logs
}

moved {
  from = module.logs.aws_s3_bucket_lifecycle_configuration.aws_logs
  to   = aws_s3_bucket_lifecycle_configuration.logs
}

moved {
  from = module.cloudtrail.aws_kms_key.cloudtrail[0]
  to   = module.trail.aws_kms_key.this
}

moved {
  from = module.cloudtrail.aws_kms_alias.cloudtrail[0]
  to   = module.trail.aws_kms_alias.this
}

moved {
  from = module.cloudtrail.aws_cloudtrail.main
  to   = module.trail.aws_cloudtrail.this
}

# What is left in the two modules has no place in the new one: the bucket's ACL, and the log group with its role. Terraform
# lets go of them and destroys nothing. Delete the log group yourself once nobody needs what is in it.
removed {
  from = module.logs

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.cloudtrail

  lifecycle {
    destroy = false
  }
}
