"""What a command could not do, told in a sentence."""


class FailedError(Exception):
    """A command that was well said and could not be carried out; `str()` of it is the sentence."""
