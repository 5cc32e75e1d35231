"""The sliver of S3."""
from compute import *

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

# -- a policy that lets anybody read some objects through a VPC endpoint
def policy(resource="arn:aws:s3:::artifacts/rotation/*", **statement):
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": resource, **statement}
    return dict(client=s3, Bucket="artifacts", Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]}))


def through(vpce):
    return {"StringEquals": {"aws:SourceVpce": vpce}}


rotation = ENDPOINT + "/artifacts/rotation/worker-1.cms"
here = expect("an endpoint", "create_vpc_endpoint", VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3",
              ClientToken="for-the-policy")["VpcEndpoint"]["VpcEndpointId"]
expect("stored", "put_object", client=s3, Bucket="artifacts", Key="rotation/worker-1.cms", Body=b"sealed")
refuse("NoSuchBucketPolicy", "get_bucket_policy", client=s3, Bucket="artifacts")
came = code_of(rotation)
report(came == (403, "AccessDenied"), "anonymous GET, no policy", "(403, AccessDenied)", came)
refuse("AccessDenied", "put_bucket_policy", **policy())
refuse("MalformedPolicy", "put_bucket_policy", **policy(resource="arn:aws:s3:::other/*", Condition=through(here)))
refuse("MalformedPolicy", "put_bucket_policy", client=s3, Bucket="artifacts", Policy="{")
refuse("NotImplemented", "put_bucket_policy", **policy(Action="s3:PutObject", Condition=through(here)))
refuse("NotImplemented", "put_bucket_policy", **policy(Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}))
expect("another endpoint's", "put_bucket_policy", **policy(Condition=through("vpce-0123456789abcdef0")))
came = code_of(rotation)
report(came == (403, "AccessDenied"), "anonymous GET, no such endpoint", "(403, AccessDenied)", came)
expect("this endpoint's", "put_bucket_policy", **policy(Condition=through(here)))
expect("as it was put", "get_bucket_policy", lambda a: here in a["Policy"], client=s3, Bucket="artifacts")
came = code_of(rotation)
report(came == (200, ""), "anonymous GET", "(200, )", came)
came = code_of(ENDPOINT + "/artifacts/rotation/worker-2.cms")
report(came == (403, "AccessDenied"), "anonymous GET, not there", "(403, AccessDenied)", came)
came = code_of(ENDPOINT + "/artifacts/b")
report(came == (403, "AccessDenied"), "anonymous GET, elsewhere", "(403, AccessDenied)", came)
came = code_of(ENDPOINT + "/artifacts?list-type=2")
report(came == (403, "AccessDenied"), "anonymous list", "(403, AccessDenied)", came)
came = code_of(urllib.request.Request(rotation, data=b"x", method="PUT"))
report(came == (403, "AccessDenied"), "anonymous PUT", "(403, AccessDenied)", came)
expect("gone", "delete_vpc_endpoints", VpcEndpointIds=[here])
came = code_of(rotation)
report(came == (403, "AccessDenied"), "anonymous GET, endpoint gone", "(403, AccessDenied)", came)
expect("no policy", "delete_bucket_policy", client=s3, Bucket="artifacts")
refuse("NoSuchBucketPolicy", "get_bucket_policy", client=s3, Bucket="artifacts")
for key in ("a b/app.tar.gz", "b", "rotation/worker-1.cms"):
    expect("deleted", "delete_object", client=s3, Bucket="artifacts", Key=key)
expect("deleted", "delete_bucket", client=s3, Bucket="artifacts")
