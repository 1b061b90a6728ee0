"""Benchmarks: the dashboard and its rivals, measured in one run. ``python -m tests.benchmarks``; not part of the tests.

`drag` from the brush to the map, `release` from the brush to the charts, `naive` beside the same page by the book, `memory` of
the server. All in headless Chromium with software rendering, so wall times are for comparison within one run only.
"""
