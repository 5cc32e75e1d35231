"""Drives the small EC2 with boto3 and awscli, part by part: each part goes on where the one before it ended.

usage: main.py ENDPOINT [AWS]     (AWS: the awscli to drive as well)
The last line counts: 'N passed, N failed'.
"""
import teardown

teardown.finish()
