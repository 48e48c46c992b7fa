"""Use cases that change the book. Each takes the session first and keywords after; none commits.

A gesture is one `book.writing(label)`; within it any of these may be called. Each checks what must
hold and raises a `UserError` that says what is wrong and what to do.
"""
