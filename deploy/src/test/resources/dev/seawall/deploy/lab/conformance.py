"""Drives the small EC2 with boto3 and awscli: one line a call, what was expected, what came.

usage: conformance.py ENDPOINT [AWS]     (AWS: the awscli to drive as well)

A call passes when its outcome is the one named here AND every XML element of the answer is one that botocore's model
of EC2 knows in that place. The last line counts: 'N passed, N failed'.
"""
import base64
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from xml.etree import ElementTree

import boto3
import botocore.parsers
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
AWS = sys.argv[2] if len(sys.argv) > 2 else None
KEYS = dict(aws_access_key_id="AKIALAB", aws_secret_access_key="secret", region_name="us-east-1")
ONCE = dict(retries={"max_attempts": 0})
ec2 = boto3.client("ec2", endpoint_url=ENDPOINT, config=Config(**ONCE), **KEYS)
s3 = boto3.client("s3", endpoint_url=ENDPOINT, config=Config(s3={"addressing_style": "path"}, **ONCE), **KEYS)
sts = boto3.client("sts", endpoint_url=ENDPOINT, config=Config(**ONCE), **KEYS)
passed = failed = 0
strangers = []


def unknown_elements(node, shape, path):
    """The elements of an answer that the model doesn't have."""
    if shape.type_name == "list":
        for item in node:
            yield from unknown_elements(item, shape.member, path + "/item")
    elif shape.type_name == "structure":
        known = {m.serialization.get("name", n): m for n, m in shape.members.items()}
        for child in node:
            name = child.tag.split("}")[-1]
            if name in known:
                yield from unknown_elements(child, known[name], path + "/" + name)
            elif name not in ("requestId", "return"):
                yield path + "/" + name


def watching(parse):
    def watched(self, response, shape):
        if response["status_code"] < 300 and shape is not None:
            strangers.extend(unknown_elements(ElementTree.fromstring(response["body"]), shape, shape.name))
        return parse(self, response, shape)
    return watched


botocore.parsers.EC2QueryParser.parse = watching(botocore.parsers.EC2QueryParser.parse)


def report(ok, call, wanted, came):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    print(f"{'ok  ' if ok else 'FAIL'} {call:<44} {wanted}" + ("" if ok else f" <> {came}"), flush=True)


def run(client, call, **params):
    """The answer, or the error's code."""
    strangers.clear()
    try:
        answer = getattr(client, call)(**params)
        return answer if not strangers else f"elements unknown to the model: {strangers}"
    except ClientError as e:
        return e.response["Error"]["Code"]


def expect(what, call, check=lambda answer: True, client=ec2, **params):
    """Expects success, and that the answer satisfies a check."""
    answer = run(client, call, **params)
    good = isinstance(answer, dict)
    report(good and bool(check(answer)), call, what, answer)
    return answer if good else {}


def refuse(code, call, client=ec2, **params):
    """Expects an error."""
    answer = run(client, call, **params)
    report(answer == code, call, code, answer)


def until(what, call, check, **params):
    """Expects that a state passes, soon."""
    deadline = time.monotonic() + 5
    answer = run(ec2, call, **params)
    while not (isinstance(answer, dict) and check(answer)) and time.monotonic() < deadline:
        time.sleep(0.02)
        answer = run(ec2, call, **params)
    report(isinstance(answer, dict) and bool(check(answer)), call, what, answer)
    return answer


def aws(expected, *words):
    """Expects success (None), or an error's code, of awscli; the answer as it prints it."""
    if AWS is None:
        return {}
    env = dict(os.environ, AWS_ACCESS_KEY_ID="AKIALAB", AWS_SECRET_ACCESS_KEY="secret", AWS_PAGER="",
               AWS_DEFAULT_REGION="us-east-1", AWS_MAX_ATTEMPTS="1", AWS_CONFIG_FILE=os.devnull,
               AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_EC2_METADATA_DISABLED="true")
    done = subprocess.run([AWS, *words, "--endpoint-url", ENDPOINT, "--output", "json"], env=env,
                          capture_output=True, text=True, timeout=60)
    if expected is None:
        ok = done.returncode == 0
    else:
        ok = f"({expected})" in done.stderr
    report(ok, "aws " + " ".join(words[:2]), expected or "succeeds", done.stderr.strip())
    return json.loads(done.stdout) if ok and done.stdout.strip() else {}


def tags(kind, **values):
    return [{"ResourceType": kind, "Tags": [{"Key": k, "Value": v} for k, v in values.items()]}]


def f(name, *values):
    return [{"Name": name, "Values": list(values)}]


def code_of(request):
    """The status and EC2 code of a raw request."""
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as e:
        found = ElementTree.fromstring(e.read()).find(".//Code")
        return e.code, found.text if found is not None else ""


def raw(wanted, body, authorization):
    request = urllib.request.Request(ENDPOINT, data=body.encode(), method="POST")
    if authorization:
        request.add_header("Authorization", authorization)
    came = code_of(request)
    report(came == wanted, "raw " + body[:38], str(wanted), came)


SIGNED = ("AWS4-HMAC-SHA256 Credential=K123/20261122/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature="
          + "0" * 64)

# -- the protocol itself
raw((403, "MissingAuthenticationToken"), "Action=DescribeVpcs&Version=2016-11-15", None)
raw((400, "IncompleteSignature"), "Action=DescribeVpcs&Version=2016-11-15", "AWS4-HMAC-SHA256 Credential=a/b")
raw((400, "IncompleteSignature"), "Action=DescribeVpcs&Version=2016-11-15", "Basic Zm9v")
raw((401, "AuthFailure"), "Action=DescribeVpcs&Version=2016-11-15", SIGNED.replace("us-east-1", "eu-west-1"))
raw((400, "InvalidAction"), "Action=MakeCoffee&Version=2016-11-15", SIGNED)
raw((400, "NoSuchVersion"), "Action=DescribeVpcs&Version=2001-01-01", SIGNED)
raw((400, "UnknownParameter"), "Action=DescribeVpcs&Version=2016-11-15&Cup=1", SIGNED)
raw((400, "MissingParameter"), "Action=CreateVpc&Version=2016-11-15", SIGNED)
raw((400, "MissingParameter"), "Version=2016-11-15", SIGNED)
raw((400, "InvalidParameterValue"), "Action=DescribeVpcs&Version=2016-11-15&MaxResults=many", SIGNED)
raw((400, "InvalidParameterValue"), "Action=DescribeVpcs&Version=2016-11-15&DryRun=perhaps", SIGNED)
raw((400, "MalformedQueryString"), "Action=DescribeVpcs&Version=2016-11-15&VpcId.x=%zz", SIGNED)
refuse("InvalidAction", "describe_fleets")
refuse("InvalidAction", "create_key_pair", KeyName="k")
expect("the one account", "get_caller_identity", lambda a: a["Account"] == "111122223333", client=sts)
refuse("InvalidAction", "get_session_token", client=sts)

# -- what there is to rent
expect("this region", "describe_regions", lambda a: "us-east-1" in [r["RegionName"] for r in a["Regions"]])
expect("one by name", "describe_regions", lambda a: len(a["Regions"]) == 1, RegionNames=["eu-west-1"])
refuse("InvalidParameterValue", "describe_regions", RegionNames=["moon-1"])
expect("three zones", "describe_availability_zones", lambda a: len(a["AvailabilityZones"]) == 3)
expect("by filter", "describe_availability_zones", lambda a: a["AvailabilityZones"][0]["ZoneId"] == "use1-az2",
       Filters=f("zone-name", "us-east-1b"))
expect("2 processors", "describe_instance_types",
       lambda a: a["InstanceTypes"][0]["VCpuInfo"]["DefaultVCpus"] == 2, InstanceTypes=["c7g.large"])
refuse("InvalidInstanceType", "describe_instance_types", InstanceTypes=["c7g.enormous"])
expect("arm only", "describe_instance_types",
       lambda a: {t["ProcessorInfo"]["SupportedArchitectures"][0] for t in a["InstanceTypes"]} == {"arm64"},
       Filters=f("processor-info.supported-architecture", "arm64"))
page = expect("a page", "describe_instance_types", lambda a: len(a["InstanceTypes"]) == 5, MaxResults=5)
expect("the next page", "describe_instance_types",
       lambda a: a["InstanceTypes"][0] != page["InstanceTypes"][0], MaxResults=5, NextToken=page.get("NextToken", ""))
refuse("InvalidParameterValue", "describe_instance_types", MaxResults=5, NextToken="nonsense")
expect("not in zone c", "describe_instance_type_offerings", lambda a: len(a["InstanceTypeOfferings"]) == 2,
       LocationType="availability-zone", Filters=f("instance-type", "t1.micro"))
image = expect("Amazon Linux on arm", "describe_images", lambda a: len(a["Images"]) == 2, Owners=["amazon"],
               Filters=f("architecture", "arm64")).get("Images", [{}])[0].get("ImageId")
refuse("InvalidAMIID.NotFound", "describe_images", ImageIds=["ami-0123456789abcdef0"])
refuse("InvalidAMIID.Malformed", "describe_images", ImageIds=["banana"])
pl = expect("S3's", "describe_prefix_lists", lambda a: "54.231.0.0/16" in a["PrefixLists"][0]["Cidrs"],
            Filters=f("prefix-list-name", "com.amazonaws.us-east-1.s3"))["PrefixLists"][0]["PrefixListId"]
expect("managed by AWS", "describe_managed_prefix_lists", lambda a: a["PrefixLists"][0]["OwnerId"] == "AWS")
refuse("InvalidPrefixListID.NotFound", "describe_prefix_lists", PrefixListIds=["pl-00000000"])
expect("five addresses", "describe_account_attributes",
       lambda a: a["AccountAttributes"][0]["AttributeValues"][0]["AttributeValue"] == "5",
       AttributeNames=["vpc-max-elastic-ips"])

# -- networks
refuse("InvalidVpc.Range", "create_vpc", CidrBlock="10.0.0.0/8")
refuse("InvalidParameterValue", "create_vpc", CidrBlock="10.0.0.0")
refuse("DryRunOperation", "create_vpc", CidrBlock="10.61.0.0/16", DryRun=True)
refuse("InvalidParameterValue", "create_vpc", CidrBlock="10.61.0.0/16", TagSpecifications=tags("subnet", a="b"))
refuse("InvalidParameterValue", "create_vpc", CidrBlock="10.61.0.0/16", TagSpecifications=tags("vpc", **{"aws:a": "b"}))
vpc = expect("pending at first", "create_vpc", lambda a: a["Vpc"]["State"] == "pending", CidrBlock="10.61.0.0/16",
             TagSpecifications=tags("vpc", **{"seawall:deployment": "shop"}))["Vpc"]["VpcId"]
until("available soon", "describe_vpcs", lambda a: a["Vpcs"][0]["State"] == "available", VpcIds=[vpc])
other = expect("another network", "create_vpc", CidrBlock="10.62.0.0/16")["Vpc"]["VpcId"]
expect("by tag", "describe_vpcs", lambda a: [v["VpcId"] for v in a["Vpcs"]] == [vpc],
       Filters=f("tag:seawall:deployment", "sh*p"))
expect("by tag key", "describe_vpcs", lambda a: len(a["Vpcs"]) == 1, Filters=f("tag-key", "seawall:deployment"))
expect("nothing", "describe_vpcs", lambda a: a["Vpcs"] == [], Filters=f("cidr", "192.168.*"))
refuse("InvalidParameterValue", "describe_vpcs", Filters=f("colour", "blue"))
refuse("InvalidVpcID.NotFound", "describe_vpcs", VpcIds=["vpc-0123456789abcdef0"])
refuse("InvalidVpcId.Malformed", "describe_vpcs", VpcIds=["vpc-x"])
refuse("InvalidParameterCombination", "describe_vpcs", VpcIds=[vpc], MaxResults=5)
refuse("InvalidParameterValue", "describe_volumes", MaxResults=4)
expect("names on", "modify_vpc_attribute", VpcId=vpc, EnableDnsHostnames={"Value": True})
expect("they are", "describe_vpc_attribute", lambda a: a["EnableDnsHostnames"]["Value"], VpcId=vpc,
       Attribute="enableDnsHostnames")
refuse("InvalidSubnet.Range", "create_subnet", VpcId=vpc, CidrBlock="10.70.0.0/24")
refuse("InvalidParameterValue", "create_subnet", VpcId=vpc, CidrBlock="10.61.0.0/24", AvailabilityZone="us-east-1z")
refuse("InvalidVpcID.NotFound", "create_subnet", VpcId="vpc-0123456789abcdef0", CidrBlock="10.61.0.0/24")
public = expect("251 addresses", "create_subnet", lambda a: a["Subnet"]["AvailableIpAddressCount"] == 251, VpcId=vpc,
                CidrBlock="10.61.0.0/24", AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
private = expect("a private one", "create_subnet", VpcId=vpc, CidrBlock="10.61.128.0/24", AvailabilityZone="us-east-1a",
                 TagSpecifications=tags("subnet", Name="private"))["Subnet"]["SubnetId"]
refuse("InvalidSubnet.Conflict", "create_subnet", VpcId=vpc, CidrBlock="10.61.0.128/25")
expect("in this network", "describe_subnets", lambda a: len(a["Subnets"]) == 2, Filters=f("vpc-id", vpc))
expect("public addresses", "modify_subnet_attribute", SubnetId=public, MapPublicIpOnLaunch={"Value": True})
expect("are given", "describe_subnets", lambda a: a["Subnets"][0]["SubnetId"] == public,
       Filters=f("map-public-ip-on-launch", "true"))
refuse("InvalidSubnetID.NotFound", "delete_subnet", SubnetId="subnet-0123456789abcdef0")

gateway = expect("a gateway", "create_internet_gateway")["InternetGateway"]["InternetGatewayId"]
refuse("Gateway.NotAttached", "detach_internet_gateway", InternetGatewayId=gateway, VpcId=vpc)
main = expect("a main table", "describe_route_tables", lambda a: a["RouteTables"][0]["Associations"][0]["Main"],
              Filters=f("vpc-id", vpc))["RouteTables"][0]
table = expect("a table", "create_route_table", VpcId=vpc)["RouteTable"]["RouteTableId"]
refuse("InvalidParameterValue", "create_route", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
expect("attach it", "attach_internet_gateway", InternetGatewayId=gateway, VpcId=vpc)
refuse("Resource.AlreadyAssociated", "attach_internet_gateway", InternetGatewayId=gateway, VpcId=other)
expect("by network", "describe_internet_gateways", lambda a: len(a["InternetGateways"]) == 1,
       Filters=f("attachment.vpc-id", vpc))
expect("a way out", "create_route", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
refuse("RouteAlreadyExists", "create_route", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
expect("again", "replace_route", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
refuse("InvalidRoute.NotFound", "delete_route", RouteTableId=table, DestinationCidrBlock="1.0.0.0/8")
refuse("InvalidParameterValue", "delete_route", RouteTableId=table, DestinationCidrBlock="10.61.0.0/16")
association = expect("follow it", "associate_route_table", RouteTableId=table, SubnetId=public)["AssociationId"]
refuse("Resource.AlreadyAssociated", "associate_route_table", RouteTableId=table, SubnetId=public)
refuse("DependencyViolation", "delete_route_table", RouteTableId=table)
refuse("InvalidParameterValue", "disassociate_route_table",
       AssociationId=main["Associations"][0]["RouteTableAssociationId"])
refuse("InvalidAssociationID.NotFound", "disassociate_route_table", AssociationId="rtbassoc-0123456789abcdef0")
refuse("DependencyViolation", "delete_internet_gateway", InternetGatewayId=gateway)

refuse("InvalidServiceName", "create_vpc_endpoint", VpcId=vpc, ServiceName="com.amazonaws.us-east-1.tea")
endpoint = expect("S3 without Internet", "create_vpc_endpoint", lambda a: a["VpcEndpoint"]["State"] == "available",
                  VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table],
                  TagSpecifications=tags("vpc-endpoint", Name="s3"))["VpcEndpoint"]["VpcEndpointId"]
expect("a route to it", "describe_route_tables",
       lambda a: pl in [r.get("DestinationPrefixListId") for r in a["RouteTables"][0]["Routes"]], RouteTableIds=[table])
refuse("RouteAlreadyExists", "modify_vpc_endpoint", VpcEndpointId=endpoint, AddRouteTableIds=[table])
expect("take it away", "modify_vpc_endpoint", VpcEndpointId=endpoint, RemoveRouteTableIds=[table])
expect("no tables", "describe_vpc_endpoints", lambda a: a["VpcEndpoints"][0]["RouteTableIds"] == [],
       Filters=f("vpc-id", vpc))
expect("one unknown", "delete_vpc_endpoints",
       lambda a: a["Unsuccessful"][0]["Error"]["Code"] == "InvalidVpcEndpointId.NotFound",
       VpcEndpointIds=["vpce-0123456789abcdef0"])

# -- groups
door = expect("front doors", "create_security_group", GroupName="door", Description="d", VpcId=vpc)["GroupId"]
worker = expect("workers", "create_security_group", GroupName="worker", Description="w", VpcId=vpc,
                TagSpecifications=tags("security-group", Name="worker"))["GroupId"]
refuse("InvalidGroup.Duplicate", "create_security_group", GroupName="door", Description="d", VpcId=vpc)
refuse("InvalidGroup.Reserved", "create_security_group", GroupName="default", Description="d", VpcId=vpc)
web = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}]}
app = {"IpProtocol": "tcp", "FromPort": 9000, "ToPort": 9000, "UserIdGroupPairs": [{"GroupId": door}]}
out = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
expect("the web", "authorize_security_group_ingress", lambda a: a["SecurityGroupRules"][0]["CidrIpv4"] == "0.0.0.0/0",
       GroupId=door, IpPermissions=[web])
refuse("InvalidPermission.Duplicate", "authorize_security_group_ingress", GroupId=door, IpPermissions=[web])
expect("front doors only", "authorize_security_group_ingress", GroupId=worker, IpPermissions=[app])
refuse("InvalidPermission.NotFound", "revoke_security_group_ingress", GroupId=worker, IpPermissions=[web])
expect("nothing out", "revoke_security_group_egress", GroupId=worker, IpPermissions=[out])
refuse("InvalidPermission.NotFound", "revoke_security_group_egress", GroupId=worker, IpPermissions=[out])
expect("but S3", "authorize_security_group_egress", GroupId=worker, IpPermissions=[
    {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": pl}]}])
refuse("InvalidParameterValue", "authorize_security_group_ingress", GroupId=door, IpPermissions=[dict(web, ToPort=1)])
refuse("InvalidParameterValue", "authorize_security_group_ingress", GroupId=door, IpProtocol="tcp", FromPort=22,
       ToPort=22, CidrIp="300.0.0.0/8")
refuse("InvalidGroup.NotFound", "authorize_security_group_ingress", GroupId="sg-0123456789abcdef0", IpPermissions=[web])
refuse("InvalidGroupId.Malformed", "describe_security_groups", GroupIds=["door"])
expect("as written", "describe_security_groups",
       lambda a: a["SecurityGroups"][0]["IpPermissions"] == [dict(app, IpRanges=[], Ipv6Ranges=[], PrefixListIds=[],
                 UserIdGroupPairs=[{"GroupId": door, "UserId": "111122223333"}])], GroupIds=[worker])
rule = expect("rule by rule", "describe_security_group_rules", lambda a: len(a["SecurityGroupRules"]) == 2,
              Filters=f("group-id", worker))["SecurityGroupRules"][0]["SecurityGroupRuleId"]
refuse("InvalidSecurityGroupRuleId.NotFound", "revoke_security_group_ingress", GroupId=door,
       SecurityGroupRuleIds=[rule])
refuse("DependencyViolation", "delete_security_group", GroupId=door)

# -- volumes
refuse("InvalidZone.NotFound", "create_volume", AvailabilityZone="us-east-1z", Size=1)
refuse("MissingParameter", "create_volume", AvailabilityZone="us-east-1a")
refuse("InvalidParameterValue", "create_volume", AvailabilityZone="us-east-1a", Size=0, VolumeType="gp3")
refuse("InvalidParameterCombination", "create_volume", AvailabilityZone="us-east-1a", Size=9, VolumeType="gp2", Iops=300)
refuse("InvalidParameterValue", "create_volume", AvailabilityZone="us-east-1a", Size=9, VolumeType="gp3", Iops=99999)
refuse("UnknownVolumeType", "create_volume", AvailabilityZone="us-east-1a", Size=9, VolumeType="gp9")
disk = dict(AvailabilityZone="us-east-1a", Size=9, VolumeType="gp3", Encrypted=True, ClientToken="vol-1")
volume = expect("creating", "create_volume", lambda a: a["State"] == "creating", **disk)["VolumeId"]
expect("the same again", "create_volume", lambda a: a["VolumeId"] == volume, **disk)
refuse("IdempotentParameterMismatch", "create_volume", **dict(disk, Size=10))
until("available", "describe_volumes", lambda a: a["Volumes"][0]["State"] == "available", VolumeIds=[volume])
elsewhere = expect("in zone b", "create_volume", AvailabilityZone="us-east-1b", Size=1, VolumeType="gp3")["VolumeId"]
refuse("InvalidVolume.NotFound", "describe_volumes", VolumeIds=["vol-0123456789abcdef0"])
refuse("InvalidVolumeID.Malformed", "describe_volumes", VolumeIds=["disk"])

# -- instances
one = dict(ImageId=image, InstanceType="c7g.large", MinCount=1, MaxCount=1)
refuse("VPCIdNotSpecified", "run_instances", **one)
here = dict(one, SubnetId=private, SecurityGroupIds=[worker])
refuse("DryRunOperation", "run_instances", DryRun=True, **here)
refuse("InvalidAMIID.NotFound", "run_instances", **dict(here, ImageId="ami-0123456789abcdef0"))
refuse("InvalidParameterValue", "run_instances", **dict(here, InstanceType="t3.micro"))
refuse("InvalidParameterValue", "run_instances", **dict(here, InstanceType="c7g.enormous"))
refuse("InvalidGroup.NotFound", "run_instances", **dict(here, SecurityGroupIds=["sg-0123456789abcdef0"]))
refuse("InvalidParameterValue", "run_instances", PrivateIpAddress="10.61.0.11", **here)
refuse("InvalidParameterValue", "run_instances", PrivateIpAddress="10.61.128.1", **here)
refuse("InvalidParameterValue", "run_instances", **dict(here, MinCount=2, MaxCount=1))
refuse("InvalidParameterCombination", "run_instances", NetworkInterfaces=[{"DeviceIndex": 0, "SubnetId": private}], **here)
slot = dict(here, ClientToken="worker-1", PrivateIpAddress="10.61.128.11", UserData="#!/bin/sh\necho hello\n",
            MetadataOptions={"HttpTokens": "required"}, TagSpecifications=tags("instance", **{"seawall:slot": "worker-1"}),
            BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20, "Encrypted": True}}])
run1 = expect("a worker, pending", "run_instances", lambda a: a["Instances"][0]["State"]["Name"] == "pending", **slot)
w1 = run1["Instances"][0]["InstanceId"]
expect("the same again", "run_instances", lambda a: a["Instances"][0]["InstanceId"] == w1, **slot)
refuse("IdempotentParameterMismatch", "run_instances", **dict(slot, InstanceType="c7g.xlarge"))
refuse("InvalidIPAddress.InUse", "run_instances", **dict(slot, ClientToken="other"))
until("running", "describe_instances",
      lambda a: a["Reservations"][0]["Instances"][0]["State"]["Name"] == "running", InstanceIds=[w1])
expect("no public address", "describe_instances",
       lambda a: "PublicIpAddress" not in a["Reservations"][0]["Instances"][0]
       and a["Reservations"][0]["Instances"][0]["MetadataOptions"]["HttpTokens"] == "required",
       Filters=f("private-ip-address", "10.61.128.11"))
expect("its checks", "describe_instance_status", lambda a: a["InstanceStatuses"][0]["InstanceStatus"]["Status"] == "ok",
       InstanceIds=[w1])
d1 = expect("a front door", "run_instances", **dict(one, ClientToken="door-1", NetworkInterfaces=[
    {"DeviceIndex": 0, "SubnetId": public, "Groups": [door], "PrivateIpAddress": "10.61.0.10",
     "AssociatePublicIpAddress": True}]))["Instances"][0]["InstanceId"]
three = expect("three at once", "run_instances", lambda a: len(a["Instances"]) == 3,
               **dict(one, MinCount=1, MaxCount=3, SubnetId=private))
more = [i["InstanceId"] for i in three["Instances"]]
until("all run", "describe_instances", lambda a: sum(len(r["Instances"]) for r in a["Reservations"]) == 5,
      Filters=f("instance-state-name", "running"))
expect("a page of 5", "describe_instances", lambda a: "NextToken" not in a, MaxResults=5)
expect("which has it", "describe_network_interfaces",
       lambda a: a["NetworkInterfaces"][0]["Attachment"]["InstanceId"] == w1, Filters=f("group-id", worker))
expect("what it runs", "describe_instance_attribute",
       lambda a: base64.b64decode(a["UserData"]["Value"]).endswith(b"hello\n"), InstanceId=w1, Attribute="userData")
expect("protect it", "modify_instance_attribute", InstanceId=w1, DisableApiTermination={"Value": True})
refuse("OperationNotPermitted", "terminate_instances", InstanceIds=[w1])
expect("unprotect it", "modify_instance_attribute", InstanceId=w1, DisableApiTermination={"Value": False})
refuse("IncorrectInstanceState", "modify_instance_attribute", InstanceId=w1, InstanceType={"Value": "c7g.xlarge"})
expect("what it printed", "get_console_output", lambda a: "booted" in a["Output"], InstanceId=w1)
refuse("InvalidInstanceID.NotFound", "describe_instances", InstanceIds=["i-0123456789abcdef0"])
refuse("InvalidInstanceID.Malformed", "describe_instances", InstanceIds=["worker-1"])

# -- a volume's life with an instance
refuse("InvalidVolume.ZoneMismatch", "attach_volume", VolumeId=elsewhere, InstanceId=w1, Device="/dev/sdf")
refuse("InvalidParameterValue", "attach_volume", VolumeId=volume, InstanceId=w1, Device="/dev/nvme1n1")
refuse("InvalidParameterValue", "attach_volume", VolumeId=volume, InstanceId=w1, Device="/dev/xvda")
expect("attaching", "attach_volume", lambda a: a["State"] == "attaching", VolumeId=volume, InstanceId=w1, Device="/dev/sdf")
refuse("VolumeInUse", "attach_volume", VolumeId=volume, InstanceId=d1, Device="/dev/sdf")
until("attached", "describe_volumes", lambda a: a["Volumes"][0]["Attachments"][0]["State"] == "attached", VolumeIds=[volume])
refuse("VolumeInUse", "delete_volume", VolumeId=volume)
refuse("InvalidAttachment.NotFound", "detach_volume", VolumeId=volume, InstanceId=d1)
root = expect("its root volume", "describe_volumes", lambda a: len(a["Volumes"]) == 1 and a["Volumes"][0]["Size"] == 20,
              Filters=f("attachment.instance-id", w1) + f("attachment.device", "/dev/xvda"))["Volumes"][0]["VolumeId"]
refuse("OperationNotPermitted", "detach_volume", VolumeId=root)
snapshot = expect("pending", "create_snapshot", lambda a: a["State"] == "pending", VolumeId=volume, Description="before",
                  TagSpecifications=tags("snapshot", run="42"))["SnapshotId"]
refuse("IncorrectState", "create_volume", AvailabilityZone="us-east-1b", SnapshotId=snapshot)
until("completed", "describe_snapshots", lambda a: a["Snapshots"][0]["State"] == "completed", OwnerIds=["self"],
      Filters=f("tag:run", "42"))
copy = expect("encrypted too", "create_volume", lambda a: a["Encrypted"] and a["Size"] == 9, AvailabilityZone="us-east-1b",
              SnapshotId=snapshot, VolumeType="gp3")["VolumeId"]
refuse("InvalidParameterValue", "create_volume", AvailabilityZone="us-east-1b", SnapshotId=snapshot, Size=8)
refuse("InvalidSnapshot.NotFound", "describe_snapshots", SnapshotIds=["snap-0123456789abcdef0"])
expect("detaching", "detach_volume", lambda a: a["State"] == "detaching", VolumeId=volume)
until("free", "describe_volumes", lambda a: a["Volumes"][0]["State"] == "available", VolumeIds=[volume])
refuse("IncorrectState", "detach_volume", VolumeId=volume)

# -- stop and start
expect("stopping", "stop_instances", lambda a: a["StoppingInstances"][0]["CurrentState"]["Name"] == "stopping",
       InstanceIds=[w1])
until("stopped", "describe_instances", lambda a: a["Reservations"][0]["Instances"][0]["State"]["Code"] == 80,
      InstanceIds=[w1])
refuse("IncorrectInstanceState", "reboot_instances", InstanceIds=[w1])
expect("larger", "modify_instance_attribute", InstanceId=w1, InstanceType={"Value": "c7g.xlarge"})
expect("pending", "start_instances", lambda a: a["StartingInstances"][0]["CurrentState"]["Name"] == "pending",
       InstanceIds=[w1])
until("running", "describe_instances", lambda a: a["Reservations"][0]["Instances"][0]["State"]["Code"] == 16,
      InstanceIds=[w1])
expect("reboot", "reboot_instances", InstanceIds=[w1])

# -- addresses
ip = expect("an address", "allocate_address", lambda a: a["PublicIp"].startswith("203.0.113."), Domain="vpc",
            TagSpecifications=tags("elastic-ip", slot="door-1"))
eip = ip["AllocationId"]
bound = expect("given", "associate_address", AllocationId=eip, InstanceId=d1)["AssociationId"]
refuse("Resource.AlreadyAssociated", "associate_address", AllocationId=eip, InstanceId=w1, AllowReassociation=False)
expect("is its address", "describe_instances",
       lambda a: a["Reservations"][0]["Instances"][0]["PublicIpAddress"] == ip["PublicIp"], InstanceIds=[d1])
expect("by instance", "describe_addresses", lambda a: a["Addresses"][0]["AllocationId"] == eip, Filters=f("instance-id", d1))
refuse("InvalidIPAddress.InUse", "release_address", AllocationId=eip)
refuse("DependencyViolation", "detach_internet_gateway", InternetGatewayId=gateway, VpcId=vpc)
spare = [expect("spare", "allocate_address")["AllocationId"] for _ in range(4)]
refuse("AddressLimitExceeded", "allocate_address")
for allocation in spare:
    expect("released", "release_address", AllocationId=allocation)
refuse("InvalidAllocationID.NotFound", "release_address", AllocationId=spare[0])
refuse("InvalidAddress.NotFound", "describe_addresses", PublicIps=["203.0.113.250"])
refuse("InvalidAssociationID.NotFound", "disassociate_address", AssociationId="eipassoc-0123456789abcdef0")

# -- tags
expect("two resources", "create_tags", Resources=[vpc, volume], Tags=[{"Key": "team", "Value": "shop"}])
expect("both", "describe_tags", lambda a: len(a["Tags"]) == 2, Filters=f("key", "team"))
expect("another value stays", "delete_tags", Resources=[vpc], Tags=[{"Key": "team", "Value": "x"}])
expect("gone", "delete_tags", Resources=[vpc], Tags=[{"Key": "team"}])
expect("one left", "describe_tags", lambda a: [t["ResourceType"] for t in a["Tags"]] == ["volume"], Filters=f("key", "team"))
refuse("InvalidID", "create_tags", Resources=["cup-1"], Tags=[{"Key": "a", "Value": "b"}])
refuse("InvalidVolume.NotFound", "create_tags", Resources=["vol-0123456789abcdef0"], Tags=[{"Key": "a", "Value": "b"}])

# -- prices
expect("changes", "describe_spot_price_history", lambda a: len(a["SpotPriceHistory"]) == 7 and a["NextToken"],
       InstanceTypes=["m1.small"], ProductDescriptions=["Linux/UNIX"], MaxResults=7)
expect("the price that held", "describe_spot_price_history", lambda a: len(a["SpotPriceHistory"]) == 1,
       InstanceTypes=["t1.micro"], AvailabilityZone="us-east-1a", StartTime="2016-05-01T00:00:00Z")

# -- objects
refuse("NoSuchBucket", "put_object", client=s3, Bucket="absent", Key="k", Body=b"")
expect("a bucket", "create_bucket", client=s3, Bucket="artifacts")
expect("is there", "head_bucket", client=s3, Bucket="artifacts")
refuse("404", "head_bucket", client=s3, Bucket="absent")
put = expect("stored", "put_object", client=s3, Bucket="artifacts", Key="a b/app.tar.gz", Body=b"x" * 100_000)
expect("read", "get_object", lambda a: a["Body"].read() == b"x" * 100_000 and a["ETag"] == put["ETag"], client=s3,
       Bucket="artifacts", Key="a b/app.tar.gz")
expect("its size", "head_object", lambda a: a["ContentLength"] == 100_000, client=s3, Bucket="artifacts",
       Key="a b/app.tar.gz")
refuse("NoSuchKey", "get_object", client=s3, Bucket="artifacts", Key="absent")
expect("a second", "put_object", client=s3, Bucket="artifacts", Key="b", Body=b"")
listing = expect("one a page", "list_objects_v2", lambda a: a["IsTruncated"] and len(a["Contents"]) == 1, client=s3,
                 Bucket="artifacts", MaxKeys=1)
expect("the next", "list_objects_v2", lambda a: a["Contents"][0]["Key"] == "b", client=s3, Bucket="artifacts",
       ContinuationToken=listing.get("NextContinuationToken", ""))
expect("by prefix", "list_objects_v2", lambda a: a["KeyCount"] == 1, client=s3, Bucket="artifacts", Prefix="a")
refuse("BucketNotEmpty", "delete_bucket", client=s3, Bucket="artifacts")
refuse("NotImplemented", "get_bucket_acl", client=s3, Bucket="artifacts")
url = boto3.client("s3", endpoint_url=ENDPOINT, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
                   **KEYS).generate_presigned_url(
    "get_object", Params={"Bucket": "artifacts", "Key": "a b/app.tar.gz"}, ExpiresIn=60)
with urllib.request.urlopen(url) as answer:
    report(len(answer.read()) == 100_000, "presigned GET", "read", answer.status)
old = "X-Amz-Date=20200101T000000Z&" + "&".join(p for p in url.split("?")[1].split("&") if not p.startswith("X-Amz-Date"))
came = code_of(url.split("?")[0] + "?" + old)
report(came == (403, "AccessDenied"), "presigned GET, expired", "(403, AccessDenied)", came)
came = code_of(url.split("&X-Amz-Signature")[0])
report(came == (400, "AuthorizationQueryParametersError"), "presigned GET, unsigned", "400", came)
for key in ("a b/app.tar.gz", "b"):
    expect("deleted", "delete_object", client=s3, Bucket="artifacts", Key=key)
expect("deleted", "delete_bucket", client=s3, Bucket="artifacts")

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

# -- and all away again, in the only order that works
refuse("DependencyViolation", "delete_subnet", SubnetId=private)
refuse("DependencyViolation", "delete_vpc", VpcId=vpc)
expect("shutting down", "terminate_instances",
       lambda a: {t["CurrentState"]["Name"] for t in a["TerminatingInstances"]} == {"shutting-down"},
       InstanceIds=[w1, d1, *more])
until("terminated", "describe_instances",
      lambda a: {i["State"]["Name"] for r in a["Reservations"] for i in r["Instances"]} == {"terminated"})
refuse("IdempotentInstanceTerminated", "run_instances", **slot)
refuse("IncorrectInstanceState", "start_instances", InstanceIds=[w1])
expect("still listed", "describe_instances", lambda a: a["Reservations"], InstanceIds=[w1])
expect("address free", "describe_addresses", lambda a: "AssociationId" not in a["Addresses"][0], AllocationIds=[eip])
expect("root volume gone", "describe_volumes", lambda a: root not in [v["VolumeId"] for v in a["Volumes"]])
expect("volume kept", "describe_volumes", lambda a: a["Volumes"][0]["State"] == "available", VolumeIds=[volume])
for v in (volume, elsewhere, copy):
    expect("deleting", "delete_volume", VolumeId=v)
until("no volumes", "describe_volumes", lambda a: a["Volumes"] == [])
expect("snapshot outlives it", "describe_snapshots", lambda a: a["Snapshots"][0]["VolumeId"] == volume, SnapshotIds=[snapshot])
expect("deleted", "delete_snapshot", SnapshotId=snapshot)
expect("released", "release_address", AllocationId=eip)
expect("worker's group", "delete_security_group", GroupId=worker)
expect("door's group", "delete_security_group", GroupId=door)
expect("endpoint", "delete_vpc_endpoints", lambda a: a["Unsuccessful"] == [], VpcEndpointIds=[endpoint])
until("no endpoint", "describe_vpc_endpoints", lambda a: a["VpcEndpoints"] == [])
expect("association", "disassociate_route_table", AssociationId=association)
expect("detached", "detach_internet_gateway", InternetGatewayId=gateway, VpcId=vpc)
expect("a black hole", "describe_route_tables",
       lambda a: [r["State"] for r in a["RouteTables"][0]["Routes"]] == ["active", "blackhole"], RouteTableIds=[table])
expect("table", "delete_route_table", RouteTableId=table)
refuse("DependencyViolation", "delete_route_table", RouteTableId=main["RouteTableId"])
expect("gateway", "delete_internet_gateway", InternetGatewayId=gateway)
expect("public subnet", "delete_subnet", SubnetId=public)
expect("private subnet", "delete_subnet", SubnetId=private)
expect("network", "delete_vpc", VpcId=vpc)
expect("the other", "delete_vpc", VpcId=other)
expect("nothing is left", "describe_security_groups", lambda a: a["SecurityGroups"] == [])
expect("no tag either", "describe_tags", lambda a: [t for t in a["Tags"] if t["ResourceType"] != "instance"] == [])

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
