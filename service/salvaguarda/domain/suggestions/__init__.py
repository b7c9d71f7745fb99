"""What a model proposed, and the rules that keep it from counting before a person has decided. Pure."""
