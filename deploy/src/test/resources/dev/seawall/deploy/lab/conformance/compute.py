"""Volumes, instances, and what moves between them."""
from network import *

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
