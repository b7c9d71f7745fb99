"""What use cases need from outside, as narrow Protocols; adapters fulfil them, `bootstrap.py` joins them."""
