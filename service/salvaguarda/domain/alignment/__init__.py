"""Which provisions of one draft answer to which of another."""
