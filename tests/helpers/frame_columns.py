"""The columns of a data frame as tables hold them."""


def columns_of(frame):
    """Return each column as an array of its own."""
    return {name: frame[name].to_numpy(copy=True) for name in frame}
