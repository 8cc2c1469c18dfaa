"""The smallest dossier that still gives a finding, with invented names and numbers: what may be handed on."""
