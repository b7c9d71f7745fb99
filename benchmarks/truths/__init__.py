"""What the real texts hold, found out without our segmenter: by each file's own mark-up, or by hand."""
