"""The one error the core raises: what somebody typed or a file holds cannot be used.

It is for the border (arguments, imports, files). What a person may not do now, in a session, is a
`Refusal`, never an exception.
"""


class BadInput(ValueError):  # noqa: N818 - it names the input, which is what is at fault
    """A value that cannot be used; `str()` of it is a whole sentence for the screen.

    The sentence says what is wrong, where, and what would be right. msgspec turns it into its own
    `ValidationError`, with the place added, when it is raised while a file is decoded.
    """
