# Key, bucket and trail stood in this root. Their blocks are gone, and the module has them now.

terraform {
  required_version = ">= 1.5.0"
}

module "trail" {
  source = "../../../modules/trail" # the module's source in your root

  # The names that they have. A trail or bucket of another name would be a new one.
  trail_name  = "acme"
  bucket_name = "acme-cloudtrail"
  key_alias   = "cloudtrail"
}

# How long logs are kept is not the module's business, so the rule stays in the root.
resource "aws_s3_bucket_lifecycle_configuration" "cloudtrail" {
  bucket = module.trail.bucket_name

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 365
    }
  }
}

moved {
  from = aws_kms_key.cloudtrail
  to   = module.trail.aws_kms_key.this
}

moved {
  from = aws_kms_alias.cloudtrail
  to   = module.trail.aws_kms_alias.this
}

moved {
  from = aws_s3_bucket.cloudtrail
  to   = module.trail.aws_s3_bucket.logs
}

moved {
  from = aws_s3_bucket_public_access_block.cloudtrail
  to   = module.trail.aws_s3_bucket_public_access_block.logs
}

moved {
  from = aws_s3_bucket_policy.cloudtrail
  to   = module.trail.aws_s3_bucket_policy.logs
}

moved {
  from = aws_cloudtrail.main
  to   = module.trail.aws_cloudtrail.this
}
