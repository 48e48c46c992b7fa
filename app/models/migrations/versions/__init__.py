"""One file a step, numbered like the schema it makes."""
