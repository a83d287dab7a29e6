"""A page and its golden (标准样) to a verdict, and the sentences that a sub-editor reads.

Three levels, cheapest first, each with a file of its own under `FOLDER/PAGE/`:

1. `scene.txt`: the scene as text, a line for each set line (`layout.scene.astext`); compared exactly. For a PDF that
   another program made `text.txt`, its words with their places.
2. `ink.png`: gray at 100 dpi; no pixel may be more than 2 levels off. A share of pixels is never the measure: one wrong
   character on a broadsheet is 0.004 % of it.
3. `golden.json`: the hash of the PDF's parts, unpacked (`file.py` says why), and who rendered the ink.

The stage `layout.publishing.goldens` makes the pages up, compares them and takes them for right.
"""
