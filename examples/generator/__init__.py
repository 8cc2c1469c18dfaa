"""Makes the example dossier: the files that the offices of one province would send, with planted breaches."""
