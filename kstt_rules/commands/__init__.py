"""The subcommands of ``kstt``: each module of that name holds one and imports what is heavy when it runs."""
