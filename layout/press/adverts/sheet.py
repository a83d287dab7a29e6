"""A placed advertisement -> a PDF of one page that is what will be printed of it, at its placed size.

So it can be looked at by itself: resolutions, sizes of type and widths of lines are those on paper.
"""

from __future__ import annotations

import hashlib
import io

from layout.press.adverts.kit import Kit, write_object
from layout.press.adverts.placed import place_advert
from layout.press.file.numbers import decimal
from layout.scene import Advert


def write_advert_page(advert: Advert, kit: Kit) -> bytes:
    """The one-page PDF of a placed advertisement and its kit, cut to its place. MediaBox and TrimBox are the place.

    It claims no level of PDF/X and has no output intent: only what it paints is worth looking at.
    """
    form = place_advert(advert, kit, "A1")
    content = "\n".join(form.shown((0, 0), (advert.rect.width, advert.rect.height))).encode("ascii")
    box = f"[0 0 {decimal(advert.rect.width / 1000)} {decimal(advert.rect.height / 1000)}]".encode("ascii")
    first = 5
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %b /TrimBox %b /Contents 4 0 R "
        b"/Resources << /XObject << /A1 %d 0 R >> >> >>" % (box, box, first),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    objects += [write_object(taken, lambda at: b"%d 0 R" % (first + at)) for taken in kit.objects]
    return _file(objects, kit.digest)


def _file(objects: list[bytes], digest: str) -> bytes:
    """A whole PDF of finished objects, numbered from 1, the catalog first (ISO 32000-1 7.5)."""
    out = io.BytesIO()
    out.write(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, written in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, written))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    name = hashlib.sha256(digest.encode("ascii")).hexdigest()[:32].encode("ascii")
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /ID [<%b> <%b>] >>\n" % (len(objects) + 1, name, name))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()
