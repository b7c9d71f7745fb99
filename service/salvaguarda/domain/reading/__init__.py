"""How a text that was read is cut into provisions: lines → headings → lists → addresses. Pure, never fails."""
