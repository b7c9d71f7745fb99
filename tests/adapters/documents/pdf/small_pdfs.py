"""Tiny PDFs written by hand: for what no printer makes."""

PASSWORD = (
    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 "
    f"/O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<{'33' * 16}> <{'33' * 16}>]"
)
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\n0\nendstream"
)
SCANNED = "q 595 0 0 842 0 0 cm /Im1 Do Q"


def shown(text: str, left: float = 72, base: float = 700, size: float = 11) -> str:
    """Drawing instructions for one line of text."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {left} {base} Td ({safe}) Tj ET\n"


def small_pdf(*pages: str, trailer: str = "", font: str = FONT) -> bytes:
    """A PDF whose pages are drawn by these instructions; /F1 is a font, /Im1 a picture."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font,
        PICTURE,
    ]
    for index, drawn in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> /Contents {6 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _file(objects, trailer)


def _file(objects: list[str], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("latin-1")
