"""Tests of one platform that plays its demo and has an AI, in place of the one others share.

They run in the order of their files: the first sees it as it came, the last one ends it.
"""
