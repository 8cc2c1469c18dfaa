"""The subcommands of ``kstt``: each module holds one, as ``command``, and imports what is heavy when it runs."""
