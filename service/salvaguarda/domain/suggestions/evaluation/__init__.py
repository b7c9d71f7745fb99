"""Whether a prompt is any good, by the team's own judgements. Pure; read docs/evaluation.md for what each figure means."""
