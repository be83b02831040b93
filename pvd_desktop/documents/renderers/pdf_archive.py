"""PDF/A-2b: the file of reportlab completed and checked by pikepdf before it is kept."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import pdfa


def archive(draft: BytesIO, target: Path, *, langue: str, jour: date) -> None:
    """Write ``draft`` into ``target`` as PDF/A-2b.

    The same draft and the same day give the same bytes: dates come from ``jour`` and the identifier from the
    contents. ``pdfa.save`` reads the written file again and raises ``PdfaError`` if it does not conform.
    """
    with pikepdf.open(draft) as pdf:
        for page in pdf.pages:
            # reportlab writes an empty page transition, which no validator knows.
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        pdf.Root["/Lang"] = pikepdf.String(langue)
        stamp = f"D:{jour:%Y%m%d}000000+00'00'"
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = pikepdf.String(stamp)
        pdfa.save(  # pyright: ignore[reportUnknownMemberType]
            pdf, target, "2b", deterministic_id=True
        )
