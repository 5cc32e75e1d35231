"""One line a call: what was expected, what came. A call passes when its outcome is the one named AND every XML element
of the answer is one that botocore's model of EC2 knows in that place."""
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


def finish():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
