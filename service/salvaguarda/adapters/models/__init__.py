"""Language models behind OpenAI-compatible servers. Imported only once an endpoint is used."""
