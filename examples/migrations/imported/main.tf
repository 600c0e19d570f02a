# Key, bucket and trail exist, and no Terraform state has them: they were created in the console, say.

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

import {
  to = module.trail.aws_kms_key.this
  id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}

# An alias that exists cannot be created again.
import {
  to = module.trail.aws_kms_alias.this
  id = "alias/cloudtrail"
}

import {
  to = module.trail.aws_s3_bucket.logs
  id = "acme-cloudtrail"
}

import {
  to = module.trail.aws_cloudtrail.this
  id = "arn:aws:cloudtrail:us-east-1:111111111111:trail/acme"
}

# The policies of key and bucket need no import: creating them overwrites the ones that are there. With an import, the
# plan shows what changes in them.
import {
  to = module.trail.aws_kms_key_policy.this
  id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}

import {
  to = module.trail.aws_s3_bucket_policy.logs
  id = "acme-cloudtrail"
}
