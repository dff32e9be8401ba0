"""The whole reading on one screen: from a file or a text to a `Story`."""
