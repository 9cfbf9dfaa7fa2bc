"""What can go wrong, in words for the user: what is wrong, where, and what to do."""


class FactsheetError(Exception):
    """The root. Its message is one line, and it is what the user reads."""


class UsageError(FactsheetError):
    """A wrong option value (a date that is none, a template that does not exist)."""


class InputError(FactsheetError):
    """An input that cannot be read as an article."""


class SheetError(FactsheetError):
    """A fact sheet that breaks the contract; the message names the path of the field."""


class TemplateError(FactsheetError):
    """A template that cannot be rendered; the message names its file and line."""


class OutputError(FactsheetError):
    """A result that cannot be written."""


class VocabularyError(FactsheetError):
    """A lexicon file that does not hold to its own form; the message names file and entry."""
