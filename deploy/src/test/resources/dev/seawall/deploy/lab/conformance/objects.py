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
for key in ("a b/app.tar.gz", "b"):
    expect("deleted", "delete_object", client=s3, Bucket="artifacts", Key=key)
expect("deleted", "delete_bucket", client=s3, Bucket="artifacts")
