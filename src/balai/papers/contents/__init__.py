"""What stands on each paper. One function a paper: records and what a human said in, the paper out.

Texts are Indonesian and not translated: an act of an Indonesian office has one language. A legal basis is never invented;
what no record states is left as dots to be filled in by hand.
"""
