"""Draws the samples' stand-in pictures: a campus being built beside a lake, and metal type.

No photo came with the samples' copy. These pictures hold its place, are credited as stand-ins, and are drawn by
these modules alone: small ray casters over a model of the place, so light and perspective are a photo's. In the
campus lengths are metres, x to the right, y away from the camera, z up; type is measured in ems. Colours are linear
light, 1 a white wall in sun.
"""
