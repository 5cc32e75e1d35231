"""Networks and groups."""
from protocol import *

# -- networks
refuse("InvalidVpc.Range", "create_vpc", CidrBlock="10.0.0.0/8")
refuse("InvalidParameterValue", "create_vpc", CidrBlock="10.0.0.0")
refuse("InvalidVpc.Range", "create_vpc", CidrBlock="127.61.0.0/16")
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
