/** What `trailkey init` writes: it works as it is, and names every option. */
export const starterConfig = `# What trailkey builds: a CloudTrail trail whose logs are encrypted with a KMS key of your own.
# Lines that are commented out show an option's default, or an example where it has none.

name: org-audit                     # names the trail, the key's alias and the module
# account: "111111111111"           # the account that owns the trail; default: the one you are signed in to
# region: us-east-1                 # the trail's home Region; default: the provider's

trail:                              # \`trail: false\` builds the key alone
  multiRegion: true                 # record the events of every Region
  logFileValidation: true           # digest files, to prove that no log was changed
  # name: org-audit                 # default: the name above

bucket:
  name: org-audit-logs              # bucket names are taken worldwide: choose your own
  # existing: false                 # true: the bucket and its policy are somebody else's
  # handedOver: false               # true: this module created the existing bucket, and now lets go of it
  # account: "222222222222"         # the bucket's owner, where it is another account; needs existing: true
  # region: us-east-1               # an existing bucket's Region; the key must be there
  # prefix: audit                   # a folder for the logs
  # bucketKey: true                 # fewer KMS requests
  # deliverFrom: ["333333333333"]   # further accounts or trail ARNs that may deliver into this bucket

key:
  rotationDays: 365                 # 90 to 2560
  deletionWindowDays: 30            # 7 to 30
  # alias: org-audit                # default: the name above
  # description: Encrypts the logs of the CloudTrail trail org-audit
  # multiRegion: false
  # administrators:                 # manage the key and cannot decrypt with it
  #   - arn:aws:iam::111111111111:role/KeyAdmin
  # style: strict                   # or the wording of AWS's page: aws-docs, or of its console: console
  # existing: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
  # handedOver: false               # true: this module created the existing key, and now lets go of it

# protect: true                     # Terraform refuses to destroy the key and the bucket; false: for sandboxes

# Further trails that may encrypt with this key: account ids or trail ARNs.
# encryptFor:
#   - "333333333333"
#   - arn:aws:cloudtrail:us-east-1:444444444444:trail/their-trail

# Who may read the logs. A user or role must exist when the key policy is put.
# readers:
#   - user: Bob                     # in the key's account
#   - role: Auditor                 # in the key's account; a full ARN works too
#   - account: "222222222222"       # that account's own IAM decides who
#   - assumableRole:                # a role made here, for people of other accounts
#       name: CloudTrailReadRole
#       trustedAccounts: ["222222222222"]

# tags:
#   team: security
`;
