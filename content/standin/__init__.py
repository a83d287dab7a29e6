"""Draws the sample's stand-in picture: a campus being built beside a lake, seen from across the water.

No photo came with the sample's copy. This picture holds its place, is credited as a stand-in, and is drawn by
these modules alone: a small ray caster over a model of the place, so light, haze and perspective are a photo's.
Lengths are metres, x to the right, y away from the camera, z up; colours are linear light, 1 a white wall in sun.
"""
