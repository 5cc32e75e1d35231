"""The same with awscli."""
from objects import *

# -- the same with awscli
aws(None, "ec2", "describe-vpcs", "--vpc-ids", vpc)
aws(None, "ec2", "describe-subnets", "--filters", f"Name=vpc-id,Values={vpc}", "--max-items", "1")
aws("InvalidVpcID.NotFound", "ec2", "describe-vpcs", "--vpc-ids", "vpc-0123456789abcdef0")
cli = aws(None, "ec2", "create-security-group", "--group-name", "cli", "--description", "x", "--vpc-id", vpc).get("GroupId", "")
aws(None, "ec2", "authorize-security-group-ingress", "--group-id", cli, "--protocol", "tcp", "--port", "22", "--cidr", "192.0.2.0/24")
aws("InvalidPermission.Duplicate", "ec2", "authorize-security-group-ingress", "--group-id", cli, "--protocol", "tcp",
    "--port", "22", "--cidr", "192.0.2.0/24")
aws(None, "ec2", "revoke-security-group-ingress", "--group-id", cli, "--protocol", "tcp", "--port", "22", "--cidr", "192.0.2.0/24")
aws(None, "ec2", "delete-security-group", "--group-id", cli)
aws("InvalidGroup.NotFound", "ec2", "delete-security-group", "--group-id", cli)
aws(None, "ec2", "run-instances", "--image-id",
    "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64", "--instance-type", "t4g.small",
    "--subnet-id", private, "--private-ip-address", "10.61.128.99", "--user-data", "#!/bin/sh", "--client-token", "cli-1")
aws(None, "ec2", "wait", "instance-running", "--filters", "Name=client-token,Values=cli-1")
answer = aws(None, "ec2", "describe-instances", "--filters", "Name=client-token,Values=cli-1")
cli = answer.get("Reservations", [{"Instances": [{"InstanceId": ""}]}])[0]["Instances"][0]["InstanceId"]
aws("DryRunOperation", "ec2", "terminate-instances", "--instance-ids", cli, "--dry-run")
aws(None, "ec2", "terminate-instances", "--instance-ids", cli)
aws(None, "ec2", "describe-instance-type-offerings", "--location-type", "availability-zone", "--filters",
    "Name=instance-type,Values=m7g.large")
aws("InvalidAction", "ec2", "describe-fleets")
aws(None, "sts", "get-caller-identity")
expect("a bucket", "create_bucket", client=s3, Bucket="cli-bucket")
aws(None, "s3api", "put-object", "--bucket", "cli-bucket", "--key", "script", "--body", __file__)
aws(None, "s3api", "list-objects-v2", "--bucket", "cli-bucket", "--prefix", "s")
aws("NoSuchKey", "s3api", "get-object", "--bucket", "cli-bucket", "--key", "absent", os.devnull)
aws(None, "s3api", "delete-object", "--bucket", "cli-bucket", "--key", "script")
