terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
variable "policy" { type = string }
resource "aws_kms_key" "this" {
  count = 1
}
resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this[0].id
  policy = var.policy
}
output "arn" { value = aws_kms_key.this[0].arn }
