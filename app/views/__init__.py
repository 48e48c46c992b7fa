"""What the window shows, page by page: plain functions from a session to frozen rows. No Qt."""
