"""Small forms in place that several pages open: each gesture has one form, wherever it is made."""
