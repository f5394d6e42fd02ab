"""What the app costs on top of the platform, measured: `make bench` and `make bench-scale`. See docs/performance.md.

`rounds` is plain; `twin`, `saves`, `pages`, `submissions` measure on a site of their own that `scripts.measure` makes and
drops; `scale*` fill one with a million cases.
"""
