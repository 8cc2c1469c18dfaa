"""How the files of a workspace were understood, and its mapping file, which says what is to be understood otherwise."""
