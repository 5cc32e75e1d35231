"""Requests that are not EC2 requests, and what there is to rent."""
from driver import *

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
