"""Drafting the annotation of another document: spans that may be checked, with candidates from the event layer.

No model and nothing learned: names of the layer, patterns and word tables in Greek, English, Russian and Kazakh. Everything
that comes out is a *draft* for a person to read: each candidate says why it was named and how sure the rules are.
"""
