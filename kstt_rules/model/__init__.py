"""The nouns, plain frozen values: provision, vocabulary, dossier, finding, report calendar."""
