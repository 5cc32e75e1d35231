"""All away again."""
from cli import *

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
