"""Plain lists of clients, contacts and deals from elsewhere: file → columns → plan → import."""
