terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
module "log_key" {
  source = "./mod"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Root", Effect = "Allow", Principal = { AWS = "arn:aws:iam::111111111111:root" }, Action = "kms:*", Resource = "*" },
      { Sid = "Trail", Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = ["kms:GenerateDataKey*", "kms:DescribeKey"], Resource = "*",
      Condition = { StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:aws:cloudtrail:*:111111111111:trail/*" } } },
    ]
  })
}
resource "aws_cloudtrail" "this" {
  name           = "org-audit"
  s3_bucket_name = "org-audit-logs"
  kms_key_id     = module.log_key.arn
}
resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = "org-audit-logs"
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default { sse_algorithm = "aws:kms" }
  }
}
resource "aws_kms_key" "plain" {}
resource "aws_cloudtrail" "plain" {
  name           = "plain"
  s3_bucket_name = "plain-logs"
  kms_key_id     = aws_kms_key.plain.arn
}
resource "aws_kms_key" "unrelated" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }] })
}
resource "aws_kms_key" "late" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = aws_kms_key.plain.arn }, Action = "kms:*", Resource = "*" }] })
}
resource "aws_kms_alias" "late" {
  name          = "alias/late"
  target_key_id = aws_kms_key.late.id
}
resource "aws_cloudtrail" "late" {
  name           = "late"
  s3_bucket_name = "late-logs"
  kms_key_id     = aws_kms_alias.late.target_key_arn
}
